"""The measuring tools, `meshes-bench`."""

import json
import subprocess
from pathlib import Path

from .process import Failure


class Tool:
    def __init__(self, binary: Path):
        self.binary = binary

    def measure(self, command: str, timeout: float = 600, **options) -> dict:
        """Runs one command to its end and returns what it printed."""
        done = subprocess.run(self.arguments(command, options), capture_output=True, text=True, timeout=timeout)
        if done.returncode:
            raise Failure(f"meshes-bench {command}: {done.stderr.strip() or done.stdout.strip()}")
        return json.loads(done.stdout)

    def load(self, **options) -> dict:
        """Sends events; a refused one makes the measurement void."""
        seconds = options.get("seconds", 10) + options.get("warm_up", 2) + options.get("drain", 0)
        report = self.measure("load", timeout=seconds + 60, **options)
        if report["errors"]:
            raise Failure(f"{report['errors']} events were refused: {report['first_error']}")
        return report

    def arguments(self, command: str, options: dict) -> list[str]:
        words = [str(self.binary), command]
        for name, value in options.items():
            if value is None or value is False:
                continue
            for one in value if isinstance(value, list) else [value]:
                words.append("--" + name.replace("_", "-"))
                if one is not True:
                    words.append(str(one))
        return words
