"""Ports and plain HTTP on loopback."""

import http.client
import json
import socket


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(port: int, method: str, path: str, body=None, headers: dict | None = None, timeout: float = 60):
    """Status and body of one call; JSON is decoded."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
        response = connection.getresponse()
        text = response.read().decode()
        isJSON = "json" in (response.getheader("Content-Type") or "")
        return response.status, json.loads(text) if isJSON and text else text
    finally:
        connection.close()


class Session:
    """One connection on loopback, for many calls."""

    def __init__(self, port: int):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def call(self, method: str, path: str, body=None, headers: dict | None = None):
        """Status, headers and text of one call."""
        data = None if body is None else json.dumps(body)
        self.connection.request(method, path, data, {"Content-Type": "application/json", **(headers or {})})
        response = self.connection.getresponse()
        return response.status, response.headers, response.read().decode()


def answers(port: int, path: str) -> bool:
    try:
        return call(port, "GET", path, timeout=2)[0] == 200
    except OSError:
        return False
