"""Whether a long history slows anything down."""

from .. import seed
from ..context import Context, median
from . import deliver
from .accept import CONNECTIONS, paused

EVENTS = 1_000_000
DAYS = 2


def stored(context: Context) -> int:
    """How many deliveries the history has, one an event; 0 where there is to be none."""
    return context.options.stored or (0 if context.options.engine == "postgres" else EVENTS)


def filled(context: Context):
    """A store with a history, spread over the days up to now."""
    store = context.store()
    print(f"  filling a store with {stored(context):,} deliveries", flush=True)
    if store.is_shared:
        seed.history(store, stored(context), DAYS)
    else:
        context.tool.measure("fill", timeout=3600, file=store.file, events=stored(context), days=DAYS)
    return store


def rate(context: Context, store) -> dict:
    with paused(context, store) as server:
        return context.tool.load(port=server.port, key=server.key, connections=CONNECTIONS, seconds=context.options.short)


def run(context: Context):
    if not stored(context):
        return print("  left out: --stored says how many deliveries", flush=True)
    full = context.once("history", lambda: filled(context))
    without, within = [], []
    for _ in range(context.options.rounds):
        without.append(rate(context, context.store()))
        # What a round adds is little beside what is there.
        within.append(rate(context, full))
    name = f"with {stored(context):,} stored deliveries"
    rates = [median(one["events_per_second"] for one in rounds) for rounds in (within, without)]
    context.table.add(f"accepted {name}", rates[0], "events/s", beside="events/s, empty store", ceiling=rates[1], least=0.90)
    # Of a name that no rule of the rounds before matches.
    rates = [deliver.ours(context, 1, store=store, event="order.sent")["deliveries_per_second"]
             for store in (full, context.store())]
    context.table.add(f"delivered {name}", rates[0], "deliveries/s", beside="deliveries/s, empty store", ceiling=rates[1],
                      least=0.90)
