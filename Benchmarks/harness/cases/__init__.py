"""The parts of a run, in their order: name, title, function."""

from . import accept, baseline, bulk, deliver, history, idle, isolation, light, pages

ALL = [
    ("accept", "Accepting, durable, deliveries paused", accept.run),
    ("bulk", "Accepting in bulk", bulk.run),
    ("deliver", "End to end, sustained", deliver.run),
    ("light", "From 201 to arrival at 100 events a second", light.run),
    ("history", "With 1,000,000 events of history", history.run),
    ("pages", "What the workspace pages read first, with 1,000,000 events of history and 100 connections", pages.run),
    ("isolation", "Beside a receiver that hangs and a workspace with 100,000 waiting deliveries", isolation.run),
    ("idle", "At rest", idle.run),
    ("baseline", "Against the assembled stack", baseline.run),
]
