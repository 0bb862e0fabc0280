"""What two servers on one PostgreSQL share: limits of calls, circuits and pauses."""

import time

from api import API
from cluster import wait
from emitters import Emitters


def pair(cluster, **environment: str):
    first, second = cluster.add(**environment), cluster.add(**environment)
    wait("they know each other", lambda: first.metric("meshes_nodes") == second.metric("meshes_nodes") == 2)
    return first, second


def test_a_limit_of_calls_holds_over_all_nodes_and_goes_to_who_is_left(cluster):
    rate, burst, seconds = 20, 20, 6
    first, second = pair(cluster, MESHES_LIMITS_EVENTS_PER_SECOND=str(rate), MESHES_LIMITS_EVENTS_BURST=str(burst))

    def accepted(targets) -> float:
        with Emitters(first, "order.paid", threads=4, targets=targets, goes_on=True) as load:
            load.wait_for_refusals()  # the burst is used up
            before, began = len(load.accepted), time.monotonic()
            time.sleep(seconds)
            count, took = len(load.accepted) - before, time.monotonic() - began
        assert {answer.status_code for answer in load.refused} == {429}
        assert all(int(answer.headers["Retry-After"]) >= 1 for answer in load.refused)
        return count / took

    # Each node may still have had its burst when the other refused.
    over_both = accepted([first, second])
    assert 0.7 * rate <= over_both <= rate + burst / seconds + 2
    alone_of_two = accepted([first])
    assert alone_of_two <= rate / 2 + 2
    assert second.terminate()[0] == 0
    wait("the one that is left knows it", lambda: first.metric("meshes_nodes") == 1)
    assert 0.7 * rate <= accepted([first]) <= rate + 2


def test_a_circuit_that_opens_on_one_node_holds_on_the_other_and_closes_on_both(cluster, receiver):
    first, second = pair(cluster, MESHES_DELIVERY_RETRY_DELAYS=",".join(["0s", *["1s"] * 19]))
    api = API(first)
    api.route("order.paid", api.connect("failing", f"{receiver.url}/hook"))
    receiver.answer = lambda request: 500
    with Emitters(first, "order.paid", threads=2, goes_on=True) as load:
        wait("its circuit opens", lambda: first.metric("meshes_circuits_open") == 1)
    opened = time.monotonic()
    # The other node has not failed once.
    with Emitters(second, "order.paid", threads=2, goes_on=True) as others:
        others.wait_for_more(20)
    time.sleep(2)
    # What was under way ended; then both leave the receiver alone but for a probe.
    assert len([request for request in receiver.requests if request.arrived > opened + 1]) <= 1
    receiver.answer = lambda request: 204
    events = api.wait_until_done(seconds=90)
    assert load.accepted.keys() | others.accepted.keys() <= events.keys()
    assert all(event["status"] == "completed" for event in events.values())
    wait("the circuit closes on both", lambda: first.metric("meshes_circuits_open") == second.metric("meshes_circuits_open") == 0)
    assert second.metric("meshes_attempts_total", 'outcome="rejected_server_error"') == 0


def test_a_receiver_that_asks_one_node_to_wait_is_left_alone_by_both(cluster, receiver):
    first, second = pair(cluster)
    api, pause = API(first), 6
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    asked = []

    def answer(request):
        if asked:
            return 204
        asked.append(time.monotonic())
        return 429, b"", {"Retry-After": str(pause)}

    receiver.answer = answer
    api.emit("order.paid", {"number": 0})
    receiver.wait(1)
    time.sleep(1)  # by then the other has heard of it
    with Emitters(first, "order.paid", threads=2, targets=[first, second], goes_on=True) as load:
        load.wait_for_more(40)
    events = api.wait_until_done()
    assert len(events) == 1 + len(load.accepted)
    assert all(event["status"] == "completed" for event in events.values())
    later = [request.arrived for request in receiver.requests[1:]]
    assert len(later) == len(events)
    assert min(later) - asked[0] >= pause - 0.1, "sent within the pause"
