"""The same work by the stack that one would assemble."""

from ..baseline import KEY, Baseline
from ..context import Context
from . import accept, bulk, deliver


def stack(context: Context, fan_out: int) -> Baseline:
    folder = context.folder("baseline")
    folder.chmod(0o755)
    return Baseline(folder, context.nginx.url, fan_out)


def accepting(context: Context) -> dict:
    with stack(context, 1) as running:
        return context.tool.load(port=running.port, key=KEY, connections=accept.CONNECTIONS,
                                 seconds=context.options.short)


def delivering(context: Context, fan_out: int) -> dict:
    with stack(context, fan_out) as running:
        running.start_workers()
        report = context.tool.load(
            port=running.port, key=KEY, connections=64, window=deliver.WINDOW, fan_out=fan_out, drain=20,
            status_port=context.nginx.port, seconds=context.options.sustained)
        running.check()
    return report


def bulky(context: Context) -> dict:
    with stack(context, 1) as running:
        return context.tool.load(port=running.port, path=bulk.PATH, key=KEY, bulk=100, connections=8,
                                 seconds=context.options.short)


def beside_postgres(context: Context):
    """One node on PostgreSQL, as the stack is."""
    beside = "assembled stack"
    ours = context.once("accept", lambda: accept.rates(context))["ours"]
    context.table.add("accepted, 64 connections", ours, "events/s", beside=beside,
                      ceiling=accepting(context)["events_per_second"], least=1.3)
    ours = context.once("deliver 1", lambda: deliver.ours(context, 1))["deliveries_per_second"]
    context.table.add("delivered, fan-out 1", ours, "deliveries/s", beside=beside,
                      ceiling=delivering(context, 1)["deliveries_per_second"], least=1.3)


def run(context: Context):
    add = context.table.add
    beside = "assembled stack"
    ours = context.once("accept", lambda: accept.rates(context))["ours"]
    add("accepted, 64 connections", ours, "events/s", beside=beside,
        ceiling=accepting(context)["events_per_second"], least=2)
    for fan_out in (1, 3):
        ours = context.once(f"deliver {fan_out}", lambda: deliver.ours(context, fan_out))["deliveries_per_second"]
        add(f"delivered, fan-out {fan_out}", ours, "deliveries/s", beside=beside,
            ceiling=delivering(context, fan_out)["deliveries_per_second"], least=3)
    ours = context.once("bulk", lambda: bulk.ours(context))["events_per_second"]
    add("accepted in bulk of 100", ours, "events/s", beside=beside, ceiling=bulky(context)["events_per_second"])
