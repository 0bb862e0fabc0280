"""A Meshes server on a folder of its own."""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import time
import urllib.error
import urllib.request

#: The receivers of the example are on this machine, and its retries come soon enough to be watched.
SETTINGS = {
    "MESHES_WEBHOOKS_ALLOW_HTTP": "allowListed",
    "MESHES_WEBHOOKS_ALLOWED_CIDRS": "127.0.0.1/32",
    "MESHES_DELIVERY_RETRY_DELAYS": "0s,10s,1m,5m,30m",
    "MESHES_LOG_LEVEL": "warning",
}


class Server:
    """Runs from the `with` to its end."""

    def __init__(self, binary: pathlib.Path, folder: pathlib.Path):
        if not binary.exists():
            raise SystemExit(f"{binary} is not there: run make build, or name the program in MESHES_BINARY.")
        self._command = [str(binary), "serve", "--data", str(folder)]
        self._environment = os.environ | SETTINGS
        setup = [str(binary), "setup", "--data", str(folder), "--json"]
        answer = subprocess.run(setup, env=self._environment, check=True, capture_output=True)
        self.url = f"http://127.0.0.1:{free_port()}"
        self.credentials = json.loads(answer.stdout) | {"url": self.url}

    def __enter__(self) -> "Server":
        self._process = subprocess.Popen([*self._command, "--port", self.url.rpartition(":")[2]], env=self._environment)
        for _ in range(500):
            with contextlib.suppress(urllib.error.URLError):
                urllib.request.urlopen(f"{self.url}/readyz", timeout=2)
                return self
            if self._process.poll() is not None:
                break
            time.sleep(0.02)
        self.__exit__()
        raise SystemExit("The Meshes server did not come up.")

    def __exit__(self, *_) -> None:
        self._process.terminate()
        self._process.wait(15)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]
