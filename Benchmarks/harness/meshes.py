"""The server under measurement, and the few management calls that set it up."""

import base64
import hashlib
import hmac
import json
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

from .net import Session, answers, call, free_port
from .process import Failure, Process, wait_until

ENVIRONMENT = {
    "MESHES_LIMITS_EVENTS_PER_SECOND": "0",
    "MESHES_LIMITS_BULK_EVENTS_PER_SECOND": "0",
    "MESHES_LIMITS_MANAGEMENT_PER_SECOND": "0",
    "MESHES_WEBHOOKS_ALLOW_HTTP": "allowListed",
    "MESHES_WEBHOOKS_ALLOWED_CIDRS": "127.0.0.1/32",
}


class Store:
    """A data directory with its organisation and first workspace, on SQLite."""

    is_shared = False
    # Whether there is a rule whose connection is switched off.
    is_paused = False

    def __init__(self, binary: Path, folder: Path, env: dict | None = None):
        self.binary, self.folder, self.env = binary, folder, env or {}
        done = subprocess.run([binary, "setup", "--data", folder, "--json"], capture_output=True, text=True, timeout=60,
                              env={**os.environ, **self.env})
        if done.returncode:
            raise Failure(f"meshes setup: {done.stderr}{done.stdout}")
        self.access = json.loads(done.stdout)

    def token(self) -> str:
        """A machine token (api.md 3.2)."""
        now = int(time.time())
        key = self.access["access_key"]
        head = {"alg": "HS256", "typ": "JWT", "kid": key}
        claims = {"iss": f"urn:meshes:m2m:{key}", "aud": "meshes-api", "org": self.access["organization_id"],
                  "iat": now, "exp": now + 30}
        text = b".".join(encode(json.dumps(part).encode()) for part in (head, claims))
        signature = hmac.new(self.access["secret_key"].encode(), text, hashlib.sha256).digest()
        return (text + b"." + encode(signature)).decode()

    @property
    def file(self) -> Path:
        """The SQLite file."""
        for path in self.folder.iterdir():
            if path.is_file() and path.open("rb").read(15) == b"SQLite format 3":
                return path
        raise Failure(f"no SQLite file in {self.folder}")

    @property
    def bytes(self) -> int:
        """What the store takes on disk."""
        return sum(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())

    def sql(self, text: str) -> str:
        """The first column of a statement's first row, asked beside a running server."""
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as database:
            return str(database.execute(text).fetchone()[0])

    def events_before(self, milliseconds: int) -> int:
        """Events that were accepted before a time."""
        return int(self.sql(f"SELECT COUNT(*) FROM events WHERE id < {self.blob(f'{milliseconds:012x}')}"))

    def blob(self, hexadecimal: str) -> str:
        return f"x'{hexadecimal}'"

    def another_node(self, folder: Path) -> Path:
        """A data directory for one more server on the store."""
        shutil.copy(self.folder / "encryption.key", folder)
        return folder


class SharedStore(Store):
    """The same in a PostgreSQL database, which any number of servers may share."""

    is_shared = True

    def __init__(self, binary: Path, folder: Path, postgres, database: str):
        self.postgres, self.database = postgres, database
        postgres.create(database)
        super().__init__(binary, folder, {"MESHES_DATABASE_URL": self.url})

    @property
    def url(self) -> str:
        return self.postgres.url(self.database)

    @property
    def bytes(self) -> int:
        return int(self.sql(f"SELECT pg_database_size('{self.database}')"))

    def sql(self, text: str) -> str:
        return self.postgres.sql(text, self.database)

    def blob(self, hexadecimal: str) -> str:
        return f"'\\x{hexadecimal}'::BYTEA"


class Server(Process):
    """`meshes serve` on a store."""

    def __init__(self, store: Store, log: Path, env: dict | None = None, folder: Path | None = None):
        self.store, self.port = store, free_port()
        command = [store.binary, "serve", "--data", folder or store.folder, "--host", "127.0.0.1", "--port", self.port]
        super().__init__("meshes", command, log, {**ENVIRONMENT, **store.env, **(env or {})})
        self.ready_after = wait_until(lambda: answers(self.port, "/readyz"), self, pause=0.002) - self.started

    def manage(self, method: str, path: str, body=None, session: Session | None = None):
        session = session or Session(self.port)
        status, _, answer = session.call(method, "/api/v1" + path, body, {"Authorization": f"Bearer {self.store.token()}"})
        if status not in (200, 201):
            raise Failure(f"{method} {path}: {status} {answer}")
        return json.loads(answer)

    def emit(self, key: str, event: str, payload: dict, session: Session | None = None):
        status, _, answer = (session or Session(self.port)).call(
            "POST", "/api/v1/events", {"event": event, "payload": payload}, {"X-Meshes-Publishable-Key": key})
        if status != 201:
            raise Failure(f"an event was refused: {status} {answer}")

    @property
    def key(self) -> str:
        return self.store.access["publishable_key"]

    def workspace(self, name: str) -> tuple[str, str]:
        """Makes a workspace; its id and publishable key."""
        made = self.manage("POST", "/workspaces", {"name": name})["workspace"]
        detail = self.manage("GET", f"/workspaces/{made['id']}")
        return made["id"], detail["publishable_key"]["public_key"]

    def webhook(self, url: str, name: str = "hook", workspace: str | None = None, **settings) -> str:
        workspace = workspace or self.store.access["workspace_id"]
        body = {"workspace": workspace, "type": "webhook", "name": name,
                "metadata": {"url": url, "skip_url_test": "true", **settings}}
        return self.manage("POST", "/connections", body)["connection"]["id"]

    def rule(self, connection: str, workspace: str | None = None, event: str = "order.paid") -> str:
        workspace = workspace or self.store.access["workspace_id"]
        body = {"workspace": workspace, "connection": connection, "event": event,
                "metadata": {"action": "send_webhook"}}
        return self.manage("POST", "/rules", body)["rule"]["id"]

    def fan_out(self, url: str, count: int, event: str = "order.paid") -> list[str]:
        """So many connections to the receiver, each with one rule."""
        connections = [self.webhook(url, f"{event.replace('.', ' ')} {number}") for number in range(count)]
        for connection in connections:
            self.rule(connection, event=event)
        return connections

    def switch_off(self, connection: str):
        """From now on deliveries for the connection are written and parked, and none is attempted."""
        found = self.manage("GET", f"/connections/{connection}")
        self.manage("PUT", f"/connections/{connection}", {"name": found["name"], "metadata": found["metadata"],
                                                         "active": False})

    def metrics(self) -> dict[str, float]:
        """Every sample of `/metrics` by its name and labels."""
        text = call(self.port, "GET", "/metrics")[1]
        samples = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, value in samples}

    def attempts(self) -> dict[str, float]:
        """How many attempts had which outcome."""
        mark = 'meshes_attempts_total{outcome="'
        return {name[len(mark):-2]: value for name, value in self.metrics().items() if name.startswith(mark)}

    def wait_for_deliveries(self, count: int, seconds: float) -> float:
        """Waits until so many attempts have delivered and returns when that was."""
        return wait_until(lambda: self.attempts().get("delivered", 0) >= count, self, seconds)


def encode(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")
