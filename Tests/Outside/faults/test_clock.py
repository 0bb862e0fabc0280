"""The wall clock is put forward or back by an hour under load, or is an hour off on one of two nodes."""

import time

import pytest

from aftermath import nothing_is_lost
from api import API
from cluster import Cluster, wait
from emitters import Emitters
from program import Program
from shifted_clock import ShiftedClock

HOUR = 3600
RETRIES = {"MESHES_DELIVERY_RETRY_DELAYS": ",".join(["0s", *["2s"] * 19])}


@pytest.fixture
def clock(tmp_path):
    return ShiftedClock(tmp_path)


@pytest.fixture
def program(binary, tmp_path, clock):
    program = Program(binary, tmp_path, clock.environment | RETRIES)
    program.setup()
    program.start()
    yield program
    program.close()


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
def test_the_clock_is_stepped_under_load(program, clock, receiver, step):
    api = API(program, clock.time)
    connection = api.connect("receiver", f"{receiver.url}/hook")
    api.route("order.paid", connection)
    failing = api.connect("failing", f"{receiver.url}/failing")
    rule = api.route("order.slow", failing)
    receiver.answer = lambda request: 503 if request.path == "/failing" else 204
    waiting = api.emit("order.slow", {"number": 1})
    api.wait_for(waiting, "retrying")
    with Emitters(program, "order.paid", threads=3, goes_on=True, timeout=30) as load:
        load.wait_for_more(20)
        clock.step(step)
        load.wait_for_more(40)
        time.sleep(1.5)  # what runs by the clock wakes at least once a second
        load.wait_for_more(20)
        receiver.answer = lambda request: 204
        if step < 0:
            # What waits for a time of day waits longer by the step; it goes at once when somebody asks.
            time.sleep(3)
            assert api.get(f"/events/{waiting['id']}")["status"] == "retrying"
            api.call("POST", f"/events/{waiting['id']}/rules/{rule['id']}/retry")
        assert api.wait_for(waiting, "completed")["completed_count"] == 1
    assert not load.refused and not load.broken
    failures = [request for request in receiver.requests if request.path == "/failing"]
    receiver.requests[:] = [request for request in receiver.requests if request.path != "/failing"] + failures[-1:]
    nothing_is_lost(api, load.accepted, receiver)
    # A time that differs from before does not keep the store from opening, nor anything from being sent.
    program.terminate()
    program.start()
    assert api.wait_for(api.emit("order.paid", {"number": 0}), "completed")["completed_count"] == 1


@pytest.mark.timeout(300)
@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["ahead", "behind"])
def test_the_clock_of_one_node_is_an_hour_off(binary, tmp_path, database_url, clock, receiver, step):
    cluster = Cluster(binary, tmp_path, database_url, **RETRIES)
    try:
        right = cluster.add()
        api = API(right)
        api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
        clock.step(step)
        wrong = cluster.add(**clock.environment)
        wait("they know each other", lambda: right.metric("meshes_nodes") == 2)
        refused = set()

        def answer(request):
            # Every third event is delivered by a retry that had to fall due.
            if request.json["payload"]["number"] % 3 or request.delivery in refused:
                return 204
            refused.add(request.delivery)
            return 503

        receiver.answer = answer
        with Emitters(right, "order.paid", threads=3, targets=[right, wrong], goes_on=True, timeout=30) as load:
            load.wait_for_more(100)
            # And put right while it runs.
            clock.step(-step)
            load.wait_for_more(100)
            clock.step(step)
            load.wait_for_more(100)
            time.sleep(1.5)
        assert not load.refused and not load.broken
        events = api.wait_until_done()
        assert load.accepted.keys() <= events.keys()
        assert all(event["status"] == "completed" and event["completed_count"] == 1 for event in events.values())
        times = {}
        for request in receiver.requests:
            times.setdefault(request.json["uuid"], []).append(request.arrived)
        assert times.keys() == events.keys()
        assert all(len(times[event]) == (1 if payload["number"] % 3 else 2) for event, payload in load.accepted.items())
        waits = [found[1] - found[0] for found in times.values() if len(found) > 1]
        assert min(waits) > 1, "a retry that was not due yet"
        assert max(waits) < 30, "a retry that waited for the wrong clock"
        for node in (right, wrong):
            assert node.metric("meshes_node_takeovers_total") == 0
            assert node.metric("meshes_nodes") == 2
            assert node.metric("meshes_attempts_total", 'outcome="delivered"') > 0, "both deliver"
        # Each is told right from wrong by what it is asked, not by what its machine shows.
        other = API(wrong)
        assert other.get(f"/events/{next(iter(load.accepted))}")["status"] == "completed"
    finally:
        cluster.close()
