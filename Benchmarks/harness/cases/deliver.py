"""Deliveries a second from end to end: accepted, matched, sent, answered, recorded."""

import time
from contextlib import ExitStack

from ..context import Context
from ..process import Failure

# Events that may be on their way at a time. The rate settles where the whole way keeps up.
WINDOW = 256


def ours(context: Context, fan_out: int, nodes: int = 1, store=None, event: str = "order.paid") -> dict:
    """Measured on a fresh store or the given one, over so many servers that share it."""
    store = store or context.store()
    # An empty PostgreSQL database has some megabytes of catalogue.
    before = store.bytes if store.is_shared else 0
    with ExitStack() as stack:
        servers = [stack.enter_context(context.serve(store))]
        servers[0].fan_out(context.nginx.url, fan_out, event)
        servers += [stack.enter_context(context.join(store)) for _ in range(1, nodes)]
        processes = [*servers, *([store.postgres] if store.is_shared else [])]
        used = [process.processor_seconds() for process in processes]
        report = context.tool.load(
            port=[server.port for server in servers], key=servers[0].key, event=event, connections=64, window=WINDOW,
            fan_out=fan_out, drain=20, status_port=context.nginx.port, seconds=context.options.sustained)
        used = [process.processor_seconds() - earlier for process, earlier in zip(processes, used)]
        report["processor"] = sum(used[:nodes]) / report["total_deliveries"] * 1e6
        report["engine"] = sum(used[nodes:]) / report["total_deliveries"] * 1e6
        confirm(servers, report["total_events"] * fan_out)
        report["peak"] = max(server.memory("VmHWM") for server in servers)
    report["bytes"] = (store.bytes - before) / report["total_events"]
    return report


def confirm(servers, expected: int):
    """Every delivery is recorded as delivered, and none is left."""
    name = 'meshes_attempts_total{outcome="delivered"}'
    deadline = time.monotonic() + 20
    while (recorded := sum(server.metrics().get(name, 0) for server in servers)) < expected:
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
    plain = context.tool.measure("plain-client", port=context.nginx.port, seconds=context.options.short)
    add("delivered, fan-out 3", context.known["deliver 3"]["deliveries_per_second"], "deliveries/s",
        beside="signed by NIO alone, 64 connections", ceiling=plain["requests_per_second"], least=0.35)
    one = context.known["deliver 1"]
    add("peak memory while delivering", one["peak"], "MB")
    add("a stored event with its delivery and attempt", one["bytes"], "bytes")
    signed = client(context, sign=True)["requests_per_second"]
    add("AsyncHTTPClient alone, signing", signed, "requests/s", beside="not signing", ceiling=ceiling)
