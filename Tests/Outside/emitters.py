"""Load: threads that emit events, one after another, until they are told to stop or the server goes away."""

import itertools
import threading

import requests

from program import Program


class Emitters:
    def __init__(self, program: Program, event: str, threads: int = 6):
        self.url = f"{program.url}/api/v1/events"
        self.key = program.credentials["publishable_key"]
        self.event = event
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
            thread.join(15)
            assert not thread.is_alive(), "a request to the server neither ended nor failed"

    def _emit(self):
        session = requests.Session()
        session.headers["X-Meshes-Publishable-Key"] = self.key
        while not self.stopping.is_set():
            payload = {"number": next(self.numbers), "email": "someone@example.com"}
            try:
                answer = session.post(self.url, json={"event": self.event, "payload": payload}, timeout=10)
            except requests.RequestException:
                return  # killed, or it does not take connections any more
            if answer.status_code == 201:
                self.accepted[answer.json()["event"]["id"]] = payload
            else:
                self.refused.append(answer)
                return
