"""Whether a tenant in trouble slows another one down."""

from ..context import Context, median
from ..net import free_port
from .light import measure


def backlog(context: Context, server, key: str, events: int):
    """Accepts so many events in bulk; their receiver is slow, so they wait."""
    report = context.tool.load(port=server.port, path="/api/v1/events/bulk", key=key, bulk=100, connections=4,
                               warm_up=0, seconds=600, most=events)
    return report["total_events"]


def run(context: Context):
    port = free_port()
    hanging, hanging_url = context.slow_receiver(30)
    slow, slow_url = context.slow_receiver(1)
    with hanging, slow, context.serve() as server:
        server.fan_out(f"http://127.0.0.1:{port}/hook", 1)
        calm = [measure(context, server, server.key, port) for _ in range(2)]
        for name, url, events in (("hangs", hanging_url, 5_000), ("waits", slow_url, context.options.waiting)):
            workspace, key = server.workspace(name)
            connection = server.webhook(url, name, workspace)
            server.rule(connection, workspace)
            backlog(context, server, key, events)
        memory = server.memory()
        disturbed = [measure(context, server, server.key, port) for _ in range(2)]
    add = context.table.add
    for kind, name in (("arrival", "201 to arrival"), ("whole_way", "request to arrival")):
        for part in ("p50", "p99"):
            with_them, without = (median(one[kind][part] for one in runs) for runs in (disturbed, calm))
            # Below a millisecond a ratio says more about the machine's timers than about the server.
            add(f"{name} beside them, {part}", with_them, "ms", beside="ms without them", ceiling=without,
                most=1.1 if part == "p99" else None, enough=1)
    add(f"memory with {context.options.waiting:,} waiting deliveries", memory, "MB", limit=200)
