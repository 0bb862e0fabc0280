"""Gives the shops a workspace each, things that they have connected, and a history."""

import http.server
import threading

from meshes import Meshes
from shop import Shop

#: For each shop: name of the connection, path at the receiver, events that go there.
CONNECTIONS = {
    "oak": [
        ("Bookkeeping", "/books", ["order.completed", "order.refunded"]),
        ("Kitchen display", "/kitchen", ["order.placed"]),
        ("Newsletter", "/newsletter", ["order.completed"]),
    ],
    "harbour": [("Bookkeeping", "/books", ["order.completed"]), ("Courier", "/courier", ["order.placed"])],
}


class Receiver:
    """Where the shops' webhooks go; the newsletter is down on every third request."""

    def __enter__(self) -> "Receiver":
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.newsletters = 0
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        fails = False
        if self.path == "/newsletter":
            self.server.newsletters += 1
            fails = self.server.newsletters % 3 == 0
        body = b'{"error":"The list is being imported, try again later."}' if fails else b""
        self.send_response(503 if fails else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def seed(meshes: Meshes, shops: dict[str, Shop], receiver: str) -> None:
    """Every customer of the product gets a workspace, where only that customer's connections, rules and events are."""
    for key, shop in shops.items():
        shop.workspace = meshes.call("POST", "/workspaces", {"name": shop.name})["workspace"]["id"]
        for name, path, events in CONNECTIONS[key]:
            connection = meshes.call("POST", "/connections", {
                "workspace": shop.workspace, "type": "webhook", "name": name, "metadata": {"url": receiver + path, "skip_url_test": True},
            })["connection"]["id"]
            for event in events:
                meshes.call("POST", "/rules", {
                    "workspace": shop.workspace, "connection": connection, "event": event, "metadata": {"action": "send_webhook"},
                })
        for order in shop.orders.values():
            meshes.emit(shop.workspace, "order.placed", order.payload, "order", str(order.number))
            if order.paid:
                meshes.emit(shop.workspace, "order.completed", order.payload, "order", str(order.number))
