"""The few calls of the Meshes API that a product's backend needs, with the standard library alone."""

import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request


class Refused(Exception):
    """The API said no: `status`, and what it said."""

    def __init__(self, status: int, message: str):
        super().__init__(f"{status}: {message}")
        self.status = status


class Meshes:
    def __init__(self, url: str, organization_id: str, access_key: str, secret_key: str, **_):
        self.url = url
        self._keys = organization_id, access_key, secret_key

    def mint(self, workspace: str, role: str, page: str, origin: str, **members) -> dict:
        """A session for one user. `members` adds to the body, for example `scopes` or `appearance`."""
        return self.call("POST", "/sessions", {
            "workspace_id": workspace, "role": role, "ttl_seconds": 1800, "launch_ttl_seconds": 30,
            "launch_path": f"/workspace/{page}", "allowed_origins": [origin],
        } | members)

    def refresh(self, session: str) -> dict:
        return self.call("POST", f"/sessions/{session}/refresh")

    def revoke(self, session: str) -> None:
        self.call("DELETE", f"/sessions/{session}")

    def emit(self, workspace: str, event: str, payload: dict, resource: str, resource_id: str) -> dict:
        """One event. The idempotency key makes a repeated call harmless."""
        body = {"workspace": workspace, "event": event, "payload": payload, "resource": resource, "resource_id": resource_id}
        return self.call("POST", "/events", body, {"Idempotency-Key": f"{event}-{resource_id}"})

    def call(self, method: str, path: str, body: dict | None = None, headers: dict | None = None) -> dict:
        request = urllib.request.Request(
            f"{self.url}/api/v1{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self._machine_token()}", "Content-Type": "application/json"} | (headers or {}),
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.load(error)["message"]) from None

    def _machine_token(self) -> str:
        """HS256 over the machine key; it may live 60 seconds at most, so every call gets its own."""
        organization, access_key, secret_key = self._keys
        now = int(time.time())
        header = {"alg": "HS256", "typ": "JWT", "kid": access_key}
        claims = {
            "iss": f"urn:meshes:m2m:{access_key}", "aud": "meshes-api", "org": organization, "iat": now, "exp": now + 60,
        }
        signed = ".".join(_part(json.dumps(part).encode()) for part in (header, claims))
        return f"{signed}.{_part(hmac.digest(secret_key.encode(), signed.encode(), hashlib.sha256))}"


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
