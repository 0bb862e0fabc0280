"""What the parts of a run share."""

import itertools
import statistics
import tempfile
from pathlib import Path

from .meshes import Server, Store
from .net import free_port
from .nginx import Nginx
from .options import Options
from .process import Process, wait_until
from .table import Table
from .tool import Tool


class Context:
    def __init__(self, options: Options, directory: Path, nginx: Nginx):
        self.options, self.directory, self.nginx = options, directory, nginx
        self.tool = Tool(options.tool)
        self.table = Table()
        self.known = {}
        self.numbers = itertools.count(1)

    def once(self, name: str, measure):
        """What was measured under the name already in this run, or is now."""
        if name not in self.known:
            self.known[name] = measure()
        return self.known[name]

    def folder(self, name: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"{next(self.numbers):02}-{name}-", dir=self.directory))

    def store(self) -> Store:
        return Store(self.options.meshes, self.folder("store"))

    def serve(self, store: Store | None = None, **env: str) -> Server:
        store = store or self.store()
        return Server(store, self.directory / f"meshes-{next(self.numbers):02}.log", env)

    def slow_receiver(self, delay: float) -> tuple[Process, str]:
        """A receiver that answers after so many seconds, and its URL."""
        port = free_port()
        words = self.tool.arguments("receiver", {"port": port, "delay": delay})
        return Process("slow receiver", words, self.directory / f"receiver-{port}.log"), f"http://127.0.0.1:{port}/hook"

    def bare(self) -> tuple[Process, int]:
        port = free_port()
        process = Process("bare route", self.tool.arguments("bare", {"port": port}), self.directory / "bare.log")
        wait_until(lambda: listens(port), process)
        return process, port


def listens(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def median(values) -> float:
    return statistics.median(values)
