"""kill -9 under load, five times over: nothing that was answered with 201 is lost."""

import collections
import random
import time

import pytest

from api import API
from emitters import Emitters

#: How long before a kill a request may have arrived whose result was not on disk yet.
IN_FLIGHT_SECONDS = 1.0


@pytest.mark.timeout(300)
def test_accepted_events_survive_kills(each_program, receiver):
    program = each_program
    random.seed(5)
    accepted, kills = {}, []

    program.start()
    api = API(program)
    rule = api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    for _ in range(5):
        with Emitters(program, "order.paid") as emitters:
            time.sleep(random.uniform(0.5, 1.5))
            kills.append(time.monotonic())
            program.kill()
        assert not emitters.refused, emitters.refused[0].text
        assert emitters.accepted, "the load came to nothing"
        accepted |= emitters.accepted
        program.start()

    events = api.wait_until_done(seconds=120)
    arrivals = collections.defaultdict(list)
    for request in receiver.requests:
        arrivals[request.json["uuid"]].append(request)

    # Delivered, with the payload that was sent.
    assert accepted.keys() <= arrivals.keys(), f"{len(accepted.keys() - arrivals.keys())} of {len(accepted)} never arrived"
    assert all(arrivals[event][0].json["payload"] == payload for event, payload in accepted.items())

    # The history knows every one of them, and nothing arrived that it does not know.
    assert accepted.keys() <= events.keys()
    assert arrivals.keys() <= events.keys()
    for event in events.values():
        counts = {name: event[name] for name in ("status", "total_rules", "completed_count", "failed_count", "canceled_count")}
        assert counts == {"status": "completed", "total_rules": 1, "completed_count": 1, "failed_count": 0, "canceled_count": 0}
        (delivery,) = event["rule_events"]
        assert delivery["status"] == "completed" and delivery["rule"] == rule["id"]
        assert {request.delivery for request in arrivals[event["id"]]} == {delivery["id"]}

    # Duplicates only of what was in flight at a kill: at most one arrival in each life of the process.
    duplicates = {event: requests for event, requests in arrivals.items() if len(requests) > 1}
    for requests in duplicates.values():
        for earlier, later in zip(requests, requests[1:]):
            between = [kill for kill in kills if earlier.arrived <= kill + 0.1 and kill <= later.arrived]
            assert between, "the same delivery twice without a kill in between"
            assert between[0] - earlier.arrived < IN_FLIGHT_SECONDS, "sent again long after its answer"

    # Attempts: one that was recorded as delivered, the newest, and none after it.
    for event in [*duplicates, *random.sample(sorted(accepted), 50)]:
        attempts = api.attempts(events[event], rule)
        assert attempts[0]["outcome_code"] == "delivered"
        assert sum(attempt["outcome_code"] == "delivered" for attempt in attempts) == 1
        assert [attempt["number"] for attempt in attempts] == sorted({attempt["number"] for attempt in attempts}, reverse=True)
