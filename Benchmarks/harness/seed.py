"""Rows that a store holds after it has served for a while, written by SQL on PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor

from .meshes import SharedStore

# Events of one statement, and deliveries of each event of a history.
STEP, FAN_OUT = 50_000, 4
NOW = "(EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::BIGINT"
# A version 7 id that rises with time and number, and differs by what it is for.
ID = """
    CREATE FUNCTION pg_temp.id(ms BIGINT, number BIGINT, kind TEXT) RETURNS BYTEA LANGUAGE SQL IMMUTABLE AS $$
        SELECT decode(lpad(to_hex(ms), 12, '0') || '7' || lpad(to_hex(number & 4095), 3, '0') || '8'
            || substr(md5(kind || number::TEXT), 1, 15), 'hex') $$;
"""


def waiting(store: SharedStore, events: int):
    """So many events of the first workspace, each with one delivery that is due and that nobody holds."""
    store.sql(f"""{ID}
        CREATE TEMP TABLE seed AS SELECT n, ms, pg_temp.id(ms, n, 'event') AS event, pg_temp.id(ms, n, 'delivery') AS delivery,
            w.id AS workspace, w.organization_id AS organization, r.id AS rule, r.connection_id AS connection
            FROM generate_series(1::BIGINT, {events}) n, LATERAL (SELECT {NOW} - 60000 + n / 1000 AS ms) t,
            (SELECT * FROM workspaces LIMIT 1) w, (SELECT * FROM rules LIMIT 1) r;
        INSERT INTO events (id, organization_id, workspace_id, event, resource, created_by, created_at, status, total, processing,
            retrying, completed, failed, canceled)
            SELECT event, organization, workspace, 'order.paid', 'global', 'publishable_key', ms, 0, 1, 0, 0, 0, 0, 0
            FROM seed ORDER BY n;
        INSERT INTO payloads SELECT event, {payload(1024)} FROM seed ORDER BY n;
        INSERT INTO deliveries (event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used,
            series_started_at, next_trigger, cancel_requested)
            SELECT event, rule, delivery, connection, 1, 'webhook', 0, 0, 0, ms, 0, 0 FROM seed ORDER BY n;
        INSERT INTO queue (connection_id, available_at, delivery_id, event_id, rule_id, workspace_id)
            SELECT connection, ms, delivery, event, rule, workspace FROM seed ORDER BY n;
        ANALYZE events, payloads, deliveries, queue;
        CHECKPOINT;
        """)


def history(store: SharedStore, deliveries: int, days: int):
    """So many completed deliveries in the first workspace, four an event, through rules that do not exist, spread over the days
    up to now. Their hourly counts are not written: what is measured beside a history reads none."""
    events, span = deliveries // FAN_OUT, days * 86_400_000
    start = int(store.sql(f"SELECT {NOW} - {span}"))
    steps = range(0, events, STEP)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda first: store.sql(piece(first, min(first + STEP, events) - 1, start, span / events)), steps))
    store.sql("VACUUM (ANALYZE, FREEZE) events, payloads, deliveries, attempts")
    store.sql("CHECKPOINT")


def piece(first: int, last: int, start: int, pace: float) -> str:
    """The events of those numbers; `pace` milliseconds lie between two."""
    return f"""{ID}
        SET synchronous_commit = off;
        CREATE TEMP TABLE seed AS SELECT n, ms, pg_temp.id(ms, n, 'event') AS event, w.id AS workspace,
            w.organization_id AS organization
            FROM generate_series({first}::BIGINT, {last}) n, LATERAL (SELECT {start} + (n * {pace})::BIGINT AS ms) t,
            (SELECT * FROM workspaces LIMIT 1) w;
        CREATE TEMP TABLE routes AS SELECT r, pg_temp.id(1, r, 'rule') AS rule, pg_temp.id(1, r, 'connection') AS connection
            FROM generate_series(1::BIGINT, {FAN_OUT}) r;
        INSERT INTO events (id, organization_id, workspace_id, event, resource, created_by, created_at, status, total,
            processing, retrying, completed, failed, canceled, started_at, completed_at)
            SELECT event, organization, workspace, 'order.paid', 'global', 'publishable_key', ms, 3, {FAN_OUT}, 0, 0, {FAN_OUT},
            0, 0, ms, ms FROM seed ORDER BY n;
        INSERT INTO payloads SELECT event, {payload(1024)} FROM seed ORDER BY n;
        INSERT INTO deliveries (event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used,
            series_started_at, next_trigger, cancel_requested, started_at, completed_at)
            SELECT event, rule, pg_temp.id(ms, n * {FAN_OUT} + r, 'delivery'), connection, 1, 'webhook', 3, 1, 1, ms, 0, 0, ms, ms
            FROM seed, routes ORDER BY n, rule;
        INSERT INTO attempts (event_id, rule_id, number, id, trigger_code, outcome, message, http_status, started_at,
            finished_at, has_details)
            SELECT event, rule, 1, pg_temp.id(ms, n * {FAN_OUT} + r, 'attempt'), 0, 0, 'HTTP 204', 204, ms, ms, 0
            FROM seed, routes ORDER BY n, rule;
        """


def payload(size: int) -> str:
    """A JSON object of so many bytes, as SQL."""
    start = b'{"email":"ada@example.com","first_name":"Ada","last_name":"Lovelace","plan":"team","note":"'
    text = start + (b"invoice paid by card after the second reminder; " * 30)[:size - len(start) - 2] + b'"}'
    return f"'\\x{text.hex()}'::BYTEA"
