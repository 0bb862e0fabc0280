"""Pictures of every page in its states, in both themes and at three widths, from a real server: `make screenshots`.

    screenshots.py [PART OF A NAME ...]
"""

import http.server
import itertools
import os
import pathlib
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Outside"))

from playwright.sync_api import FrameLocator, Page, sync_playwright  # noqa: E402

from api import API  # noqa: E402
from program import Program  # noqa: E402
from receiver import Receiver  # noqa: E402

TARGET = ROOT / "Web/screenshots"
WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
HOST_PAGE = """<!doctype html><meta charset="utf-8"><title>Host</title>
<body style="margin:0;background:{ground}"><iframe id="meshes" title="Workspace" src="{url}"
  style="display:block;width:100%;height:480px;border:0;color-scheme:{theme}"></iframe>
<script>
  const frame = document.getElementById("meshes");
  addEventListener("message", async (event) => {{
    if (event.source !== frame.contentWindow) return;
    const {{ type, height }} = event.data;
    if (type === "meshes:resize") frame.style.height = Math.max(480, height) + "px";
    if (type === "meshes:ready" && "{token}") event.source.postMessage({{ type: "meshes:auth", token: "{token}" }}, event.origin);
  }});
</script>"""

OWNER = {"role": "owner", "scopes": ["events.payload:read"]}


class Host:
    """The page that holds the frame, on another site than the server."""

    def __init__(self):
        self.html = ""
        host = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200 if self.path == "/" else 404)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(host.html.encode() if self.path == "/" else b"")

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.server.server_port}"


class View:
    """One state of one page: what the session is, and the way to it."""

    def __init__(self, name: str, page: str, go: Callable[[FrameLocator], None] | None = None, empty: bool = False, token: bool = True, **wishes):
        self.name, self.page, self.go, self.empty, self.token, self.wishes = name, page, go, empty, token, OWNER | wishes


def open_event(kind: str) -> Callable[[FrameLocator], None]:
    def go(frame: FrameLocator) -> None:
        frame.locator(f"tr:has(.chip-{kind}) .row-link").first.click()
        frame.locator(".facts").wait_for()
    return go


def open_details(frame: FrameLocator) -> None:
    open_event("bad")(frame)
    frame.locator(".attempt > .disclosure").first.click()
    frame.locator(".exchange").first.wait_for()


def select(frame: FrameLocator) -> None:
    frame.get_by_role("button", name="More filters").click()
    for box in (1, 2):
        frame.locator("input[type=checkbox]").nth(box).check()


def ask(frame: FrameLocator) -> None:
    select(frame)
    frame.get_by_role("button", name="Retry failed").click()
    frame.locator("dialog[open]").wait_for()


VIEWS = [
    View("dashboard", "dashboard"),
    View("dashboard-table", "dashboard", lambda frame: frame.get_by_label("Show as a table").click()),
    View("dashboard-new", "dashboard", empty=True),
    View("dashboard-only", "dashboard", session_type="dashboard", role="member", scopes=[]),
    View("dashboard-resource", "dashboard", session_type="resource", resource="project", resource_id="101"),
    View("connections", "connections"),
    View("connections-new", "connections", empty=True),
    View("connections-member", "connections", role="member", scopes=[]),
    View("rules", "rules"),
    View("rules-new", "rules", empty=True),
    View("rules-member", "rules", role="member", scopes=[]),
    View("events", "events"),
    View("events-selected", "events", select),
    View("events-asked", "events", ask),
    View("events-new", "events", empty=True),
    View("events-member", "events", role="member", scopes=[]),
    View("event-failed", "events", open_details),
    View("event-retrying", "events", open_event("warn")),
    View("event-completed", "events", open_event("good")),
    View("event-locked", "events", open_event("bad"), role="member", scopes=[]),
    View("waiting", "dashboard", token=False),
]


def answer(request) -> int:
    """What the receiver makes of a delivery: some endpoints are in trouble, and every fifth customer is refused."""
    if request.path == "/down":
        return 503
    return 422 if request.path == "/picky" and request.json["payload"]["seats"] % 5 == 0 else 204


