"""What happens when many sign-ins have to be renewed at the same time, while deliveries need them."""

import time

from ..context import Context
from ..net import Session
from ..providers import settle_in

WORKSPACES = 10
SIZE = 100
ROUNDS = 3
# Tokens are renewed when they have less than a minute left.
LIFETIME = 90


def run(context: Context):
    with context.providers(lifetime=LIFETIME, renewal=50) as providers:
        with context.serve(**providers.crowd_settings) as server:
            keys = settle_in(server, providers, ["hubspot", "zoom"], WORKSPACES, SIZE)
            time.sleep(LIFETIME - 59)
            began, session = time.monotonic(), Session(server.port)
            for number in range(ROUNDS):
                for key in keys:
                    server.emit(key, "user.signup", {"email": f"person-{number}@example.com"}, session)
            expected = ROUNDS * WORKSPACES * SIZE
            ended = server.wait_for_deliveries(expected, 120)
            attempts, report = server.attempts(), providers.told("/crowd")
    grants = WORKSPACES * SIZE
    add = context.table.add
    add("time until 3,000 deliveries over 1,000 sign-ins are made", ended - began, "s")
    add("  deliveries missed or tried again", sum(attempts.values()) - attempts["delivered"], "attempts", limit=1)
    add("  renewals", report["renewals"], "", beside="sign-ins", ceiling=grants, most=1)
    add("  renewals beside another of the same sign-in", report["overlaps"], "", limit=1)
    add("  refresh tokens spent twice", report["refusals"], "", limit=1)
    add("  calls with a token whose time was over", report["late"], "", limit=1)
