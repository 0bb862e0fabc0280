"""Load that goes on through a fault: a refusal is noted, and the next event is sent."""

import contextlib
import itertools
import threading
import time

import requests

from program import Program


class Load:
    def __init__(self, program: Program, event: str, threads: int = 3, padding: int = 0):
        self.url = f"{program.url}/api/v1/events"
        self.key = program.credentials["publishable_key"]
        self.event = event
        self.padding = "x" * padding
        self.accepted: dict[str, dict] = {}  # payload by event id, of those answered 201
        self.refused: list[requests.Response] = []
        self.numbers = itertools.count()
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._emit, daemon=True) for _ in range(threads)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(35)
            assert not thread.is_alive(), "a request neither ended nor failed"

    def _emit(self):
        session = requests.Session()
        session.headers["X-Meshes-Publishable-Key"] = self.key
        while not self.stopping.is_set():
            payload = {"number": next(self.numbers), "padding": self.padding}
            with contextlib.suppress(requests.RequestException):
                answer = session.post(self.url, json={"event": self.event, "payload": payload}, timeout=30)
                if answer.status_code == 201:
                    self.accepted[answer.json()["event"]["id"]] = payload
                else:
                    self.refused.append(answer)
            time.sleep(0.02)

    def wait_for_more(self, count: int = 10, seconds: float = 40) -> None:
        """Waits until as many more events were accepted."""
        self._wait(lambda: len(self.accepted), count, seconds, "accepted")

    def wait_for_refusals(self, count: int = 1, seconds: float = 40) -> None:
        self._wait(lambda: len(self.refused), count, seconds, "refused")

    def _wait(self, number, more: int, seconds: float, what: str) -> None:
        goal, deadline = number() + more, time.monotonic() + seconds
        while number() < goal:
            assert time.monotonic() < deadline, f"{number()} of {goal} events {what} within {seconds} s"
            time.sleep(0.05)
