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
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Browser"), str(ROOT / "Tests/Outside")]

from playwright.sync_api import Page, sync_playwright  # noqa: E402

import mailerlite  # noqa: E402
from api import API  # noqa: E402
from program import Program  # noqa: E402
from receiver import Receiver  # noqa: E402
from slack import Slack  # noqa: E402
from views import VIEWS, View, hold, settle  # noqa: E402

TARGET = ROOT / "Web/screenshots"
WIDTHS = (360, 768, 1280)
THEMES = ("light", "dark")
HOST_PAGE = """<!doctype html><meta charset="utf-8"><title>Host</title>
<body style="margin:0;background:{ground}"><iframe id="meshes" title="Workspace" src="{url}" {sandbox}
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


def answer(request) -> int:
    """What the receiver makes of a delivery: some endpoints are in trouble, and every fifth customer is refused."""
    if request.path == "/down":
        return 503
    return 422 if request.path == "/picky" and request.json["payload"]["seats"] % 5 == 0 else 204


def fill(api: API, receiver: Receiver, slack: Slack) -> None:
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
    newsletter = api.call("POST", "/connections", 201, json={
        "workspace": api.workspace, "type": "mailerlite", "name": "Newsletter list", "metadata": {"api_key": mailerlite.KEY}}).json()["connection"]
    api.route("user.signed_up", newsletter, action="add_to_group", id=next(iter(mailerlite.GROUPS)))
    sales = slack.sign_in(api, "Sales team")
    api.route("user.signed_up", sales, action="send_message", id="C_SALES", template=":wave: {{first_name}} {{last_name}} signed up for {{plan.name}}")
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
        sandbox=f'sandbox="{view.sandbox}"' if view.sandbox else "",
        url=session["launch_url"], token=session["access_token"] if view.token else "", theme=theme,
        ground="#ffffff" if theme == "light" else "#111318")
    page.set_viewport_size({"width": width, "height": 900})
    for address, answer in view.routes.items():
        page.route(address, answer)
    page.goto(host.origin)
    frame = page.frame_locator("#meshes")
    frame.locator("main.page").wait_for()
    if view.token:
        frame.locator("main.page h1").wait_for()
        if hold not in view.routes.values():
            settle(frame)
    if view.go:
        view.go(frame)
    # The frame grows by itself, and what lies below the window is not drawn until the window is as high.
    page.wait_for_timeout(400)
    page.set_viewport_size({"width": width, "height": min(3000, page.evaluate("document.body.scrollHeight"))})
    page.wait_for_timeout(300)
    page.screenshot(path=TARGET / f"{view.name}-{width}-{theme}.png")
    page.unroute_all(behavior="ignoreErrors")


def wanted(parts: list[str]) -> Iterator[View]:
    return (view for view in VIEWS if not parts or any(part in view.name for part in parts))


def main(parts: list[str]) -> None:
    binary = pathlib.Path(os.environ.get("MESHES_BINARY", ROOT / ".build/debug/meshes")).resolve()
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        host, receiver, slack, list_provider = Host(), Receiver(answer=answer), Slack(), mailerlite.MailerLite()
        program = Program(binary, pathlib.Path(folder), slack.settings | list_provider.settings)
        program.setup()
        program.start()
        try:
            api = API(program)
            empty = api.call("POST", "/workspaces", 201, json={"name": "New workspace"}).json()["workspace"]["id"]
            fill(api, receiver, slack)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin").new_page()
            for view, theme, width in itertools.product(wanted(parts), THEMES, WIDTHS):
                shoot(page, host, view, api, empty if view.empty else api.workspace, theme, width)
                print(f"{view.name} {width} {theme}", flush=True)
            browser.close()
        finally:
            program.close()
            for fake in (receiver, slack, list_provider):
                fake.close()
    print(f"In {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
