"""Whether a long history slows acceptance down."""

from ..context import Context, median
from .accept import CONNECTIONS, paused

EVENTS = 1_000_000


def rate(context: Context, store) -> float:
    with paused(context, store) as server:
        return context.tool.load(port=server.port, key=server.key, connections=CONNECTIONS,
                                 seconds=context.options.short)["events_per_second"]


def run(context: Context):
    full = context.store()
    print("  filling the store", flush=True)
    context.tool.measure("fill", timeout=900, file=full.file, events=EVENTS)
    empty_rates, full_rates = [], []
    for _ in range(context.options.rounds):
        empty_rates.append(rate(context, context.store()))
        # What a round adds is little beside what is there.
        full_rates.append(rate(context, full))
    context.table.add("accepted with 1,000,000 events of history", median(full_rates), "events/s",
                      beside="events/s, empty store", ceiling=median(empty_rates), least=0.90)
