"""Events a second that are durable when answered, with nothing delivered meanwhile."""

from ..context import Context, median

CONNECTIONS = 64


def paused(context: Context, store=None, **env: str):
    """A server on a fresh store (or the given one) with one rule, whose connection is switched off: every row of an
    event, its delivery and its queue entry is written, and nothing is attempted."""
    store = store or context.store()
    server = context.serve(store, **env)
    try:
        # A store that served a round before has its rule already.
        if not store.is_paused:
            connection = server.webhook(context.nginx.url)
            server.rule(connection)
            server.switch_off(connection)
            store.is_paused = True
    except BaseException:
        server.stop()
        raise
    return server


def bare(context: Context) -> dict:
    process, port = context.bare()
    with process:
        return context.tool.load(port=port, connections=CONNECTIONS, seconds=context.options.short)


def ours(context: Context) -> dict:
    with paused(context) as server:
        report = context.tool.load(port=server.port, key=server.key, connections=CONNECTIONS,
                                   seconds=context.options.short)
        report["commit"] = commit_size(server.metrics())
        report["peak"] = server.memory("VmHWM")
    return report


def commit_size(metrics: dict) -> float:
    """Events a commit, on average."""
    total = metrics.get("meshes_commit_pieces_sum", 0)
    return max(1.0, total / max(1.0, metrics.get("meshes_commit_pieces_count", 1)))


def raw(context: Context, batch: int) -> dict:
    """The same rows written through the engine's own C API, so many events a commit."""
    store = context.store()
    seconds = context.options.short / 2
    if context.options.engine == "postgres":
        return context.tool.measure("raw-postgres", url=store.url, batch=batch, seconds=seconds)
    return context.tool.measure("raw-sqlite", file=store.file, batch=batch, seconds=seconds)


def rates(context: Context) -> dict:
    """The medians of what was measured in turn."""
    rounds = []
    for _ in range(context.options.rounds):
        first, second = bare(context), ours(context)
        rounds.append((first, second, raw(context, round(second["commit"]))))
    return {
        "bare": median(one["events_per_second"] for one, _, _ in rounds),
        "ours": median(two["events_per_second"] for _, two, _ in rounds),
        "raw": median(three["events_per_second"] for _, _, three in rounds),
        "batch": round(median(two["commit"] for _, two, _ in rounds)),
        "latency": {part: median(two["latency"][part] for _, two, _ in rounds) for part in ("p50", "p95", "p99")},
        "peak": max(two["peak"] for _, two, _ in rounds),
    }


def beside_libpq(context: Context):
    """On PostgreSQL, whose server shares the machine's cores with everything else."""
    add = context.table.add
    found = context.once("accept", lambda: rates(context))
    add("accepted, 64 connections", found["ours"], "events/s", beside=f"libpq alone, {found['batch']} a commit",
        ceiling=found["raw"], least=0.50)
    for part in ("p50", "p95", "p99"):
        add(f"acceptance {part}", found["latency"][part], "ms")
    add("peak memory while accepting", found["peak"], "MB")


def run(context: Context):
    add = context.table.add
    found = context.once("accept", lambda: rates(context))
    add("accepted, 64 connections", found["ours"], "events/s", beside="bare Hummingbird route", ceiling=found["bare"],
        least=0.40)
    add("accepted, 64 connections", found["ours"], "events/s", beside=f"raw SQLite, {found['batch']} a commit",
        ceiling=found["raw"], least=0.70)
    add("acceptance p50", found["latency"]["p50"], "ms")
    add("acceptance p95", found["latency"]["p95"], "ms")
    add("acceptance p99", found["latency"]["p99"], "ms", limit=25)
    add("peak memory while accepting", found["peak"], "MB")
    with paused(context) as server:
        one = context.tool.load(port=server.port, key=server.key, connections=1, seconds=context.options.short / 2)
    commit = raw(context, 1)
    add("one connection, p50", one["latency"]["p50"], "ms", beside="ms: raw single-event commit", ceiling=commit["p50"],
        most=2.5)
