"""Stand-ins for providers, and connections to them."""

import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

from .net import Session, call
from .process import Failure, Process, wait_until
from .tool import Tool

# What a connection and a rule at the crowd look like, by type. The two without metadata are signed in to.
CROWD = {
    "webhook": ({"skip_url_test": "true"}, {"action": "send_webhook"}),
    "customer_io": ({"region": "us"}, {"action": "track_event"}),
    "sendgrid": ({}, {"action": "send_email", "subject": "Hello", "from": "team@example.com", "body": "<p>Hello {{email}}</p>"}),
    "mailchimp": ({"data_center": "us1"}, {"action": "add_to_list", "id": "l1"}),
    "hubspot": (None, {"action": "add_to_list", "id": "5"}),
    "zoom": (None, {"action": "add_meeting_registrant", "id": "111"}),
}
KEYS = {"customer_io": "cdpApiKey", "sendgrid": "api_key", "mailchimp": "api_key"}


class Providers(Process):
    """The process of the stand-ins."""

    def __init__(self, tool: Tool, log, **options):
        super().__init__("providers", tool.arguments("providers", options), log)
        wait_until(lambda: log.exists() and "\n" in log.read_text(), self)
        told = json.loads(log.read_text().splitlines()[0])
        self.stand_ins, self.crowd, self.control = told["stand_ins"], told["crowd"], told["control"]

    @property
    def stand_in_settings(self) -> dict[str, str]:
        return environment(pair for one in self.stand_ins.values() for pair in one["settings"].items())

    @property
    def crowd_settings(self) -> dict[str, str]:
        settings = [(f"{type}.api_base", self.crowd) for type in CROWD if type != "webhook"]
        for type in ("hubspot", "zoom"):
            settings += [(f"{type}.{base}", self.crowd) for base in ("authorize_base", "token_base")]
            settings += [(f"{type}.client_id", "bench"), (f"{type}.client_secret", "bench-secret")]
        return environment(settings)

    def told(self, path: str):
        return call(self.control, "GET", path)[1]


def environment(settings) -> dict[str, str]:
    return {"MESHES_" + path.upper().replace(".", "_"): value for path, value in settings}


def sign_in(session: Session, server, workspace: str, type: str, name: str, code: str | None = None) -> str:
    """Makes a connection as a browser does; the consent page is left out when a code is given."""
    begun = server.manage("POST", "/connections/authorize", {"workspace": workspace, "type": type, "name": name}, session)
    window = urlsplit(begun["authorize_url"])
    _, headers, _ = session.call("GET", f"{window.path}?{window.query}")
    cookie, consent = headers["Set-Cookie"].split(";")[0], urlsplit(headers["Location"])
    if code is None:
        _, headers, _ = Session(consent.port).call("GET", f"{consent.path}?{consent.query}")
        back = urlsplit(headers["Location"]).query
    else:
        back = f"code={code}&state={parse_qs(consent.query)['state'][0]}"
    status, _, page = session.call("GET", f"/oauth/{type}/callback?{back}", headers={"Cookie": cookie})
    done = server.manage("GET", f"/connections/authorize/{begun['ticket']}", session=session)
    if "connection_id" not in done:
        raise Failure(f"{type} could not be signed in to: {status} {done} {page[:300]}")
    return done["connection_id"]


def settle_in(server, providers: Providers, types: list[str], workspaces: int, size: int = 100) -> list[str]:
    """Makes workspaces with so many connections to the crowd, of the types in turn, and a rule for each. No two share an
    account. The publishable keys of the workspaces."""

    def furnish(number: int) -> str:
        session = Session(server.port)
        workspace, key = server.workspace(f"tenant {number}")
        for place in range(number * size, (number + 1) * size):
            type = types[place % len(types)]
            metadata, rule = CROWD[type]
            if metadata is None:
                connection = sign_in(session, server, workspace, type, f"{type} {place}", code=str(place + 1))
            else:
                secret = {KEYS[type]: f"key{place:029}"} if type in KEYS else {"url": f"{providers.crowd}/hook/{place}"}
                body = {"workspace": workspace, "type": type, "name": f"{type} {place}", "metadata": {**metadata, **secret}}
                connection = server.manage("POST", "/connections", body, session)["connection"]["id"]
            body = {"workspace": workspace, "connection": connection, "event": "user.signup", "metadata": rule}
            server.manage("POST", "/rules", body, session)
        return key

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(furnish, range(workspaces)))
