"""Deliveries a second from end to end: accepted, matched, sent, answered, recorded."""

import time

from ..context import Context
from ..process import Failure

# Events that may be on their way at a time. The rate settles where the whole way keeps up.
WINDOW = 256


def ours(context: Context, fan_out: int) -> dict:
    store = context.store()
    with context.serve(store) as server:
        server.fan_out(context.nginx.url, fan_out)
        used = server.processor_seconds()
        report = context.tool.load(
            port=server.port, key=server.key, connections=64, window=WINDOW, fan_out=fan_out, drain=20,
            status_port=context.nginx.port, seconds=context.options.sustained)
        report["processor"] = (server.processor_seconds() - used) / report["total_deliveries"] * 1e6
        confirm(server, report["total_events"] * fan_out)
        report["peak"] = server.memory("VmHWM")
    report["bytes"] = store.bytes / report["total_events"]
    return report


def confirm(server, expected: int):
    """Every delivery is recorded as delivered, and none is left."""
    name = 'meshes_attempts_total{outcome="delivered"}'
    deadline = time.monotonic() + 20
    while (recorded := server.metrics().get(name, 0)) < expected:
        if time.monotonic() > deadline:
            raise Failure(f"{recorded:.0f} of {expected} deliveries were recorded")
        time.sleep(0.2)


def client(context: Context, sign: bool = False) -> dict:
    return context.tool.measure("client", port=context.nginx.port, seconds=context.options.short, sign=sign)


def run(context: Context):
    add = context.table.add
    ceiling = context.once("client", lambda: client(context))["requests_per_second"]
    for fan_out, least in ((1, 0.40), (3, 0.60), (10, None)):
        report = context.once(f"deliver {fan_out}", lambda: ours(context, fan_out))
        add(f"delivered, fan-out {fan_out}", report["deliveries_per_second"], "deliveries/s",
            beside="AsyncHTTPClient alone, 64 in flight", ceiling=ceiling, least=least)
        add(f"  events at that rate, fan-out {fan_out}", report["events_per_second"], "events/s")
        add(f"  backlog after it, fan-out {fan_out}", max(0, report["backlog_at_end"]), "deliveries")
        add(f"  processor time a delivery, fan-out {fan_out}", report["processor"], "µs")
    one = context.known["deliver 1"]
    add("peak memory while delivering", one["peak"], "MB")
    add("a stored event with its delivery and attempt", one["bytes"], "bytes")
    signed = client(context, sign=True)["requests_per_second"]
    add("AsyncHTTPClient alone, signing", signed, "requests/s", beside="not signing", ceiling=ceiling)
