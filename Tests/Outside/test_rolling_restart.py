"""Servers are replaced one after another behind a load balancer that honours /readyz: nobody notices."""

import http.client
import http.server
import itertools
import signal
import threading
import time

import pytest
import requests

from api import API
from cluster import Cluster
from emitters import Emitters
from program import Program


class Balancer:
    """Sends each request to the next server that said lately that it is ready, and repeats nothing. Connections to one that is not
    ready any more are not used again."""

    def __init__(self, nodes: list[Program]):
        self.nodes = nodes
        self.ready: list[Program] = []
        self.absences: dict[int, int] = {node.port: 0 for node in nodes}
        self.turns = itertools.count()
        self.stopping = threading.Event()
        self.local = threading.local()
        self.look()
        balancer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status, answer = balancer.forward(self.path, body, dict(self.headers))
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        while not self.stopping.wait(0.1):
            self.look()

    def look(self):
        ready = []
        for node in self.nodes:
            try:
                if requests.get(f"{node.url}/readyz", timeout=1).status_code == 200:
                    ready.append(node)
            except requests.RequestException:
                pass
        for node in self.ready:
            if node not in ready:
                self.absences[node.port] += 1
        self.ready = ready

    def forward(self, path: str, body: bytes, headers: dict) -> tuple[int, bytes]:
        """On a connection that is kept, unless the server has said that it closes."""
        ready = self.ready
        node = ready[next(self.turns) % len(ready)]
        kept = self.local.__dict__.setdefault("kept", {})
        key = (node.port, self.absences[node.port])
        connection = kept.pop(key, None) or http.client.HTTPConnection("127.0.0.1", node.port, timeout=10)
        wanted = {name: headers[name] for name in ("Content-Type", "X-Meshes-Publishable-Key")}
        try:
            connection.request("POST", path, body, wanted)
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as error:
            return 502, repr(error).encode()
        if answer.getheader("Connection", "").lower() == "close":
            connection.close()
        else:
            kept[key] = connection
        return answer.status, text

    def close(self):
        self.stopping.set()
        self.server.shutdown()


def test_servers_are_replaced_without_a_failed_request(cluster, receiver):
    first = cluster.add()
    cluster.add()
    api = API(first)
    api.route("order.paid", api.connect("receiver", receiver.url))
    balancer = Balancer(cluster.nodes)
    with Emitters(first, "order.paid", threads=3, targets=[balancer], goes_on=True) as load:
        for node in list(cluster.nodes):
            time.sleep(1)
            node.process.send_signal(signal.SIGTERM)
            time.sleep(0.05)
            answer = requests.get(f"{node.url}/readyz", timeout=2)
            assert (answer.status_code, answer.headers["Connection"]) == (503, "close")
            assert requests.get(f"{node.url}/healthz", timeout=2).status_code == 200
            code = node.process.wait(20)
            node.process = None
            assert code == 0, node.tail()
            node.start()
            deadline = time.monotonic() + 10
            while node not in balancer.ready and time.monotonic() < deadline:
                time.sleep(0.05)
        time.sleep(1)
    balancer.close()
    assert not load.refused, load.refused[0].text
    assert not load.broken, load.broken[0]
    assert len(load.accepted) > 50
    API(first).wait_until_done(seconds=60)
    arrived = [request.json["uuid"] for request in receiver.requests]
    assert sorted(arrived) == sorted(load.accepted), "each event arrives once"


def test_roles_split_the_work(cluster, receiver):
    api_node = cluster.add(MESHES_ROLES="api")
    worker = cluster.add(MESHES_ROLES="dispatch")
    assert requests.post(f"{worker.url}/api/v1/events", json={}, timeout=5).status_code == 404
    assert requests.get(f"{worker.url}/metrics", timeout=5).status_code == 200
    api = API(api_node)
    api.route("order.paid", api.connect("receiver", receiver.url))
    api.emit("order.paid", {"number": 0})
    api.wait_until_done(seconds=30)

    # Accepted there, and begun here well before the next poll (5 s).
    waits = []
    for number in range(1, 6):
        began = time.monotonic()
        api.emit("order.paid", {"number": number})
        receiver.wait(number + 1, seconds=20)
        waits.append(time.monotonic() - began)
    assert sorted(waits)[2] < 3, waits
    print(f"from the call to the arrival through another node: {sorted(waits)[2] * 1000:.0f} ms")

    worker.terminate()
    event = api.emit("order.paid", {"number": 6})
    time.sleep(1)
    assert len(receiver.requests) == 6
    worker.start()
    api.wait_for(event, "completed", seconds=30)


@pytest.mark.parametrize(
    "roles, complaint",
    [
        ("api", "MESHES_ROLES: one role alone needs a database that others share"),
        ("api,cook", 'MESHES_ROLES (from the environment) holds "cook"'),
        (",", "MESHES_ROLES (from the environment) must be"),
    ],
)
def test_roles_that_cannot_be(program, roles, complaint):
    done = program.command("serve", "--data", str(program.data), check=False, extra={"MESHES_ROLES": roles})
    assert done.returncode != 0
    assert complaint in done.stderr
