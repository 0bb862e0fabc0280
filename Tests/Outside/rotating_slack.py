"""Slack with token rotation: tokens run out, and each refresh spends the refresh token."""

import dataclasses
import html
import threading
import urllib.parse
from collections.abc import Callable

from provider import Call
from slack import CLIENT, CONSENT, SCOPES, Slack


@dataclasses.dataclass
class Team:
    """A Slack workspace and the tokens of the app there."""

    id: str
    #: Whether the refresh token that was spent last is taken once more, as long as the newest access token was not used.
    forgives: bool
    serial: int = 0
    access: str = ""
    refresh: str = ""
    former: str | None = None
    #: Every access token that has run out.
    expired: set[str] = dataclasses.field(default_factory=set)
    #: Every access token with which a message was posted.
    used: set[str] = dataclasses.field(default_factory=set)

    def grant(self) -> None:
        self.serial += 1
        self.former, self.refresh = self.refresh or None, f"xoxe-{self.id}-{self.serial}"
        self.expired.add(self.access)
        self.access = f"xoxb-{self.id}-{self.serial}"


class RotatingSlack(Slack):
    def __init__(self):
        self.teams: dict[str, Team] = {}
        #: Called after tokens were renewed and before the answer says so.
        self.before_answering: Callable[[Team], None] = lambda team: None
        self._lock = threading.Lock()
        super().__init__()

    def expire(self) -> None:
        """All access tokens run out."""
        with self._lock:
            for team in self.teams.values():
                team.expired.add(team.access)

    def answer(self, call: Call) -> tuple[int, dict | str]:
        if call.path in ("/oauth/v2/authorize", "/api/oauth.v2.access"):
            return super().answer(call)
        with self._lock:
            if any(call.token in team.expired for team in self.teams.values()):
                return 200, {"ok": False, "error": "token_expired"}
            team = next((team for team in self.teams.values() if team.access == call.token), None)
            if team is None:
                return 200, {"ok": False, "error": "invalid_auth"}
            team.former = None
            if call.path == "/api/auth.test":
                return 200, {"ok": True, "url": "https://example.slack.com/", "team_id": team.id, "user_id": "U_BOT"}
            if call.path == "/api/chat.postMessage":
                team.used.add(call.token)
            self._tokens.add(call.token)
        return super().answer(call)

    def _consent(self, query: dict) -> str:
        """Everybody signs in to a workspace of their own, or again to the same."""
        with self._lock:
            name = query.get("team") or f"T{len(self.teams) + 1}"
            self.teams.setdefault(name, Team(name, forgives=len(self.teams) % 2 == 0))
        back = f"{query['redirect_uri']}?" + urllib.parse.urlencode({"state": query["state"]})
        return CONSENT.format(allow=html.escape(f"{back}&code={name}"), deny=html.escape(back + "&error=access_denied"))

    def _exchange(self, form: dict) -> dict:
        if {name: form.get(name) for name in CLIENT} != CLIENT:
            return {"ok": False, "error": "bad_client_secret"}
        if form.get("grant_type") != "refresh_token":
            with self._lock:
                return self._granted_to(self.teams[form["code"]])
        with self._lock:
            token = form["refresh_token"]
            team = next((team for team in self.teams.values() if token in (team.refresh, team.former if team.forgives else None)), None)
            if team is None:
                return {"ok": False, "error": "invalid_refresh_token"}
            answer = self._granted_to(team)
        self.before_answering(team)
        return answer

    def _granted_to(self, team: Team) -> dict:
        team.grant()
        return {
            "ok": True, "access_token": team.access, "refresh_token": team.refresh, "expires_in": 43200, "token_type": "bot", "scope": SCOPES,
            "bot_user_id": "U_BOT", "app_id": "A0001", "team": {"id": team.id, "name": f"Team {team.id}"}, "enterprise": None,
            "is_enterprise_install": False, "authed_user": {"id": "U_ADA"},
        }
