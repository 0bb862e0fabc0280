"""A product's backend and pages, on another site than the server: `localhost`, where the server is `127.0.0.1`."""

import http.server
import json
import pathlib
import re
import threading

from api import API

ROOT = pathlib.Path(__file__).resolve().parents[2]


def blocks(language: str) -> list[str]:
    """The code of one language in the embed guide's quickstart."""
    (section,) = re.findall(r"^## Quickstart\n(.*?)^## ", (ROOT / "docs/embed.md").read_text(), flags=re.MULTILINE | re.DOTALL)
    return re.findall(rf"^```{language}\n(.*?)^```", section, flags=re.MULTILINE | re.DOTALL)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        page = self.server.host.pages.get(self.path.partition("?")[0])
        if self.path == "/favicon.ico":
            return self._answer(200, "image/x-icon", b"")
        self._answer(200 if page else 404, "text/html; charset=utf-8", (page or "").encode())

    def do_POST(self):
        match self.path.strip("/").split("/"):
            case ["embed", "session"]:
                status, body = self.server.host.mint()
            case ["embed", "refresh", session]:
                status, body = self.server.host.refresh(session)
        self._answer(status, "application/json", json.dumps(body).encode())

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Host:
    """Serves the guide's page at `/`, and mints what the test asks for."""

    def __init__(self, api: API):
        self.api = api
        self.pages = {"/": blocks("html")[0]}
        #: What the next mint asks for beside the defaults of the quickstart.
        self.wishes: dict = {}
        self.minted: list[dict] = []
        self.refreshed: list[dict] = []
        #: Answers a refresh instead of the server, when it is set: a status and a body.
        self.refusal: tuple[int, dict] | None = None
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.host = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_port}"

    def mint(self) -> tuple[int, dict]:
        body = {
            "workspace_id": self.api.workspace, "role": "admin", "ttl_seconds": 1800, "launch_ttl_seconds": 30,
            "launch_path": "/workspace/dashboard", "allowed_origins": [self.url],
        }
        answer = self.api.call("POST", "/sessions", expect=None, json=body | self.wishes)
        if answer.status_code == 200:
            self.minted.append(answer.json())
        return answer.status_code, answer.json()

    def refresh(self, session: str) -> tuple[int, dict]:
        if self.refusal:
            return self.refusal
        answer = self.api.call("POST", f"/sessions/{session}/refresh", expect=None, json={})
        if answer.status_code == 200:
            self.refreshed.append(answer.json())
        return answer.status_code, answer.json()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
