"""Generated requests, good and bad, against every operation of our own OpenAPI document.

Each answer must have a documented status, a body that fits its schema, and never be a fault of the server.
"""

import json
import pathlib
import zlib

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance,
)

from api import API, MachineAuth
from program import Program
from receiver import Receiver

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "Sources/MeshesServer/Resources/openapi.json"
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance,
    response_headers_conformance, response_schema_conformance,
]

#: What generated requests cannot bring about: signing in takes an app at a provider, tests take a receiver that accepts them.
BEYOND_GENERATION = {
    "POST /api/v1/connections/authorize",
    "GET /api/v1/connections/authorize/{ticket}",
    "POST /api/v1/connections/{connection_id}/test",
    "POST /api/v1/rules/{rule_id}/test",
}

# A live stream never ends by itself.
schema = schemathesis.openapi.from_path(DOCUMENT).exclude(operation_id="streamWorkspaceChanges")
schema.config.generation.update(modes=list(schemathesis.GenerationMode))


class Things:
    """One server for all operations, with something of every kind in it."""

    def __init__(self, program: Program, receiver: Receiver):
        self.url = program.url
        self.statuses: dict[str, set[int]] = {}
        self.auth = MachineAuth(program.credentials)
        self.publishable_key = program.credentials["publishable_key"]
        api = API(program)
        receiver.answer = lambda request: 500
        #: Ids that exist, by the name of the path parameter.
        self.ids = self._failing_delivery(api, "target", receiver)
        #: Others for calls that end or remove something, so that the first ones stay.
        self.spare = {name: self._failing_delivery(api, name, receiver) for name in ("delete", "cancel", "retry")}
        # Its own rule would go with the connection.
        self.spare["delete"]["rule_id"] = self._failing_delivery(api, "rule", receiver)["rule_id"]
        #: What members of bodies get that name other things.
        self.members = {"workspace": api.workspace, "workspace_id": api.workspace, "connection": self.ids["connection_id"], "type": "webhook"}
        self.members["events"] = [self._failing_delivery(api, "bulk", receiver)["event_id"]]
        #: A session of its own, since refreshing one makes its older token stale.
        self.session_token = api.mint()["access_token"]
        self.metadata = {"url": receiver.url, "skip_url_test": True, "action": "send_webhook"}

    @staticmethod
    def _failing_delivery(api: API, name: str, receiver: Receiver) -> dict[str, str]:
        """A connection, a rule and an event whose first attempt has failed."""
        connection = api.connect(name, receiver.url)
        rule = api.route(f"user.{name}", connection)
        event = api.emit(f"user.{name}", {"email": "zoe@example.com"})
        api.wait_for(event, "retrying")
        (attempt,) = api.attempts(event, rule)
        return {
            "workspace_id": api.workspace, "connection_id": connection["id"], "rule_id": rule["id"],
            "event_id": event["id"], "attempt_id": attempt["id"],
            "session_id": api.mint()["session_id"],
        }


@pytest.fixture(scope="module")
def things(binary, tmp_path_factory):
    receiver = Receiver()
    program = Program(binary, tmp_path_factory.mktemp("generated"))
    program.setup()
    program.start()
    yield Things(program, receiver)
    program.close()
    receiver.close()


def coin(value) -> bool:
    """The same answer for the same value in every run."""
    return zlib.crc32(repr(value).encode()) % 2 == 0


def lead_to_existing_things(case, things: Things) -> None:
    """Generated ids never exist, and generated settings never work: half of them are replaced by what does."""
    if coin(case.path_parameters):
        known = things.spare.get(case.method.lower()) or things.spare.get(case.path.rsplit("/", 1)[-1]) or things.ids
        case.path_parameters |= {name: known[name] for name in case.path_parameters or {} if name in known}
    if "workspace_id" in (case.query or {}) and coin(case.query):
        case.query["workspace_id"] = things.ids["workspace_id"]
    for body in case.body if isinstance(case.body, list) else [case.body]:
        if not isinstance(body, dict):
            continue
        for name, value in things.members.items():
            if name in body and coin(body[name]):
                body[name] = value
        metadata = body.get("metadata")
        if isinstance(metadata, dict) and coin(metadata):
            body["metadata"] = dict(things.metadata)


@schema.parametrize()
@settings(
    max_examples=40, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate], database=None,
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.timeout(120)
def test_operation(case, things):
    # Asked before ids are put in, which differ from run to run.
    uses_publishable_key = coin(case.body)
    lead_to_existing_things(case, things)
    options = {"auth": things.auth}
    if case.operation.definition.raw["operationId"] == "getCurrentSession":
        options = {"headers": {"Authorization": f"Bearer {things.session_token}"}}
    if "publishableKey" in str(case.operation.definition.raw.get("security")) and uses_publishable_key:
        options = {"headers": {"X-Meshes-Publishable-Key": things.publishable_key}}
    answer = case.call_and_validate(base_url=things.url, checks=CHECKS, timeout=10, **options)
    things.statuses.setdefault(case.operation.label, set()).add(answer.status_code)


def test_every_operation_was_also_answered_with_success(things):
    # 207 says that a bulk call accepted some; when it accepts none, it answers 4xx.
    without = {
        label: sorted(statuses) for label, statuses in things.statuses.items()
        if not statuses & {200, 201, 207} and label not in BEYOND_GENERATION
    }
    assert not without, without


def test_the_server_answers_with_this_document(things):
    answer = requests.get(f"{things.url}/openapi.json", timeout=10)
    assert answer.status_code == 200
    assert answer.json() == json.loads(DOCUMENT.read_text())
