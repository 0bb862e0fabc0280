"""What a start costs after `kill -9` with much work left over."""

import signal
import time

from ..context import Context
from ..process import Failure
from .isolation import backlog

WAITING = 1_000_000
MEMORY = 200


def run(context: Context):
    events = context.options.events or WAITING
    hanging, url = context.slow_receiver(30)
    store = context.store()
    with hanging:
        with context.serve(store) as server:
            server.fan_out(url, 1)
            print(f"  accepting {events:,} events", flush=True)
            backlog(context, server, server.key, events)
            server.stop(signal.SIGKILL)
        with context.serve(store) as server:
            goes_on(server, events)
            time.sleep(10)
            name = f"with {events:,} waiting after kill -9"
            context.table.add(f"ready {name}", server.ready_after * 1000, "ms", limit=2000)
            context.table.add(f"highest memory {name}", server.memory("VmHWM"), "MB", limit=MEMORY)


def goes_on(server, events: int):
    """All of it is still there, and attempts are made again."""
    deadline = time.monotonic() + 60
    while True:
        metrics = server.metrics()
        depth, attempts = metrics.get("meshes_queue_depth", 0), metrics.get("meshes_attempts_in_flight", 0)
        if depth >= events and attempts > 0:
            return
        if time.monotonic() > deadline:
            raise Failure(f"after a minute {depth:.0f} deliveries wait and {attempts:.0f} attempts are under way")
        time.sleep(0.2)
