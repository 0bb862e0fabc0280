"""Delivery: claims in batches with SKIP LOCKED, sends up to 32 at a time, records in batches."""

import asyncio
import os
import time
from datetime import datetime, timedelta, timezone

import aiohttp
import asyncpg
import orjson
import uvloop

from ids import uuid7

IN_FLIGHT = int(os.environ.get("BASELINE_IN_FLIGHT", "32"))
BATCH = int(os.environ.get("BASELINE_BATCH", "100"))
DELAYS = (10, 30, 120, 600, 1800, 3600, 10800, 25200, 43200)

CLAIM = """
    WITH due AS (
        SELECT id FROM deliveries WHERE due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED
    ), claimed AS (
        UPDATE deliveries d SET due_at = now() + interval '60 seconds', status = 'processing',
               attempt_count = attempt_count + 1, started_at = coalesce(started_at, now())
        FROM due WHERE d.id = due.id
        RETURNING d.id, d.event_id, d.connection_id, d.attempt_count
    )
    SELECT c.id, c.event_id, c.attempt_count, n.url, e.name, e.resource, e.created_at, p.body
    FROM claimed c JOIN connections n ON n.id = c.connection_id
        JOIN events e ON e.id = c.event_id JOIN payloads p ON p.event_id = c.event_id
"""
RECORD = """
    WITH result AS (
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::int[], $7::text[],
                             $8::timestamptz[], $9::timestamptz[], $10::text[], $11::timestamptz[])
            AS r (id, event_id, number, attempt_id, outcome, http_status, message, started, finished, status, due)
    ), attempt AS (
        INSERT INTO attempts (delivery_id, number, id, outcome, http_status, message, started_at, finished_at)
        SELECT id, number, attempt_id, outcome, http_status, message, started, finished FROM result
    ), delivery AS (
        UPDATE deliveries d SET status = r.status, due_at = r.due, last_error = r.message,
               completed_at = CASE WHEN r.due IS NULL THEN r.finished END
        FROM result r WHERE d.id = r.id
    ), tally AS (
        SELECT event_id, count(*) FILTER (WHERE status = 'completed') AS completed,
               count(*) FILTER (WHERE status = 'failed') AS failed
        FROM result GROUP BY event_id
    )
    UPDATE events e SET completed_count = e.completed_count + t.completed, failed_count = e.failed_count + t.failed,
        status = CASE WHEN e.completed_count + t.completed + e.failed_count + t.failed < e.total_rules THEN 'processing'
                      WHEN e.failed_count + t.failed > 0 THEN 'failed' ELSE 'completed' END
    FROM (SELECT * FROM tally ORDER BY event_id) t WHERE e.id = t.event_id
"""


class Worker:
    def __init__(self, pool, session):
        self.pool, self.session = pool, session
        self.ready = asyncio.Queue(maxsize=BATCH)
        self.results = []
        self.finished = asyncio.Event()

    async def claim(self):
        while True:
            rows = await self.pool.fetch(CLAIM, BATCH)
            for row in rows:
                await self.ready.put(row)
            if len(rows) < BATCH:
                await asyncio.sleep(0.005)

    async def send(self):
        while True:
            row = await self.ready.get()
            started = datetime.now(timezone.utc)
            body = b'{"uuid":"%s","event":%s,"resource":%s,"resource_id":null,"payload":%s,"time_created":%d,"time_sent":%d}' % (
                str(row["event_id"]).encode(), orjson.dumps(row["name"]), orjson.dumps(row["resource"]), row["body"],
                row["created_at"].timestamp() * 1000, time.time() * 1000)
            status, message = None, None
            try:
                headers = {"Content-Type": "application/json", "X-Meshes-Delivery-Id": str(row["id"]),
                           "X-Meshes-Attempt": str(row["attempt_count"]), "X-Meshes-Timestamp": str(int(time.time()))}
                async with self.session.post(row["url"], data=body, headers=headers, allow_redirects=False) as response:
                    await response.read()
                    status = response.status
            except (aiohttp.ClientError, asyncio.TimeoutError) as error:
                message = repr(error)
            self.results.append(self.result(row, started, status, message))
            self.finished.set()

    def result(self, row, started, status, message):
        now, number = datetime.now(timezone.utc), row["attempt_count"]
        if status is not None and 200 <= status < 300:
            outcome, state, due = "delivered", "completed", None
        else:
            outcome = "network_error" if status is None else "rejected_server_error" if status >= 500 else "rejected_client_error"
            again = outcome != "rejected_client_error" and number <= len(DELAYS)
            state = "retrying" if again else "failed"
            due = now + timedelta(seconds=DELAYS[number - 1]) if again else None
            message = message or f"HTTP {status}"
        return (row["id"], row["event_id"], number, uuid7(), outcome, status, message, started, now, state, due)

    async def record(self):
        """Records what has gathered; while one batch commits, the next gathers."""
        while True:
            await self.finished.wait()
            self.finished.clear()
            batch, self.results = self.results, []
            if batch:
                await self.write(batch)

    async def write(self, batch):
        while True:
            try:
                return await self.pool.execute(RECORD, *zip(*batch))
            except asyncpg.DeadlockDetectedError:
                # Two workers with deliveries of the same events; the other one has gone on.
                continue


async def main():
    pool = await asyncpg.create_pool(os.environ["BASELINE_DSN"], min_size=2, max_size=2)
    timeout = aiohttp.ClientTimeout(total=15, connect=5)
    connector = aiohttp.TCPConnector(limit=IN_FLIGHT, keepalive_timeout=60)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        worker = Worker(pool, session)
        async with asyncio.TaskGroup() as group:
            group.create_task(worker.claim())
            group.create_task(worker.record())
            for _ in range(IN_FLIGHT):
                group.create_task(worker.send())


uvloop.run(main())
