"""Deliveries a second that the store claims and completes on PostgreSQL, with nothing sent in between."""

from ..context import Context, median
from ..seed import waiting

BATCH = 200


def prepared(context: Context):
    """A store in which deliveries wait that no server has seen."""
    store = context.store()
    with context.serve(store) as server:
        server.fan_out("http://127.0.0.1:9/hook", 1)
    waiting(store, 10_000 if context.options.quick else 40_000)
    return store


def run(context: Context):
    ours, raw = [], []
    for _ in range(context.options.rounds):
        store = prepared(context)
        ours.append(context.tool.measure("queue", url=store.url, directory=store.folder, batch=BATCH))
        raw.append(context.tool.measure("raw-queue", url=prepared(context).url, batch=BATCH))
    for name in ("claimed", "completed"):
        rates = [median(round[f"{name}_per_second"] for round in rounds) for rounds in (ours, raw)]
        context.table.add(f"{name}, {BATCH} a commit", rates[0], "deliveries/s", beside="libpq alone, a statement a row",
                          ceiling=rates[1], least=0.50)
