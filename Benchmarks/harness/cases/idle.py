"""What the server takes when nothing happens."""

import time

from ..context import Context, median


def run(context: Context):
    store = context.store()
    starts = []
    for _ in range(5):
        with context.serve(store) as server:
            starts.append(server.ready_after * 1000)
    with context.serve(store) as server:
        server.fan_out(context.nginx.url, 1)
        time.sleep(3)
        used, began = server.processor_seconds(), time.monotonic()
        time.sleep(10 if context.options.quick else 30)
        share = (server.processor_seconds() - used) / (time.monotonic() - began) * 100
        memory = server.memory()
    add = context.table.add
    add("ready after start", median(starts), "ms", limit=300)
    add("idle processor time", share, "% of a core", limit=1)
    add("idle memory", memory, "MB", limit=60)
