"""The real binary, run as a user runs it."""

import contextlib
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

import requests

#: Webhooks may go to receivers on this machine; nothing is refused for its rate.
ENVIRONMENT = {
    "MESHES_WEBHOOKS_ALLOW_HTTP": "allowListed",
    "MESHES_WEBHOOKS_ALLOWED_CIDRS": "127.0.0.1/32",
    "MESHES_LIMITS_EVENTS_PER_SECOND": "0",
    "MESHES_LIMITS_MANAGEMENT_PER_SECOND": "0",
}


def free_port() -> int:
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def environment(extra: dict | None = None) -> dict:
    """Of the surrounding environment only what a process needs: no setting of the developer's own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8"} | ENVIRONMENT | (extra or {})


class Program:
    """One data directory, and the server that runs on it from time to time."""

    def __init__(self, binary: pathlib.Path, folder: pathlib.Path, extra: dict | None = None):
        self.binary = binary
        self.data = folder / "data"
        self.log = folder / "serve.log"
        self.environment = environment(extra)
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        self.credentials: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def command(self, *arguments: str, timeout: float = 30, check: bool = True, extra: dict | None = None):
        done = subprocess.run(
            [self.binary, *arguments], env=self.environment | (extra or {}), capture_output=True, text=True, timeout=timeout
        )
        if check and done.returncode != 0:
            raise AssertionError(f"meshes {' '.join(arguments)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
        return done

    def setup(self) -> dict[str, str]:
        self.credentials = json.loads(self.command("setup", "--data", str(self.data), "--json").stdout)
        return self.credentials

    def start(self, seconds: float = 20) -> None:
        assert self.process is None, "the server runs already"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve", "--data", str(self.data), "--host", "127.0.0.1", "--port", str(self.port)],
                env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
            )
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return
            time.sleep(0.02)
        raise AssertionError(f"the server did not become ready:\n{self.tail()}")

    def metric(self, name: str, labels: str = "") -> float:
        """The sum over all series of the metric whose labels contain `labels`; 0 where there is none."""
        text = requests.get(f"{self.url}/metrics", timeout=10).text
        found = re.findall(rf"^{name}(?:{{([^}}]*)}})? ([0-9.e+]+)$", text, re.M)
        return sum(float(value) for series, value in found if labels in series)

    def kill(self) -> None:
        """The end without warning: SIGKILL."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)
        self.process = None

    def terminate(self, seconds: float = 15) -> tuple[int, float]:
        """SIGTERM. Returns the exit code and how long it took."""
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"still running {seconds} s after SIGTERM:\n{self.tail()}") from None
        self.process = None
        return code, time.monotonic() - began

    def close(self) -> None:
        if self.process is not None:
            self.kill()

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
