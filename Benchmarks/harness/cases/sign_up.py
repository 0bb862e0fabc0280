"""How soon the last of eight providers has heard of a sign-up."""

import time

from ..context import Context
from ..net import Session
from ..process import Failure
from ..providers import sign_in

# Apart, so that each provider's limit lets all calls through and no event's calls meet those of the next.
PACE = 0.5
WARM_UP = 4


def connect(server, providers):
    """A connection to each stand-in, with a rule."""
    workspace, session = server.store.access["workspace_id"], Session(server.port)
    for type, one in providers.stand_ins.items():
        if "metadata" in one:
            body = {"workspace": workspace, "type": type, "name": type, "metadata": one["metadata"]}
            connection = server.manage("POST", "/connections", body)["connection"]["id"]
        else:
            connection = sign_in(session, server, workspace, type, type)
        body = {"workspace": workspace, "connection": connection, "event": "user.signup", "metadata": one["rule"]}
        server.manage("POST", "/rules", body)


def run(context: Context):
    count = WARM_UP + (40 if context.options.quick else 120)
    accepted, begun = [], []
    with context.providers() as providers, context.serve(**providers.stand_in_settings) as server:
        connect(server, providers)
        session, start = Session(server.port), time.monotonic()
        for number in range(count):
            time.sleep(max(0, start + number * PACE - time.monotonic()))
            begun.append(time.time() * 1000)
            server.emit(server.key, "user.signup", {"email": f"person-{number}@example.com", "first_name": "Ada", "last_name": "Lovelace"}, session)
            accepted.append(time.time() * 1000)
        server.wait_for_deliveries(count * len(providers.stand_ins), 30)
        refused = {outcome: number for outcome, number in server.attempts().items() if outcome != "delivered" and number}
        if refused:
            raise Failure(f"attempts failed: {refused}")
        arrivals = providers.told("/arrivals")
    begun.append(float("inf"))
    last = [max((at for at in arrivals if begun[number] <= at < begun[number + 1]), default=float("inf")) for number in range(count)]
    waits = sorted(max(0, last[number] - accepted[number]) for number in range(WARM_UP, count))
    add = context.table.add
    add("201 to the last provider's last call, p50", waits[len(waits) // 2], "ms")
    add("201 to the last provider's last call, p99", waits[int(len(waits) * 0.99)], "ms", limit=250)
