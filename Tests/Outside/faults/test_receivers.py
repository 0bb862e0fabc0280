"""Receivers that take a connection and never answer, or vanish within it: others are served meanwhile, and both come right."""

import contextlib
import socket
import threading
import time

import pytest

from api import API
from program import Program, free_port
from receiver import Receiver


class SilentReceiver:
    """Accepts connections, and says nothing on them or begins an answer that it never ends."""

    def __init__(self, port: int, beginning: bytes):
        self.port, self.beginning = port, beginning
        self.connections: list[socket.socket] = []
        self.listener = socket.create_server(("127.0.0.1", port), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                self.connections.append(connection)
                if self.beginning:
                    connection.recv(65536)
                    connection.sendall(self.beginning)

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
    "beginning",
    [
        pytest.param(b"", id="never answers"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Le", id="stops within the head"),
    ],
)
def test_a_receiver_hangs(program, receiver, beginning):
    port = free_port()
    silent = SilentReceiver(port, beginning)
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
    while program.metric("meshes_attempts_total", 'outcome="timeout"') < 2:
        assert time.monotonic() < deadline, "no attempt timed out"
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
        assert codes.count("delivered") == len(stuck) and "timeout" in codes
    finally:
        healthy.close()


def test_an_answer_whose_body_never_ends_counts_by_its_status(program):
    silent = SilentReceiver(free_port(), b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    try:
        api = API(program)
        connection = api.connect("endless", f"http://127.0.0.1:{silent.port}/hook", timeout_seconds=1)
        rule = api.route("order.slow", connection)
        event = api.emit("order.slow", {"number": 1})
        assert api.wait_for(event, "completed")["completed_count"] == 1
        (attempt,) = api.attempts(event, rule)
        assert attempt["outcome_code"] == "delivered" and attempt["http_status"] == 200
        assert attempt["duration_ms"] >= 1000
        assert len(silent.connections) == 1
    finally:
        silent.close()
