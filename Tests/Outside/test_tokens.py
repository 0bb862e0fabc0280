"""Credentials, as callers without a client library make and break them."""

import time

import pytest
import requests

from machine_token import mint


def status(api, token: str | None, **headers) -> int:
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    return requests.get(f"{api.program.url}/api/v1/workspaces", headers=headers, timeout=10).status_code


def keys(api) -> list[str]:
    return [api.credentials[name] for name in ("organization_id", "access_key", "secret_key")]


def test_a_token_made_by_hand_works(api):
    assert status(api, mint(*keys(api))) == 200
    assert status(api, mint(*keys(api), life=60)) == 200
    assert status(api, mint(*keys(api), aud=["other", "meshes-api"])) == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"life": 61}, {"life": 0}, {"iat": None}, {"exp": None}, {"aud": "other"}, {"iss": "urn:meshes:m2m:mk_other"},
        {"org": "550e8400-e29b-41d4-a716-446655440000"}, {"exp": "1"}, {"nbf": 4102444800},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_is_refused(api, changes):
    assert status(api, mint(*keys(api), **changes)) == 401


def test_a_token_of_an_earlier_time_is_refused_as_stale(api):
    past = int(time.time()) - 120
    token = mint(*keys(api), iat=past, exp=past + 30)
    answer = requests.get(f"{api.program.url}/api/v1/workspaces", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code == 401
    assert answer.json()["error"]["name"] == "StaleToken"


def test_a_wrong_secret_or_none_at_all_is_refused(api):
    organization, access, secret = keys(api)
    assert status(api, mint(organization, access, secret[::-1])) == 401
    assert status(api, mint(organization, "mk_" + "A" * 24, secret)) == 401
    assert status(api, "not.a.token") == 401
    assert status(api, None) == 401


def test_a_publishable_key_is_for_ingestion_only(api):
    key = {"X-Meshes-Publishable-Key": api.credentials["publishable_key"]}
    assert status(api, None, **key) == 401
    url = f"{api.program.url}/api/v1/events"
    body = {"event": "user.created", "payload": {"email": "zoe@example.com"}}
    assert requests.post(url, json=body, headers=key, timeout=10).status_code == 201
    assert requests.post(url, json=body, headers=key | {"Authorization": "Bearer x.y.z"}, timeout=10).status_code == 401
    wrong = {"X-Meshes-Publishable-Key": "mesh_pub_a_b_00"}
    assert requests.post(url, json=body, headers=wrong, timeout=10).status_code == 401
