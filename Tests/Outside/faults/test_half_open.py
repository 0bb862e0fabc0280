"""Connections that are cut without a word: both ends stand, and nothing comes through."""

import time

import pytest

from api import API
from path import Path
from program import Program


@pytest.fixture
def path():
    """Makes paths to ports; all end with the test."""
    paths: list[Path] = []

    def to(port: int) -> Path:
        paths.append(Path(port))
        return paths[-1]

    yield to
    for path in paths:
        path.close()


def test_the_path_to_a_receiver_is_cut(binary, tmp_path, receiver, path):
    program = Program(binary, tmp_path, {"MESHES_DELIVERY_RETRY_DELAYS": ",".join(["0s", *["1s"] * 19])})
    program.setup()
    program.start()
    try:
        api = API(program)
        way = path(receiver.server.server_port)
        rule = api.route("order.cut", api.connect("cut", f"http://127.0.0.1:{way.port}/cut", timeout_seconds=1))
        api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
        assert api.wait_for(api.emit("order.cut", {"number": 0}), "completed")["completed_count"] == 1
        # The connection that is kept open takes the next attempt, and nobody says that it is dead.
        assert way.cut() == 1
        lost = [api.emit("order.cut", {"number": number}) for number in range(1, 6)]
        for number in range(20):
            assert api.wait_for(api.emit("order.paid", {"number": number}), "completed", seconds=2)["completed_count"] == 1
        deadline = time.monotonic() + 20
        while program.metric("meshes_attempts_total", 'outcome="timeout"') < len(lost):
            assert time.monotonic() < deadline, "attempts on a dead path do not end"
            time.sleep(0.1)
        way.mend()
        for event in lost:
            assert api.wait_for(event, "completed")["completed_count"] == 1
            codes = [attempt["outcome_code"] for attempt in api.attempts(event, rule)]
            assert codes[0] == "delivered" and set(codes[1:]) == {"timeout"}
        came = [request.json["uuid"] for request in receiver.requests if request.path == "/cut"]
        assert len(came) == len(set(came)) == 1 + len(lost)
    finally:
        program.close()
