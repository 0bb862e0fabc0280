"""PostgreSQL goes away under load, or cuts every connection: what was accepted is delivered, and the server recovers by itself."""

import time

import pytest
import requests

from aftermath import nothing_is_lost
from api import API
from emitters import Emitters
from postgres_server import PostgresServer
from program import Program

pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def postgres():
    postgres = PostgresServer()
    yield postgres
    postgres.close()


@pytest.fixture
def program(binary, tmp_path, postgres):
    program = Program(binary, tmp_path, {"MESHES_DATABASE_URL": postgres.url})
    program.setup()
    program.start()
    yield program
    program.close()


def test_postgresql_is_restarted(program, postgres, receiver):
    api = API(program)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    with Emitters(program, "order.paid", threads=3, goes_on=True, timeout=30) as load:
        load.wait_for_more(20)
        cut = time.monotonic()
        postgres.stop()
        load.wait_for_refusals(3)
        assert program.metric("meshes_store_refusals_total") > 0
        assert requests.get(f"{program.url}/readyz", timeout=15).status_code == 503
        postgres.start()
        load.wait_for_more(20)
        over = time.monotonic()
        load.wait_for_more(20)
    assert {answer.status_code for answer in load.refused} == {503}
    assert requests.get(f"{program.url}/readyz", timeout=15).status_code == 200
    nothing_is_lost(api, load.accepted, receiver, cut, over)
    assert "The store takes nothing at the moment" in program.log.read_text()


def test_connections_to_postgresql_are_cut(program, postgres, receiver):
    api = API(program)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    with Emitters(program, "order.paid", threads=3, goes_on=True, timeout=30) as load:
        load.wait_for_more(20)
        cut = time.monotonic()
        for _ in range(3):
            assert postgres.cut_connections() > 0
            load.wait_for_more(20)
        over = time.monotonic()
        load.wait_for_more(20)
    # A commit whose answer is lost may have happened or not: its callers are told to try again.
    assert {answer.status_code for answer in load.refused} <= {503}
    nothing_is_lost(api, load.accepted, receiver, cut, over)
    assert "the other nodes are not heard" in program.log.read_text()
