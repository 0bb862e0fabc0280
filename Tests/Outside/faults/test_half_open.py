"""Connections that are cut without a word: both ends stand, and nothing comes through."""

import time

import pytest
import requests

from aftermath import nothing_is_lost
from api import API
from emitters import Emitters
from path import Path
from postgres_server import PostgresServer
from program import Program, free_port


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


@pytest.mark.timeout(300)
def test_the_path_to_postgresql_is_cut(binary, tmp_path, receiver, path):
    postgres = PostgresServer(port=free_port())
    way = path(postgres.port)
    program = Program(binary, tmp_path, {"MESHES_DATABASE_URL": f"postgresql://meshes@127.0.0.1:{way.port}/postgres"})
    try:
        program.setup()
        program.start()
        api = API(program)
        api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
        with Emitters(program, "order.paid", threads=3, goes_on=True, timeout=60) as load:
            load.wait_for_more(20)
            cut = time.monotonic()
            assert way.cut() > 2
            way.mend()
            # Given up when nothing comes for ten seconds, also where the peer goes on to confirm every packet.
            load.wait_for_more(20, seconds=30)
            took = time.monotonic() - cut
            over = time.monotonic()
            load.wait_for_more(20)
        print(f"accepted again {took:.0f} s after the cut")
        # A commit whose answer is lost may have happened or not: its callers are told to try again.
        assert {answer.status_code for answer in load.refused} <= {503}
        assert not load.broken
        assert requests.get(f"{program.url}/readyz", timeout=15).status_code == 200
        nothing_is_lost(api, load.accepted, receiver, cut, over)
        log = program.log.read_text()
        assert not load.refused or "the server has not answered for" in log
        assert "the other nodes are not heard" in log
    finally:
        program.close()
        postgres.close()
