"""Upgrades that go wrong half-way: the program is killed inside a migration, and servers start at once on an old store."""

import contextlib
import json
import signal
import sqlite3
import subprocess
import time
import uuid

import pytest
import requests

from api import API
from emitters import Emitters
from program import Program


class Session:
    """A session of psql that holds what it has locked until it is closed."""

    def __init__(self, url: str, sql: str):
        self.process = subprocess.Popen(
            ["psql", url, "-XAtq"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.process.stdin.write(f"BEGIN; {sql}; SELECT 'holds';\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline().strip() == "holds"

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture
def sql(database_url):
    def ask(text: str) -> str:
        return subprocess.run(
            ["psql", database_url, "-XAtqc", text], check=True, capture_output=True, text=True, timeout=20).stdout.strip()

    return ask


@contextlib.contextmanager
def starting(*programs: Program):
    """Servers that are not ready yet."""
    for program in programs:
        with program.log.open("ab") as log:
            program.process = subprocess.Popen(
                [program.binary, "serve", "--data", str(program.data), "--host", "127.0.0.1", "--port", str(program.port)],
                env=program.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        for program in programs:
            program.close()


def wait(what: str, condition, seconds: float = 30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.05)


def node(binary, folder, database_url, **extra: str) -> Program:
    folder.mkdir()
    return Program(binary, folder, {"MESHES_DATABASE_URL": database_url, "MESHES_ENCRYPTION_KEY": "A" * 43} | extra)


def nodes_known(program: Program) -> float:
    try:
        return program.metric("meshes_nodes")
    except requests.ConnectionError:
        return 0


#: Sessions that are in the ninth step.
IS_THERE = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%ALTER TABLE queue%' AND pid <> pg_backend_pid()"
#: Those of them that wait for a lock on a table.
IS_STUCK = IS_THERE + " AND wait_event_type = 'Lock' AND wait_event IN ('relation', 'transactionid')"


@pytest.mark.timeout(180)
def test_a_migration_killed_half_way_goes_on_and_what_waited_is_delivered(binary, tmp_path, database_url, sql, receiver):
    first = node(binary, tmp_path / "first", database_url)
    second = node(binary, tmp_path / "second", database_url)
    steps = "SELECT string_agg(number::text, ',' ORDER BY number) FROM schema_steps"

    # A store of the eighth step: the ninth cannot make its table while another transaction makes one of this name.
    other = Session(database_url, "CREATE TABLE nodes (half int)")
    with starting(first):
        wait("the ninth step waits", lambda: sql(IS_STUCK) == "1")
        first.kill()
    other.close()
    wait("the killed one's session is gone", lambda: sql(IS_THERE) == "0")
    assert sql(steps) == "1,2,3,4,5,6,7,8"
    assert sql("SELECT to_regclass('nodes') IS NULL") == "t"

    fill(sql, f"{receiver.url}/hook", deliveries=50)
    # Killed again with the step half done: its tables are there and the queue's new column is not.
    other = Session(database_url, "LOCK TABLE queue IN ACCESS SHARE MODE")
    with starting(first):
        wait("the column waits", lambda: sql(IS_STUCK) == "1")
        first.kill()
    other.close()
    # The database notices that its client is gone when the statement ends.
    wait("the killed one's session is gone", lambda: sql(IS_THERE) == "0")
    assert sql(steps) == "1,2,3,4,5,6,7,8"
    assert sql("SELECT to_regclass('nodes') IS NULL") == "t"

    # Two at once: one migrates, the other waits for it.
    other = Session(database_url, "LOCK TABLE queue IN ACCESS SHARE MODE")
    with starting(first, second):
        wait("one is in the step", lambda: sql(IS_STUCK) == "1")
        wait("the other waits", lambda: sql(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND query LIKE '%pg_advisory_xact_lock%'") == "1")
        assert first.process.poll() is None and second.process.poll() is None
        other.close()
        wait("all that waited is delivered", lambda: sql("SELECT count(*) FROM deliveries WHERE status = 3") == "50", 60)
        wait("both know each other", lambda: nodes_known(first) == nodes_known(second) == 2)
        assert sql("SELECT count(*) FROM queue") == "0"
        assert sql("SELECT count(*) FROM events WHERE status = 3 AND completed = 1") == "50"
        assert len({request.json["uuid"] for request in receiver.requests}) == len(receiver.requests) == 50


def fill(sql, url: str, deliveries: int):
    """One workspace whose one rule has deliveries waiting, as an older program left them."""
    organization, workspace, connection, rule = (str(uuid.uuid4()) for _ in range(4))
    now = int(time.time() * 1000)

    def blob(text: str) -> str:
        return f"decode('{text.replace('-', '')}', 'hex')"

    metadata = json.dumps({"url": url})
    owner = f"{blob(organization)}, {blob(workspace)}"
    rows = [
        f"INSERT INTO organizations VALUES ({blob(organization)}, 'Acme', {now})",
        f"INSERT INTO workspaces (id, organization_id, name, created_at, updated_at) VALUES ({blob(workspace)}, {blob(organization)}, 'Main', {now}, {now})",
        "INSERT INTO connections (id, organization_id, workspace_id, type, name, metadata, active, hidden, version, created_by, created_at, updated_at)"
        f" VALUES ({blob(connection)}, {owner}, 'webhook', 'receiver', '{metadata}', 1, 0, 1, 'system', {now}, {now})",
        "INSERT INTO rules (id, organization_id, workspace_id, connection_id, type, event, metadata, fingerprint, active, hidden, version, created_by,"
        f" created_at, updated_at) VALUES ({blob(rule)}, {owner}, {blob(connection)}, 'webhook', 'order.paid', '{{\"action\": \"send_webhook\"}}', '\\x01',"
        f" 1, 0, 1, 'system', {now}, {now})",
        f"INSERT INTO rule_versions VALUES ({blob(rule)}, 1, {blob(workspace)}, '{{\"action\": \"send_webhook\"}}', {now})",
    ]
    for number in range(deliveries):
        event = f"{now:012x}7000{0x8000000000000000 + number:016x}"
        delivery = f"{now:012x}7001{0x8000000000000000 + number:016x}"
        rows += [
            "INSERT INTO events (id, organization_id, workspace_id, event, resource, created_by, created_at, status, total, processing, retrying,"
            f" completed, failed, canceled) VALUES ({blob(event)}, {owner}, 'order.paid', 'global', 'system', {now}, 0, 1, 0, 0, 0, 0, 0)",
            f"INSERT INTO payloads VALUES ({blob(event)}, convert_to('{{\"number\": {number}}}', 'UTF8'))",
            "INSERT INTO deliveries (event_id, rule_id, id, connection_id, rule_version, type, status, attempt_count, budget_used, series_started_at,"
            f" next_trigger, cancel_requested) VALUES ({blob(event)}, {blob(rule)}, {blob(delivery)}, {blob(connection)}, 1, 'webhook', 0, 0, 0, {now}, 0, 0)",
            "INSERT INTO queue (connection_id, available_at, delivery_id, event_id, rule_id, workspace_id)"
            f" VALUES ({blob(connection)}, {now}, {blob(delivery)}, {blob(event)}, {blob(rule)}, {blob(workspace)})",
        ]
    sql("BEGIN; " + "; ".join(rows) + "; COMMIT")


@pytest.mark.timeout(180)
def test_a_first_start_killed_at_any_moment_is_finished_by_the_next(binary, tmp_path):
    program = Program(binary, tmp_path)
    # Later and later, until a start has got through all its steps before it was killed.
    for delay in range(0, 2000, 5):
        with starting(program):
            wait("the file is there", lambda: (program.data / "meshes.sqlite").exists(), 10)
            time.sleep(delay * 0.001)
            program.process.send_signal(signal.SIGKILL)
            program.process.wait(10)
            program.process = None
        with contextlib.closing(sqlite3.connect(program.data / "meshes.sqlite")) as store:
            with contextlib.suppress(sqlite3.OperationalError):
                if store.execute("SELECT count(*) FROM organizations").fetchone()[0]:
                    break
    else:
        raise AssertionError("no start got as far as an organisation")
    program.start()
    code, _ = program.terminate()
    assert code == 0
    with contextlib.closing(sqlite3.connect(program.data / "meshes.sqlite")) as store:
        steps = [number for number, in store.execute("SELECT number FROM schema_steps ORDER BY number")]
        assert steps == list(range(1, len(steps) + 1))
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert store.execute("SELECT count(*) FROM organizations").fetchone() == (1,)


def migrated_by_a_newer(program: Program, *additions: str):
    """What a program of a later version leaves in the store: what its step adds, and the note of it."""
    statements = [*additions, "INSERT INTO schema_steps (number, name, applied_at) VALUES (1000, 'from the future', 0)"]
    url = program.environment.get("MESHES_DATABASE_URL")
    if url:
        # As the program does it: again when a server at work was in the way.
        for _ in range(10):
            done = subprocess.run(
                ["psql", url, "-qXv", "ON_ERROR_STOP=1", "-c", "; ".join(statements)], capture_output=True, text=True, timeout=30)
            if "deadlock detected" not in done.stderr:
                break
        assert done.returncode == 0, done.stderr
        return
    with contextlib.closing(sqlite3.connect(program.data / "meshes.sqlite", timeout=10)) as store:
        store.executescript(f"BEGIN; {'; '.join(statements)}; COMMIT")


@pytest.mark.timeout(120)
def test_a_running_server_goes_on_when_a_newer_program_has_migrated_its_store(each_program, receiver):
    program = each_program
    program.start()
    api = API(program)
    api.route("order.paid", api.connect("before", f"{receiver.url}/hook", auth_scheme="bearer", auth_token="x"))
    with Emitters(program, "order.paid", threads=3) as load:
        load.wait_for_more()
        migrated_by_a_newer(
            program, "CREATE TABLE futures (id BIGINT PRIMARY KEY)", "CREATE INDEX queue_future ON queue (event_id)",
            *(f"ALTER TABLE {table} ADD COLUMN future TEXT DEFAULT 'later'"
              for table in ("events", "deliveries", "attempts", "queue", "connections", "rules", "sessions", "workspaces")))
        load.wait_for_more(30)
        later = api.connect("after", f"{receiver.url}/later", auth_scheme="bearer", auth_token="y")
        api.route("order.sent", later)
        api.wait_for(api.emit("order.sent", {"n": 1}), "completed")
        assert api.mint()["access_token"]
    assert not load.refused and not load.broken
    events = api.wait_until_done()
    assert load.accepted.keys() <= events.keys() and {event["status"] for event in events.values()} == {"completed"}
    # It goes on until it is stopped; then only the newer program starts.
    program.terminate()
    refused_as_older(program, "serve", "migrate")


def refused_as_older(program: Program, *commands: str):
    for command in commands:
        refused = program.command(*command.split(), "--data", str(program.data), check=False)
        assert refused.returncode == 1, command
        assert "step 1000 by a newer version" in refused.stderr and "this one, 0." in refused.stderr, refused.stderr


def test_a_store_of_a_newer_program_is_refused(each_program):
    migrated_by_a_newer(each_program)
    refused_as_older(each_program, "serve", "migrate", "setup", "keys rotate")
