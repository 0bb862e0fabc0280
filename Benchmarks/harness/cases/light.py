"""How long a delivery takes when there is little to do."""

from ..context import Context
from ..net import free_port


def measure(context: Context, server, key: str, port: int) -> dict:
    """100 events a second, each timed from its answer to its arrival."""
    return context.tool.load(port=server.port, key=key, rate=100, connections=32, receive=port,
                             seconds=context.options.light, warm_up=2)


def run(context: Context):
    port = free_port()
    with context.serve() as server:
        server.fan_out(f"http://127.0.0.1:{port}/hook", 1)
        report = measure(context, server, server.key, port)
    add = context.table.add
    add("201 to arrival, p50", report["arrival"]["p50"], "ms", limit=5)
    add("201 to arrival, p99", report["arrival"]["p99"], "ms", limit=25)
    add("request to arrival, p50", report["whole_way"]["p50"], "ms")
    add("request to arrival, p99", report["whole_way"]["p99"], "ms")
    add("acceptance at 100 events a second, p50", report["latency"]["p50"], "ms")
