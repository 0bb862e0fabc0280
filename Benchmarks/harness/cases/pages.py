"""How long the calls take that the workspace pages make first, over a long history."""

import time
from datetime import datetime, timedelta, timezone

from ..context import Context

EVENTS = 1_000_000
CONNECTIONS = 100
LIMIT = 200
ROUNDS = 40


def fill(context: Context):
    """A store with connections, a rule for each, and a history that runs through all of them."""
    store = context.store()
    with context.serve(store) as server:
        server.fan_out("http://127.0.0.1:9/hook", CONNECTIONS)
    print("  filling the store", flush=True)
    context.tool.measure("fill", timeout=1800, file=store.file, events=context.options.events or EVENTS, rules=True)
    return store


def ago(**span) -> str:
    moment = datetime.now(timezone.utc) - timedelta(**span)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def calls(server) -> dict[str, str]:
    """The paths by what they show."""
    workspace = f"/workspaces/{server.store.access['workspace_id']}"
    connection = server.manage("GET", f"{workspace}/connections?limit=1")["records"][0]["id"]
    rule = server.manage("GET", f"{workspace}/rules?limit=1")["records"][0]["id"]
    failed = server.manage("GET", f"{workspace}/events?status=failed&limit=1")["records"][0]["id"]
    delivery = server.manage("GET", f"/events/{failed}")["rule_events"][0]["rule"]
    events = f"{workspace}/events?expand=rule_events"
    return {
        "dashboard, 24 hours": f"{workspace}/dashboard?range=24h",
        "dashboard, 7 days": f"{workspace}/dashboard?range=7d&timezone=Europe/Berlin",
        "dashboard, 30 days": f"{workspace}/dashboard?range=30d",
        "connections": f"{workspace}/connections?expand=activity&limit=200",
        "rules": f"{workspace}/rules?expand=activity&limit=200",
        "events": events,
        "events of a type": f"{events}&event=order.paid",
        "events that failed": f"{events}&status=failed",
        "events of two days": f"{events}&since={ago(days=5)}&until={ago(days=3)}",
        "events of a connection": f"{events}&connection={connection}",
        "events of a rule that failed": f"{events}&rule={rule}&status=failed",
        "events of an integration": f"{events}&integration=webhook",
        "events of a rare integration": f"{events}&integration=slack",
        "events by outcome": f"{events}&outcome=rejected_client_error",
        "events by a rare outcome": f"{events}&outcome=timeout",
        "test events": f"{events}&test=true",
        "events without tests": f"{events}&test=false",
        "events of a resource": f"{events}&resource=shop&resource_id=7",
        "events by id": f"{events}&q={failed[:13]}",
        "members of payloads": f"{workspace}/payload-fields?event=order.paid",
        "an event": f"/events/{failed}",
        "its payload": f"/events/{failed}/payload",
        "its attempts": f"/events/{failed}/rules/{delivery}/attempts",
    }


def run(context: Context):
    with context.serve(fill(context)) as server:
        for name, path in calls(server).items():
            times = []
            for _ in range(ROUNDS):
                began = time.monotonic()
                server.manage("GET", path)
                times.append((time.monotonic() - began) * 1000)
            times.sort()
            context.table.add(f"{name}, p95", times[int(len(times) * 0.95) - 1], "ms", limit=LIMIT)
