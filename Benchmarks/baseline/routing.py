"""Keys and rules in memory, read again every few seconds: no look-up in the database on the ingest path."""

import asyncio
import uuid

KEYS = "SELECT key, workspace_id FROM publishable_keys"
RULES = """
    SELECT r.workspace_id, r.event, r.id, r.connection_id
    FROM rules r JOIN connections c ON c.id = r.connection_id WHERE r.active AND c.active
"""


class Routing:
    def __init__(self, pool):
        self.pool = pool
        self.workspaces = {}
        self.rules = {}

    async def load(self):
        rows = await self.pool.fetch(KEYS)
        self.workspaces = {row["key"]: uuid.UUID(str(row["workspace_id"])) for row in rows}
        rules = {}
        for row in await self.pool.fetch(RULES):
            rules.setdefault((row["workspace_id"], row["event"]), []).append((row["id"], row["connection_id"]))
        self.rules = rules

    async def keep_fresh(self, every: float = 5):
        while True:
            await asyncio.sleep(every)
            await self.load()
