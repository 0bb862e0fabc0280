"""Calls of the HTTP API, as a caller without any client library makes them."""

import time
from collections.abc import Callable

import requests

from machine_token import mint
from program import Program

#: States that a delivery does not leave by itself.
TERMINAL = {"completed", "failed", "canceled"}


class MachineAuth(requests.auth.AuthBase):
    """A fresh machine token for every request, by the clock."""

    def __init__(self, credentials: dict[str, str], clock: Callable[[], float] = time.time):
        self.clock = clock
        self.keys = [credentials[name] for name in ("organization_id", "access_key", "secret_key")]

    def __call__(self, request):
        request.headers["Authorization"] = f"Bearer {mint(*self.keys, now=int(self.clock()))}"
        return request


class API:
    """The management API and ingestion of one running program."""

    def __init__(self, program: Program, clock: Callable[[], float] = time.time):
        self.program = program
        self.credentials = program.credentials
        self.workspace = program.credentials["workspace_id"]
        self.session = requests.Session()
        self.session.auth = MachineAuth(program.credentials, clock)

    def call(self, method: str, path: str, expect: int | None = 200, **options):
        answer = self.session.request(method, f"{self.program.url}/api/v1{path}", timeout=10, **options)
        if expect is not None:
            assert answer.status_code == expect, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer

    def get(self, path: str, **parameters):
        return self.call("GET", path, params=parameters).json()

    def connect(self, name: str, url: str, **metadata) -> dict:
        """A webhook connection, without the test request."""
        body = {
            "workspace": self.workspace, "type": "webhook", "name": name,
            "metadata": {"url": url, "skip_url_test": True} | metadata,
        }
        return self.call("POST", "/connections", 201, json=body).json()["connection"]

    def route(self, event: str, connection: dict, **inputs) -> dict:
        """A rule that sends the event as it is, unless `inputs` say another action and what it takes."""
        body = {
            "workspace": connection["workspace"], "connection": connection["id"], "event": event,
            "metadata": {"action": "send_webhook"} | inputs,
        }
        return self.call("POST", "/rules", 201, json=body).json()["rule"]

    def mint(self, **members) -> dict:
        """An embed session of the workspace."""
        return self.call("POST", "/sessions", json={"workspace_id": self.workspace} | members).json()

    def emit(self, event: str, payload: dict, **members) -> dict:
        body = {"workspace": self.workspace, "event": event, "payload": payload} | members
        return self.call("POST", "/events", 201, json=body).json()["event"]

    def events(self, **filters) -> dict[str, dict]:
        """Every event of the workspace with its deliveries, by id, over all pages."""
        found, cursor = {}, None
        while True:
            page = self.get(
                f"/workspaces/{self.workspace}/events", limit=200, expand="rule_events",
                **filters, **({"cursor": cursor} if cursor else {}),
            )
            found |= {event["id"]: event for event in page["records"]}
            cursor = page["next_cursor"]
            if cursor is None:
                return found

    def wait_until_done(self, seconds: float = 60, **filters) -> dict[str, dict]:
        """Waits until no delivery of the workspace can move any more."""
        deadline = time.monotonic() + seconds
        while True:
            events = self.events(**filters)
            waiting = [event for event in events.values() if event["status"] not in TERMINAL]
            if not waiting:
                return events
            assert time.monotonic() < deadline, f"{len(waiting)} of {len(events)} events still wait, one of them: {waiting[0]}"
            time.sleep(0.2)

    def wait_for(self, event: dict, *statuses: str, seconds: float = 20) -> dict:
        deadline = time.monotonic() + seconds
        while True:
            found = self.get(f"/events/{event['id']}")
            if found["status"] in statuses:
                return found
            assert time.monotonic() < deadline, f"still {found['status']}: {found}"
            time.sleep(0.05)

    def attempts(self, event: dict, rule: dict) -> list[dict]:
        return self.get(f"/events/{event['id']}/rules/{rule['id']}/attempts", limit=200)["records"]
