"""The parts of a run by engine, in their order: name, title, function."""

from . import (accept, baseline, bulk, connections, deliver, history, idle, isolation, light, nodes, pages, purge, queue,
               recovery, renewals, sign_up)

CASES = {
    "sqlite": [
        ("accept", "Accepting, durable, deliveries paused", accept.run),
        ("bulk", "Accepting in bulk", bulk.run),
        ("deliver", "End to end, sustained", deliver.run),
        ("light", "From 201 to arrival at 100 events a second", light.run),
        ("sign_up", "One sign-up to eight providers that answer at once", sign_up.run),
        ("connections", "With 10,000 connections of six types", connections.run),
        ("renewals", "1,000 sign-ins whose tokens end within a minute", renewals.run),
        ("history", "With a long history", history.run),
        ("purge", "While a day of history is purged", purge.run),
        ("pages", "What the workspace pages read first, with 1,000,000 events of history and 100 connections", pages.run),
        ("isolation", "Beside a receiver that hangs and a workspace with many waiting deliveries", isolation.run),
        ("recovery", "After kill -9 with 1,000,000 waiting deliveries", recovery.run),
        ("idle", "At rest", idle.run),
        ("baseline", "Against the assembled stack", baseline.run),
    ],
    "postgres": [
        ("accept", "Accepting, durable, deliveries paused", accept.beside_libpq),
        ("bulk", "Accepting in bulk", bulk.run),
        ("queue", "Claiming and completing", queue.run),
        ("nodes", "End to end, sustained, by one node and by two", nodes.run),
        ("baseline", "Against the assembled stack", baseline.beside_postgres),
        ("history", "With a long history", history.run),
        ("purge", "While a day of history is purged", purge.run),
        ("isolation", "Beside a receiver that hangs and a workspace with many waiting deliveries", isolation.run),
        ("recovery", "After kill -9 with 1,000,000 waiting deliveries", recovery.run),
    ],
}
