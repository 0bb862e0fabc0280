"""A stand-in for Slack: a consent page that a person clicks, tokens, channels, messages."""

import dataclasses
import html
import re
import urllib.parse

import requests

from api import API
from provider import Call, Provider

CLIENT = {"client_id": "slack-client", "client_secret": "slack-secret-0123456789"}
SCOPES = "chat:write,channels:read,groups:read,chat:write.public"
CONSENT = """<!doctype html><meta charset="utf-8"><title>Slack</title><h1>Meshes wants to post to your channels</h1>
<p><a href="{allow}">Allow</a> <a href="{deny}">Cancel</a></p>"""


@dataclasses.dataclass(frozen=True)
class Message:
    channel: str
    text: str


class Slack(Provider):
    def __init__(self):
        self.messages: list[Message] = []
        #: What is granted and not revoked.
        self._tokens: set[str] = set()
        self._granted = 0
        super().__init__()

    @property
    def settings(self) -> dict[str, str]:
        """What makes a server take this for Slack."""
        bases = {f"MESHES_SLACK_{name}_BASE": self.url for name in ("AUTHORIZE", "TOKEN", "API")}
        return bases | {f"MESHES_SLACK_{name.upper()}": value for name, value in CLIENT.items()}

    def sign_in(self, api: API, name: str, again: dict | None = None) -> dict:
        """A connection, by the way that a browser goes; `again` is one that has to be signed in again."""
        browser = requests.Session()
        wanted = {"connection": again["id"]} if again else {"workspace": api.workspace, "type": "slack", "name": name}
        ticket = api.call("POST", "/connections/authorize", expect=None, json=wanted).json()
        (allow,) = re.findall(r'href="([^"]+)">Allow', browser.get(ticket["authorize_url"], timeout=10).text)
        assert browser.get(html.unescape(allow), timeout=10).status_code == 200
        state = api.get(f"/connections/authorize/{ticket['ticket']}")
        return api.get(f"/connections/{state['connection_id']}")

    def revoke(self) -> None:
        """Somebody removes the app from the Slack workspace."""
        self._tokens.clear()

    def answer(self, call: Call) -> tuple[int, dict | str]:
        match call.path:
            case "/oauth/v2/authorize":
                return 200, self._consent(call.given)
            case "/api/oauth.v2.access":
                return 200, self._exchange(call.given)
            case _ if call.token not in self._tokens:
                return 200, {"ok": False, "error": "token_revoked"}
            case "/api/auth.test":
                return 200, {"ok": True, "url": "https://example.slack.com/", "team_id": "T0001", "user_id": "U_BOT"}
            case "/api/conversations.list":
                channels = [{"id": "C_SALES", "name": "sales", "is_private": False}, {"id": "C_OPS", "name": "operations", "is_private": False}]
                return 200, {"ok": True, "channels": channels, "response_metadata": {"next_cursor": ""}}
            case "/api/chat.postMessage":
                self.messages.append(Message(call.given["channel"], call.given["text"]))
                return 200, {"ok": True, "channel": call.given["channel"], "ts": f"1503435956.{len(self.messages)}", "message": {}}
        return 404, {"ok": False, "error": "unknown_method"}

    def _consent(self, query: dict) -> str:
        assert query["client_id"] == CLIENT["client_id"] and query["scope"] == SCOPES, query
        back = f"{query['redirect_uri']}?" + urllib.parse.urlencode({"state": query["state"]})
        return CONSENT.format(allow=html.escape(back + "&code=ok"), deny=html.escape(back + "&error=access_denied"))

    def _exchange(self, form: dict) -> dict:
        if {name: form.get(name) for name in CLIENT} != CLIENT:
            return {"ok": False, "error": "bad_client_secret"}
        if form.get("code") != "ok":
            return {"ok": False, "error": "invalid_code"}
        self._granted += 1
        token = f"xoxb-{self._granted}"
        self._tokens.add(token)
        return {
            "ok": True, "access_token": token, "token_type": "bot", "scope": SCOPES, "bot_user_id": "U_BOT", "app_id": "A0001",
            "team": {"id": "T0001", "name": "Example"}, "enterprise": None, "is_enterprise_install": False, "authed_user": {"id": "U_ADA"},
        }
