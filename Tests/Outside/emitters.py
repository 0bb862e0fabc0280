"""Load: threads that emit events, one after another, until they are told to stop."""

import itertools
import threading
import time

import requests

from program import Program


class Emitters:
    """Emit at each of the targets in turn; these are anything with a `url`, and may be changed meanwhile.

    A thread ends with the first refusal or broken call, since its server is going or gone; one that `goes_on` notes it and sends
    the next event.
    """

    def __init__(self, program: Program, event: str, threads: int = 6, *, targets: list | None = None, goes_on: bool = False,
                 padding: int = 0, timeout: float = 10):
        self.targets = targets or [program]
        self.key = program.credentials["publishable_key"]
        self.event, self.goes_on, self.padding, self.timeout = event, goes_on, "x" * padding, timeout
        self.accepted: dict[str, dict] = {}  # payload by event id, of those answered 201
        self.refused: list[requests.Response] = []
        self.broken: list[requests.RequestException] = []  # no answer: the event may have been taken or not
        self.numbers = itertools.count()
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._run, daemon=True) for _ in range(threads)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopping.set()
        for thread in self.threads:
            thread.join(self.timeout + 5)
            assert not thread.is_alive(), "a request to the server neither ended nor failed"

    def _run(self):
        session = requests.Session()
        session.headers["X-Meshes-Publishable-Key"] = self.key
        while not self.stopping.is_set():
            if not self._emit(session) and not self.goes_on:
                return
            if self.goes_on:
                time.sleep(0.01)

    def _emit(self, session: requests.Session) -> bool:
        targets, number = self.targets, next(self.numbers)
        payload = {"number": number, "email": "someone@example.com"} | ({"padding": self.padding} if self.padding else {})
        url = f"{targets[number % len(targets)].url}/api/v1/events"
        try:
            answer = session.post(url, json={"event": self.event, "payload": payload}, timeout=self.timeout)
        except requests.RequestException as error:
            self.broken.append(error)
            return False
        if answer.status_code != 201:
            self.refused.append(answer)
            return False
        self.accepted[answer.json()["event"]["id"]] = payload
        return True

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
