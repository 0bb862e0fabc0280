"""Child processes that never outlive the run."""

import os
import signal
import subprocess
import time
from pathlib import Path


class Failure(Exception):
    """A part of the run that could not be measured, with the reason."""


class Process:
    """A server in a process group of its own; `with` ends it."""

    def __init__(self, name: str, command: list, log: Path, env: dict | None = None, cwd: Path | None = None):
        self.name, self.log = name, log
        self.started = time.monotonic()
        with open(log, "ab") as output:
            self.child = subprocess.Popen(
                [str(part) for part in command], stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=cwd,
                env={**os.environ, **(env or {})}, start_new_session=True)

    @property
    def pid(self) -> int:
        return self.child.pid

    def check(self):
        if self.child.poll() is not None:
            raise Failure(f"{self.name} ended with {self.child.returncode}: {tail(self.log)}")

    def stop(self, how: int = signal.SIGTERM, patience: float = 15):
        if self.child.poll() is None:
            self.child.send_signal(how)
            try:
                self.child.wait(patience)
            except subprocess.TimeoutExpired:
                pass
        try:
            # Whatever is left of the group, workers included.
            os.killpg(self.child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.child.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    # What the process has used, from /proc.

    def processor_seconds(self) -> float:
        """Of the process and its children, also of those that have ended."""
        return sum(ticks(path) for path in family(self.pid)) / os.sysconf("SC_CLK_TCK")

    def memory(self, line: str = "VmRSS") -> float:
        """Resident megabytes now (`VmRSS`) or at their highest (`VmHWM`)."""
        for entry in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if entry.startswith(line + ":"):
                return int(entry.split()[1]) / 1000 * 1.024
        raise Failure(f"no {line} of {self.name}")


def family(pid: int) -> list[Path]:
    """The entries in /proc of a process and all below it."""
    entry = Path(f"/proc/{pid}")
    try:
        children = (entry / f"task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [entry, *(path for child in children for path in family(int(child)))]


def ticks(entry: Path) -> int:
    try:
        fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return sum(int(field) for field in fields[11:15])


def tail(log: Path, characters: int = 1500) -> str:
    return log.read_text(errors="replace")[-characters:] if log.exists() else ""


def wait_until(ready, process: Process, seconds: float = 30, pause: float = 0.05):
    """Waits until `ready()` is true and returns when that was."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        process.check()
        if ready():
            return time.monotonic()
        time.sleep(pause)
    raise Failure(f"{process.name} was not ready within {seconds} s: {tail(process.log)}")
