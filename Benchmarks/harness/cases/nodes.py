"""End to end on PostgreSQL: by one node beside the same on SQLite, and by two on the same cores."""

from ..context import Context, median
from . import deliver


def run(context: Context):
    add = context.table.add
    one, two, file = [], [], []
    for _ in range(context.options.rounds):
        one.append(deliver.ours(context, 1))
        two.append(deliver.ours(context, 1, nodes=2))
        file.append(deliver.ours(context, 1, store=context.store("sqlite")))
    rates = [median(report["deliveries_per_second"] for report in reports) for reports in (one, two, file)]
    context.known["deliver 1"] = {"deliveries_per_second": rates[0]}
    add("delivered, one node, fan-out 1", rates[0], "deliveries/s", beside="deliveries/s, SQLite", ceiling=rates[2], least=0.60)
    add("delivered, two nodes, fan-out 1", rates[1], "deliveries/s", beside="deliveries/s, one node", ceiling=rates[0],
        least=0.90)
    for name, reports in (("node", one), ("server on SQLite", file)):
        add(f"processor time of a {name} a delivery", median(report["processor"] for report in reports), "µs")
        add(f"peak memory of a {name} while delivering", max(report["peak"] for report in reports), "MB")
        add(f"a stored event with its delivery and attempt, {name}", median(report["bytes"] for report in reports), "bytes")
    add("processor time of PostgreSQL a delivery", median(report["engine"] for report in one), "µs")
