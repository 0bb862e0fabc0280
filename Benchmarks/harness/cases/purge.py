"""How long acceptance takes while a day of history is purged."""

import time

from ..context import Context
from .accept import paused
from .history import filled, stored

RATE = 200


def measure(context: Context, store, **env: str) -> dict:
    """Accepting at a fixed rate that leaves room."""
    with paused(context, store, **env) as server:
        return context.tool.load(port=server.port, key=server.key, rate=RATE, connections=32, seconds=context.options.light)


def run(context: Context):
    if not stored(context):
        return print("  left out: --stored says how many deliveries", flush=True)
    store = context.once("history", lambda: filled(context))
    calm = measure(context, store)
    yesterday = int((time.time() - 86_400) * 1000)
    before = store.events_before(yesterday)
    # A server begins with a purge.
    busy = measure(context, store, MESHES_RETENTION_EVENTS="1d")
    left = store.events_before(yesterday)
    add = context.table.add
    add(f"acceptance at {RATE} events a second while purging, p50", busy["latency"]["p50"], "ms", beside="ms without",
        ceiling=calm["latency"]["p50"])
    add(f"acceptance at {RATE} events a second while purging, p99", busy["latency"]["p99"], "ms", beside="ms without",
        ceiling=calm["latency"]["p99"], most=1.5)
    add("  purged meanwhile", before - left, "events", beside="events that were to be purged", ceiling=before)
