"""A machine token made with nothing but the standard library, the way any caller can."""

import base64
import hashlib
import hmac
import json
import time


def _part(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def mint(organization: str, access_key: str, secret_key: str, life: int = 30, now: int | None = None, **changes) -> str:
    """A token that lives `life` seconds from `now`. `changes` replaces claims; a claim set to None is left out."""
    now = int(time.time()) if now is None else now
    header = {"alg": "HS256", "typ": "JWT", "kid": access_key}
    claims = {
        "iss": f"urn:meshes:m2m:{access_key}",
        "aud": "meshes-api",
        "org": organization,
        "iat": now,
        "exp": now + life,
    } | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    signed = ".".join(_part(json.dumps(part).encode()) for part in (header, claims))
    signature = hmac.new(secret_key.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_part(signature)}"
