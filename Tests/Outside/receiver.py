"""A webhook receiver on this machine that remembers what came."""

import dataclasses
import http.server
import json
import threading
import time
from collections.abc import Callable


@dataclasses.dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes
    arrived: float  # of time.monotonic()

    @property
    def delivery(self) -> str:
        return self.headers["x-meshes-delivery-id"]

    @property
    def json(self) -> dict:
        return json.loads(self.body)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _take(self):
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True  # the sender was killed half-way: this request never came
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.receiver.take(Request(self.command, self.path, headers, body, time.monotonic()))
        status, text, *more = answer if isinstance(answer, tuple) else (answer, b"")
        try:
            self.send_response(status)
            for name, value in dict(*more).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except OSError:
            self.close_connection = True  # the sender was killed meanwhile

    do_POST = do_PUT = do_PATCH = _take

    def log_message(self, *_):
        pass


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass  # a connection that the killed sender left behind


class Receiver:
    """Answers what `answer` says, a status or a tuple of status, body and, where it likes, headers; 204 unless told otherwise."""

    def __init__(self, port: int = 0, answer: Callable[[Request], int | tuple] = lambda request: 204):
        self.answer = answer
        self.requests: list[Request] = []
        self.changed = threading.Condition()
        self.server = _Server(("127.0.0.1", port), _Handler)
        self.server.receiver = self
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def take(self, request: Request) -> int | tuple:
        with self.changed:
            self.requests.append(request)
            self.changed.notify_all()
        return self.answer(request)

    def wait(self, count: int, seconds: float = 20) -> list[Request]:
        with self.changed:
            enough = self.changed.wait_for(lambda: len(self.requests) >= count, seconds)
            assert enough, f"{len(self.requests)} of {count} requests came within {seconds} s"
            return list(self.requests)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
