"""What many connections take in memory: their lanes, their settings, their sign-ins."""

import time

from ..context import Context
from ..net import Session
from ..providers import CROWD, settle_in

DELIVERIES = 10_000
SIZE = 100


def measure(context: Context, providers, workspaces: int) -> float:
    """Megabytes of a server that has made so many deliveries since its start, over so many workspaces of 100 connections."""
    store = context.store()
    settings = providers.crowd_settings
    with context.serve(store, **settings) as server:
        keys = settle_in(server, providers, list(CROWD), workspaces, SIZE)
    with context.serve(store, **settings) as server:
        session = Session(server.port)
        for number in range(DELIVERIES // SIZE):
            key = keys[number % workspaces]
            server.emit(key, "user.signup", {"email": f"person-{number}@example.com"}, session)
        server.wait_for_deliveries(DELIVERIES, 180)
        time.sleep(2)
        return server.memory()


def run(context: Context):
    with context.providers() as providers:
        few = measure(context, providers, 1)
        many = measure(context, providers, DELIVERIES // SIZE)
    add = context.table.add
    add("memory with 100 connections after 10,000 deliveries", few, "MB")
    add("memory with 10,000 connections after one delivery each", many, "MB")
    add("  what the others take", many - few, "MB", limit=150)
