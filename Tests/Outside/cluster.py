"""Several servers that share one database."""

import signal
import time

from program import Program

#: Short, so that the tests do not wait long for it.
LEASE = 4


class Cluster:
    """Servers that share a database, each with a data directory of its own and the same keys."""

    def __init__(self, binary, folder, database_url, **environment: str):
        self.binary, self.folder = binary, folder
        self.environment = {"MESHES_DATABASE_URL": database_url, "MESHES_NODE_LEASE": f"{LEASE}s"} | environment
        self.nodes: list[Program] = []

    def add(self, **environment: str) -> Program:
        folder = self.folder / f"node{len(self.nodes)}"
        folder.mkdir()
        node = Program(self.binary, folder, self.environment | environment)
        if self.nodes:
            node.credentials = self.nodes[0].credentials
            node.environment |= {"MESHES_ENCRYPTION_KEY": (self.nodes[0].data / "encryption.key").read_text().strip()}
        else:
            node.setup()
        self.nodes.append(node)
        node.start()
        return node

    def close(self):
        for node in self.nodes:
            if node.process is not None:
                node.process.send_signal(signal.SIGCONT)
            node.close()


def wait(what: str, condition, seconds: float = 30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.05)
