"""What we send is verified by code that is not ours: the reference library of Standard Webhooks, and plain hmac."""

import base64
import hashlib
import hmac
import json
import secrets

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

#: The payload as it is written here must reach the receiver: order, spaces, numbers and escapes.
PAYLOAD = '{"z": 1.10, "a":12345678901234567890 ,"name":"zo\\u00eb","city":"Zürich", "e":1e2}'


def emit(api, event: str) -> dict:
    body = f'{{"workspace":"{api.workspace}","event":"{event}","resource":"user","resource_id":"u 1","payload": {PAYLOAD} }}'
    return api.call("POST", "/events", 201, data=body.encode()).json()["event"]


def test_a_secret_made_by_the_server_verifies(api, receiver):
    connection = api.connect("standard", receiver.url, standard_webhooks=True)
    secret = connection["metadata"]["standard_webhooks_secret"]
    assert secret.startswith("whsec_")
    shown = api.get(f"/connections/{connection['id']}")
    assert not shown["metadata"].get("standard_webhooks_secret"), "shown once only"
    assert "standard_webhooks_secret" in shown["secrets_set"]

    api.route("user.created", connection)
    event = emit(api, "user.created")
    (request,) = receiver.wait(1)
    verified = Webhook(secret).verify(request.body, request.headers)
    assert verified["uuid"] == event["id"]
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(request.body + b" ", request.headers)


@pytest.mark.parametrize("made_by", ["server", "caller"])
def test_both_secrets_verify_while_they_are_rotated(api, receiver, made_by):
    old, new = (f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}" for _ in range(2))
    connection = api.connect("rotated", receiver.url, standard_webhooks=True, standard_webhooks_secret=old)
    api.route("user.created", connection)
    metadata = {"url": receiver.url, "skip_url_test": True, "standard_webhooks": True, "standard_webhooks_rotate": True}
    if made_by == "caller":
        metadata["standard_webhooks_secret"] = new
    saved = api.call("PUT", f"/connections/{connection['id']}", json={"name": "rotated", "metadata": metadata}).json()
    if made_by == "server":
        new = saved["metadata"]["standard_webhooks_secret"]

    emit(api, "user.created")
    (request,) = receiver.wait(1)
    for secret in (new, old):
        Webhook(secret).verify(request.body, request.headers)
    assert len(request.headers["webhook-signature"].split(" ")) == 2


@pytest.mark.parametrize("algorithm", ["sha256", "sha512"])
@pytest.mark.parametrize("encoding", ["hex", "base64"])
@pytest.mark.parametrize("mode", ["wrapped", "raw"])
def test_plain_hmac_over_the_exact_body(api, receiver, algorithm, encoding, mode):
    key = secrets.token_urlsafe(24)
    connection = api.connect(
        "signed", receiver.url, payload_mode=mode, hmac_algorithm=algorithm, hmac_secret=key,
        hmac_encoding=encoding, hmac_prefix=f"{algorithm}=", hmac_header="X-Hub-Signature",
    )
    api.route("user.created", connection)
    emit(api, "user.created")
    (request,) = receiver.wait(1)
    digest = hmac.new(key.encode(), request.body, getattr(hashlib, algorithm)).digest()
    expected = digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()
    assert request.headers["x-hub-signature"] == f"{algorithm}={expected}"


def test_wrapped_body_holds_the_payload_as_it_came(api, receiver):
    api.route("user.created", api.connect("wrapped", receiver.url))
    event = emit(api, "user.created")
    (request,) = receiver.wait(1)
    members = request.json
    assert list(members) == ["uuid", "event", "resource", "resource_id", "payload", "time_created", "time_sent"]
    assert request.body.decode() == (
        f'{{"uuid":"{event["id"]}","event":"user.created","resource":"user","resource_id":"u 1",'
        f'"payload":{PAYLOAD},"time_created":{members["time_created"]},"time_sent":{members["time_sent"]}}}'
    )
    assert members["time_created"] <= members["time_sent"]
    assert request.headers["content-type"] == "application/json"
    assert request.headers["x-meshes-attempt"] == "1"


def test_raw_body_is_the_payload_as_it_came(api, receiver):
    api.route("user.created", api.connect("raw", receiver.url, payload_mode="raw", http_method="PUT"))
    event = emit(api, "user.created")
    (request,) = receiver.wait(1)
    assert request.method == "PUT"
    assert request.body.decode() == PAYLOAD
    assert request.headers["x-meshes-event-id"] == event["id"]
    assert request.headers["x-meshes-event"] == "user.created"
    assert request.headers["x-meshes-resource"] == "user"
    assert request.headers["x-meshes-resource-id"] == "u%201"


def test_the_payload_is_read_back_as_it_came(api):
    event = emit(api, "user.created")
    answer = api.call("GET", f"/events/{event['id']}/payload")
    assert PAYLOAD in answer.text
    assert answer.json()["payload"] == json.loads(PAYLOAD)


def test_the_test_request_on_save_is_signed_too(api, receiver):
    key = secrets.token_urlsafe(24)
    api.connect("tested", receiver.url, skip_url_test=False, hmac_algorithm="sha256", hmac_secret=key)
    (request,) = receiver.wait(1)
    assert request.headers["x-meshes-test"] == "true"
    assert request.json["event"] == "meshes.test"
    assert request.headers["x-meshes-signature"] == hmac.new(key.encode(), request.body, hashlib.sha256).hexdigest()


def test_a_receiver_that_refuses_the_test_request_is_not_saved(api, receiver):
    receiver.answer = lambda request: 401
    body = {"workspace": api.workspace, "type": "webhook", "name": "refused", "metadata": {"url": receiver.url}}
    answer = api.call("POST", "/connections", 422, json=body).json()
    assert answer["error"]["name"] == "ConnectionTestFailed"
    assert [issue["param"] for issue in answer["error"]["data"]] == ["url"]
    assert api.get("/connections")["count"] == 0
