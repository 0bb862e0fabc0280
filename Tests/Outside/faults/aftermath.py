"""What must hold after every fault."""

import collections

from api import API
from receiver import Receiver


def nothing_is_lost(api: API, accepted: dict[str, dict], receiver: Receiver, cut: float | None = None, over: float | None = None):
    """Everything accepted was delivered as it was sent, and the history says so. Twice came only what was being sent or
    recorded between `cut` and `over`, times of time.monotonic(); nothing at all without them."""
    # An event whose commit was not answered belongs to nobody until its claim is over, after two minutes.
    events = api.wait_until_done(150)
    assert accepted, "the load came to nothing"
    assert accepted.keys() <= events.keys()
    assert {event["status"] for event in events.values()} == {"completed"}
    arrivals = collections.defaultdict(list)
    for request in list(receiver.requests):
        arrivals[request.json["uuid"]].append(request)
    assert arrivals.keys() == events.keys()
    assert all(arrivals[event][0].json["payload"] == payload for event, payload in accepted.items())
    for requests_of_event in arrivals.values():
        for earlier, _ in zip(requests_of_event, requests_of_event[1:]):
            assert cut is not None and cut - 1 <= earlier.arrived <= over, "sent twice without a fault in between"
