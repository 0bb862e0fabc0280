"""Receivers that never answer, answer a byte a second or close within their answer: others are served, and both come right."""

import contextlib
import socket
import threading
import time

import pytest

from api import API
from program import Program, free_port
from receiver import Receiver


class SilentReceiver:
    """Accepts connections, and says nothing on them or begins an answer that it never ends: at once or, when it is `slow`, a byte a
    second. One that `closes` does so after the beginning."""

    def __init__(self, port: int, beginning: bytes, slow: bool = False, closes: bool = False):
        self.port, self.beginning, self.slow, self.closes = port, beginning, slow, closes
        self.connections: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                if self.beginning:
                    threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket):
        with contextlib.suppress(OSError):
            connection.recv(65536)
            for start in range(len(self.beginning)) if self.slow else ():
                connection.sendall(self.beginning[start:start + 1])
                time.sleep(1)
            if not self.slow:
                connection.sendall(self.beginning)
            if self.closes:
                connection.close()

    def close(self):
        # A thread within accept() keeps the port until it is woken.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            connection.close()


@pytest.fixture
def program(binary, tmp_path):
    program = Program(binary, tmp_path, {"MESHES_DELIVERY_RETRY_DELAYS": ",".join(["0s", *["1s"] * 19])})
    program.setup()
    program.start()
    yield program
    program.close()


@pytest.mark.parametrize(
    "beginning, way, outcome",
    [
        pytest.param(b"", {}, "timeout", id="never answers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", {}, "timeout", id="stops within the head"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", {"slow": True}, "timeout", id="sends a byte a second"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", {"closes": True}, "network_error", id="closes within the head"),
    ],
)
def test_a_receiver_hangs(program, receiver, beginning, way, outcome):
    port = free_port()
    silent = SilentReceiver(port, beginning, **way)
    api = API(program)
    slow = api.connect("silent", f"http://127.0.0.1:{port}/hook", timeout_seconds=1)
    rule = api.route("order.slow", slow)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    stuck = [api.emit("order.slow", {"number": number}) for number in range(10)]

    # The other connection does not wait for it.
    deadline = time.monotonic() + 20
    while not silent.connections:
        assert time.monotonic() < deadline, "nobody came"
        time.sleep(0.02)
    paid = [api.emit("order.paid", {"number": number}) for number in range(20)]
    for event in paid:
        assert api.wait_for(event, "completed")["completed_count"] == 1
    assert len(receiver.requests) == 20
    while program.metric("meshes_attempts_total", f'outcome="{outcome}"') < 2:
        assert time.monotonic() < deadline, f"no attempt ended as {outcome}"
        time.sleep(0.1)

    # It comes back.
    silent.close()
    healthy = Receiver(port)
    try:
        for event in stuck:
            api.wait_for(event, "completed", seconds=60)
        assert {request.json["uuid"] for request in healthy.requests} == {event["id"] for event in stuck}
        assert len(healthy.requests) == len(stuck)
        codes = [attempt["outcome_code"] for event in stuck for attempt in api.attempts(event, rule)]
        assert codes.count("delivered") == len(stuck) and outcome in codes
    finally:
        healthy.close()


@pytest.mark.parametrize("closes", [pytest.param(False, id="and stays"), pytest.param(True, id="and closes")])
def test_an_answer_whose_body_never_ends_counts_by_its_status(program, closes):
    silent = SilentReceiver(free_port(), b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf", closes=closes)
    try:
        api = API(program)
        connection = api.connect("endless", f"http://127.0.0.1:{silent.port}/hook", timeout_seconds=1)
        rule = api.route("order.slow", connection)
        event = api.emit("order.slow", {"number": 1})
        assert api.wait_for(event, "completed")["completed_count"] == 1
        (attempt,) = api.attempts(event, rule)
        assert attempt["outcome_code"] == "delivered" and attempt["http_status"] == 200
        assert closes or attempt["duration_ms"] >= 1000
        assert len(silent.connections) == 1
    finally:
        silent.close()
