"""A stand-in for a provider's HTTP API on this machine."""

import dataclasses
import http.server
import json
import threading
import urllib.parse


@dataclasses.dataclass(frozen=True)
class Call:
    method: str
    path: str
    #: The query of a GET; of other methods the body, a form or JSON.
    given: dict
    token: str


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def _take(self):
        path, _, query = self.path.partition("?")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        is_json = self.headers.get("Content-Type", "").startswith("application/json")
        given = json.loads(body) if is_json and body else dict(urllib.parse.parse_qsl(body or query))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        status, answer = self.server.provider.answer(Call(self.command, path, given, token))
        kind, text = ("text/html; charset=utf-8", answer) if isinstance(answer, str) else ("application/json", json.dumps(answer))
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())
        except OSError:
            self.close_connection = True  # the caller was killed meanwhile

    do_GET = do_POST = do_DELETE = _take

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # a connection that a killed caller left behind


class Provider:
    def __init__(self):
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.provider = self
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, call: Call) -> tuple[int, dict | str]:
        """A status, and JSON or the text of a page."""
        raise NotImplementedError

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