def fill(api: API, receiver: Receiver) -> None:
    """A workspace as a small product has it after a busy hour."""
    names = {"Sales channel": "sales", "Billing service": "billing", "Customer records": "picky", "Data warehouse, nightly import": "down"}
    connections = {path: api.connect(name.replace(",", ""), f"{receiver.url}/{path}") for name, path in names.items()}
    routes = {
        "user.signed_up": ["sales", "picky"], "invoice.paid": ["billing", "down"], "invoice.payment_failed": ["sales", "billing"],
        "project.created": ["picky"], "subscription.canceled": ["sales", "picky", "billing"],
    }
    for event, paths in routes.items():
        for path in paths:
            api.route(event, connections[path])
    people = itertools.cycle([("Ada", "Lovelace"), ("Grace", "Hopper"), ("Alan", "Turing"), ("Edsger", "Dijkstra"), ("Barbara", "Liskov")])
    for number, event in zip(range(180), itertools.cycle([*routes, "trial.ended"])):
        first, last = next(people)
        payload = {
            "email": f"{first}.{last}@example.com".lower(), "first_name": first, "last_name": last, "seats": number % 17 + 1,
            "plan": {"name": "Business", "price": 1299.5, "currency": "EUR"}, "tags": ["trial", "self-serve"], "referrer": None,
        }
        last_event = api.emit(event, payload, resource="project", resource_id=str(100 + number % 7))
    api.wait_for(last_event, "completed")
    switched_off = api.connect("Old CRM", f"{receiver.url}/old")
    api.route("project.created", switched_off)
    api.call("PUT", f"/connections/{switched_off['id']}", json={
        "name": switched_off["name"], "metadata": {"url": f"{receiver.url}/old", "skip_url_test": True}, "active": False})
    api.emit("project.created", {"email": "ada@example.com", "seats": 1}, resource="project", resource_id="101")


def shoot(page: Page, host: Host, view: View, api: API, workspace: str, theme: str, width: int) -> None:
    wishes = {
        "workspace_id": workspace, "launch_page": view.page, "allowed_origins": [host.origin], "appearance": {"theme": theme},
    }
    session = api.call("POST", "/sessions", json=wishes | view.wishes).json()
    host.html = HOST_PAGE.format(
        url=session["launch_url"], token=session["access_token"] if view.token else "", theme=theme,
        ground="#ffffff" if theme == "light" else "#111318")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(host.origin)
    frame = page.frame_locator("#meshes")
    frame.locator("main.page").wait_for()
    if view.token:
        frame.locator("main.page h1").wait_for()
        frame.locator(".skeleton").first.wait_for(state="detached")
    if view.go:
        view.go(frame)
    # The frame grows by itself, and what lies below the window is not drawn until the window is as high.
    page.wait_for_timeout(400)
    page.set_viewport_size({"width": width, "height": min(3000, page.evaluate("document.body.scrollHeight"))})
    page.wait_for_timeout(300)
    page.screenshot(path=TARGET / f"{view.name}-{width}-{theme}.png")


def wanted(parts: list[str]) -> Iterator[View]:
    return (view for view in VIEWS if not parts or any(part in view.name for part in parts))


def main(parts: list[str]) -> None:
    binary = pathlib.Path(os.environ.get("MESHES_BINARY", ROOT / ".build/debug/meshes")).resolve()
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        host, receiver = Host(), Receiver(answer=answer)
        program = Program(binary, pathlib.Path(folder))
        program.setup()
        program.start()
        try:
            api = API(program)
            empty = api.call("POST", "/workspaces", 201, json={"name": "New workspace"}).json()["workspace"]["id"]
            fill(api, receiver)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin").new_page()
            for view, theme, width in itertools.product(wanted(parts), THEMES, WIDTHS):
                shoot(page, host, view, api, empty if view.empty else api.workspace, theme, width)
                print(f"{view.name} {width} {theme}", flush=True)
            browser.close()
        finally:
            program.close()
            receiver.close()
    print(f"In {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
