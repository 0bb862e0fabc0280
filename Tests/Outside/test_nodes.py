"""Several servers on one PostgreSQL: they come, stand still, are killed and leave, and every event is delivered."""

import collections
import signal
import threading
import time

import pytest
import requests

from api import API
from cluster import LEASE, Cluster, wait
from emitters import Emitters


def arrivals(receiver) -> dict[str, list[float]]:
    found = collections.defaultdict(list)
    for request in list(receiver.requests):
        found[request.json["uuid"]].append(request.arrived)
    return found


@pytest.mark.timeout(300)
def test_nodes_join_and_leave_under_load_and_each_event_arrives_once(cluster, receiver):
    first = cluster.add()
    api = API(first)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    second = cluster.add()
    wait("they know each other", lambda: first.metric("meshes_nodes") == 2)
    doctor = first.command("doctor", "--json", "--data", str(first.data), check=False).stdout
    assert "in use by 2 servers" in doctor
    with Emitters(first, "order.paid", threads=4, targets=list(cluster.nodes), goes_on=True) as load:
        time.sleep(1)
        third = cluster.add()
        load.targets = list(cluster.nodes)
        time.sleep(1.5)
        load.targets = [first, third]
        time.sleep(0.2)
        code, _ = second.terminate()
        assert code == 0
        time.sleep(1)
    assert not load.refused, load.refused[0].text
    assert len(load.accepted) > 100
    events = api.wait_until_done(seconds=60)
    assert load.accepted.keys() <= events.keys()
    assert all(event["status"] == "completed" for event in events.values())
    found = arrivals(receiver)
    assert found.keys() == events.keys()
    assert [event for event, times in found.items() if len(times) > 1] == []
    wait("the one that left is gone", lambda: first.metric("meshes_nodes") == 2)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", ["killed", "stopped"])
def test_a_node_that_dies_is_taken_over_and_only_what_it_was_sending_comes_twice(cluster, receiver, way):
    first, second, third = cluster.add(), cluster.add(), cluster.add()
    api = API(first)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    receiver.answer = lambda request: (time.sleep(0.02), 204)[1]
    with Emitters(first, "order.paid", threads=4, targets=list(cluster.nodes), goes_on=True) as load:
        time.sleep(1.5)
        cut = time.monotonic()
        if way == "killed":
            second.kill()
        else:
            second.process.send_signal(signal.SIGSTOP)
        load.targets = [first, third]
        wait("it is taken over", lambda: first.metric("meshes_node_takeovers_total") + third.metric("meshes_node_takeovers_total") == 1,
             seconds=LEASE + 15)
        over = time.monotonic()
        if way == "stopped":
            second.process.send_signal(signal.SIGCONT)
            load.targets = [first, second, third]
            wait("it has joined anew", lambda: first.metric("meshes_nodes") == 3)
        time.sleep(1)
    print(f"{way}: taken over {over - cut:.1f} s after the cut (lease {LEASE} s)")
    # What the stopped node had taken in but not committed may be refused once it goes on; nothing else is.
    assert way == "stopped" or not load.refused, load.refused[0].text
    events = api.wait_until_done(seconds=60)
    assert load.accepted.keys() <= events.keys() and len(load.accepted) > 100
    assert all(event["status"] == "completed" and event["completed_count"] == 1 for event in events.values())
    found = arrivals(receiver)
    assert found.keys() == events.keys()
    twice = {event: times for event, times in found.items() if len(times) > 1}
    print(f"{way}: {len(events)} events, {len(twice)} came twice")
    assert all(len(times) == 2 for times in twice.values())
    # Sent by the node when it was cut off, and again after its lease.
    for event, (before, after) in twice.items():
        assert before < cut + 0.5 or way == "stopped", "sent twice without a cut in between"
        assert after > cut
    assert len(twice) <= 60, "more than what one node may have in flight"
    if way == "stopped":
        assert "others have taken over what it held" in second.log.read_text()


@pytest.mark.timeout(400)
def test_ten_thousand_deliveries_of_a_dead_node_are_given_back_within_its_lease(cluster, receiver):
    dying = cluster.add()
    api = API(dying)
    # So many lanes that all of it fits into the memory of one node, where nothing gets an answer.
    release = threading.Event()
    receiver.answer = lambda request: (release.wait(120), 204)[1]
    for number in range(50):
        api.route("order.paid", api.connect(f"receiver {number}", f"{receiver.url}/{number}"))
    session = requests.Session()
    session.headers["X-Meshes-Publishable-Key"] = dying.credentials["publishable_key"]
    for _ in range(2):
        batch = [{"event": "order.paid", "payload": {"n": number}} for number in range(100)]
        assert session.post(f"{dying.url}/api/v1/events/bulk", json=batch, timeout=60).status_code == 201
    survivor = cluster.add()
    wait("they know each other", lambda: survivor.metric("meshes_nodes") == 2)
    cut = time.monotonic()
    dying.kill()
    wait("they are taken over", lambda: survivor.metric("meshes_deliveries_taken_over_total") >= 9_000, seconds=LEASE + 60)
    took = time.monotonic() - cut
    count = survivor.metric("meshes_deliveries_taken_over_total")
    print(f"{count:.0f} deliveries of a dead node were given back {took:.1f} s after its end (lease {LEASE} s)")
    release.set()
    events = API(survivor)
    events.program.credentials = dying.credentials
    done = events.wait_until_done(seconds=240)
    assert len(done) == 200 and all(event["completed_count"] == 50 for event in done.values())
