"""Acceptance: one statement, one round trip and one durable commit an event; PostgreSQL groups the commits."""

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import datetime, timezone

import asyncpg
import orjson
from fastapi import FastAPI, Request, Response

from ids import uuid7
from routing import Routing

INSERT = """
    WITH event AS (
        INSERT INTO events (id, workspace_id, name, resource, status, total_rules, created_by, created_at)
        SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[],
                             $8::timestamptz[])
    ), payload AS (
        INSERT INTO payloads (event_id, body) SELECT * FROM unnest($1::uuid[], $9::bytea[])
    )
    INSERT INTO deliveries (id, event_id, rule_id, connection_id, created_at, status, due_at)
    SELECT id, event_id, rule_id, connection_id, at, 'pending', at
    FROM unnest($10::uuid[], $11::uuid[], $12::uuid[], $13::uuid[], $14::timestamptz[])
        AS delivery (id, event_id, rule_id, connection_id, at)
"""
NAMED = ("email", "id", "ip_address", "name", "first_name", "last_name", "phone", "resource_url")


@asynccontextmanager
async def lifespan(app: FastAPI):
    connections = int(os.environ.get("BASELINE_POOL", "12"))
    app.state.pool = await asyncpg.create_pool(os.environ["BASELINE_DSN"], min_size=connections, max_size=connections)
    app.state.routing = Routing(app.state.pool)
    await app.state.routing.load()
    refresh = asyncio.create_task(app.state.routing.keep_fresh())
    yield
    refresh.cancel()
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


def answer(status: int, value) -> Response:
    return Response(orjson.dumps(value), status_code=status, media_type="application/json")


def problem(status: int, name: str, message: str) -> Response:
    return answer(status, {"message": message, "error": {"name": name, "message": message}})


def check(item) -> str | None:
    """What is wrong with an event, or None."""
    if not isinstance(item, dict):
        return "an event is an object"
    name, payload = item.get("event"), item.get("payload")
    if not isinstance(name, str) or not 0 < len(name) <= 128:
        return "event: 1 to 128 characters"
    if not isinstance(payload, dict) or not any(value not in (None, "", [], {}) for value in payload.values()):
        return "payload: an object with a value"
    for key in NAMED:
        if not isinstance(payload.get(key), str | None):
            return f"payload.{key}: a string"
    return None


async def store(state, workspace, items) -> list[dict]:
    now = datetime.now(timezone.utc)
    created = now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    events, deliveries, records = [], [], []
    for item in items:
        event, name, resource = uuid7(), item["event"], item.get("resource") or "global"
        rules = state.routing.rules.get((workspace, name), ())
        status = "pending" if rules else "completed"
        events.append((event, workspace, name, resource, status, len(rules), "publishable_key", now,
                       orjson.dumps(item["payload"])))
        deliveries += [(uuid7(), event, rule, connection, now) for rule, connection in rules]
        records.append({"id": event, "event": name, "resource": resource, "type": "event", "workspace": workspace,
                        "status": status, "total_rules": len(rules), "completed_count": 0, "failed_count": 0,
                        "canceled_count": 0, "created_by": "publishable_key", "created_at": created})
    columns = list(zip(*events)) + (list(zip(*deliveries)) or [()] * 5)
    await state.pool.execute(INSERT, *columns)
    return records


async def read(request: Request):
    """The workspace and the body, or a refusal."""
    workspace = request.app.state.routing.workspaces.get(request.headers.get("x-meshes-publishable-key"))
    if workspace is None:
        return None, problem(401, "Unauthorized", "Unknown publishable key")
    try:
        return workspace, orjson.loads(await request.body())
    except orjson.JSONDecodeError as error:
        return None, problem(400, "BadRequest", str(error))


@app.post("/api/v1/events")
async def emit(request: Request):
    workspace, body = await read(request)
    if workspace is None:
        return body
    if wrong := check(body):
        return problem(400, "BadRequest", wrong)
    return answer(201, {"event": (await store(request.app.state, workspace, [body]))[0]})


@app.post("/api/v1/events/bulk")
async def emit_bulk(request: Request):
    workspace, body = await read(request)
    if workspace is None:
        return body
    if not isinstance(body, list) or not 0 < len(body) <= 100:
        return problem(400, "BadRequest", "1 to 100 events")
    if wrong := next(filter(None, map(check, body)), None):
        return problem(400, "BadRequest", wrong)
    records = await store(request.app.state, workspace, body)
    return answer(201, {"count": len(records), "records": records})


@app.get("/readyz")
async def ready():
    return {"ready": True}
