"""Events a second in requests of 100."""

from ..context import Context
from .accept import paused, raw

PATH = "/api/v1/events/bulk"


def ours(context: Context) -> dict:
    with paused(context) as server:
        return context.tool.load(port=server.port, path=PATH, key=server.key, bulk=100, connections=8,
                                 seconds=context.options.short)


def run(context: Context):
    report = context.once("bulk", lambda: ours(context))
    beside = {}
    if context.options.engine == "sqlite":
        beside = {"beside": "raw SQLite, 100 a commit", "ceiling": raw(context, 100)["events_per_second"]}
    context.table.add("accepted in bulk of 100", report["events_per_second"], "events/s", **beside)
    context.table.add("bulk of 100, p99", report["latency"]["p99"], "ms")
