"""Whether a tenant in trouble slows another one down."""

import time
from concurrent.futures import ThreadPoolExecutor

from ..context import Context, median
from ..net import Session, free_port
from ..process import Failure
from .light import measure

# Workspaces with little to do, and what each has.
CROWD, EACH = 1_000, 10


def backlog(context: Context, server, key: str, events: int):
    """Accepts so many events in bulk; their receiver is slow, so they wait."""
    report = context.tool.load(port=server.port, path="/api/v1/events/bulk", key=key, bulk=100, connections=4,
                               warm_up=0, seconds=600, most=events)
    return report["total_events"]


def workspaces(server, url: str) -> list[str]:
    """The publishable keys of so many workspaces, each with one connection and one rule."""
    def make(number: int) -> str:
        workspace, key = server.workspace(f"crowd {number}")
        server.rule(server.webhook(url, "crowd", workspace), workspace)
        return key

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(make, range(CROWD)))


def crowd(server, keys: list[str]) -> float:
    """Seconds from the first event of these workspaces to their last delivery."""
    before, began, session = server.attempts().get("delivered", 0), time.monotonic(), Session(server.port)
    events = [{"event": "order.paid", "payload": {"n": number}} for number in range(EACH)]
    for key in keys:
        status, _, answer = session.call("POST", "/api/v1/events/bulk", events, {"X-Meshes-Publishable-Key": key})
        if status not in (200, 201):
            raise Failure(f"events were refused: {status} {answer}")
    # What the slow receiver has answered meanwhile counts too: at most what its lane lets through in that time.
    return server.wait_for_deliveries(before + CROWD * EACH, 120) - began


def settle(store):
    """Lets PostgreSQL put away what was just written: that rows are there is measured, not that they came."""
    if store.is_shared:
        store.sql("VACUUM (ANALYZE)")
        store.sql("CHECKPOINT")


def run(context: Context):
    port = free_port()
    hanging, hanging_url = context.slow_receiver(30)
    slow, slow_url = context.slow_receiver(1)
    # Two servers, measured in turn: what the machine does meanwhile befalls both.
    with hanging, slow, context.serve() as calm, context.serve() as disturbed:
        for server in (calm, disturbed):
            server.fan_out(f"http://127.0.0.1:{port}/hook", 1)
        keys = {server: workspaces(server, context.nginx.url) for server in (calm, disturbed)}
        for name, url, events in (("hangs", hanging_url, 5_000), ("waits", slow_url, context.options.waiting)):
            workspace, key = disturbed.workspace(name)
            connection = disturbed.webhook(url, name, workspace)
            disturbed.rule(connection, workspace)
            backlog(context, disturbed, key, events)
        for server in (calm, disturbed):
            settle(server.store)
        memory = disturbed.memory()
        runs = {calm: [], disturbed: []}
        # Few measurements tell nothing of a p99 on a machine whose disk now and then takes ten times as long.
        for _ in range(6):
            for server, reports in runs.items():
                reports.append(measure(context, server, server.key, port))
        alone, beside = crowd(calm, keys[calm]), crowd(disturbed, keys[disturbed])
    add = context.table.add
    for kind, name in (("arrival", "201 to arrival"), ("whole_way", "request to arrival")):
        for part in ("p50", "p99"):
            with_them, without = (median(report[kind][part] for report in runs[server]) for server in (disturbed, calm))
            # Below a millisecond a ratio says more about the machine's timers than about the server.
            add(f"{name} beside them, {part}", with_them, "ms", beside="ms without them", ceiling=without,
                most=1.1 if part == "p99" else None, enough=1)
    add(f"{EACH} events of each of {CROWD:,} workspaces delivered beside them", beside, "s", beside="s without them",
        ceiling=alone, most=1.1)
    add(f"memory with {context.options.waiting:,} waiting deliveries", memory, "MB", limit=200)
