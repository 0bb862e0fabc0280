"""A run from start to end."""

import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import datetime, timezone
from pathlib import Path

from . import options
from .cases import CASES
from .context import Context
from .nginx import Nginx
from .process import Failure


def main() -> int:
    chosen = options.parse({engine: [name for name, _, _ in cases] for engine, cases in CASES.items()})
    for binary in (chosen.meshes, chosen.tool):
        if not binary.exists():
            print(f"{binary} is not there: build it first (make bench does)", file=sys.stderr)
            return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    directory = Path(tempfile.mkdtemp(prefix="meshes-bench-", dir=chosen.directory))
    # PostgreSQL's own user must reach its folder.
    directory.chmod(0o755)
    try:
        with ExitStack() as stack:
            return measure(Context(chosen, directory, stack.enter_context(Nginx(directory)), stack))
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def measure(context: Context) -> int:
    began = time.monotonic()
    only = context.options.only
    for name, title, case in CASES[context.options.engine]:
        if only and name not in only:
            continue
        print(f"{title} …", flush=True)
        try:
            case(context)
        except (Failure, OSError, subprocess.SubprocessError) as reason:
            context.table.failed(title, reason)
    minutes = (time.monotonic() - began) / 60
    head = f"{machine()}, {datetime.now(timezone.utc):%Y-%m-%d %H:%M} UTC, {minutes:.0f} minutes"
    print(f"\n{head}\n\n{context.table.text()}\n")
    if context.table.missed:
        print(f"{context.table.missed} of the targets missed")
    context.options.markdown.parent.mkdir(parents=True, exist_ok=True)
    context.options.markdown.write_text(f"{head}\n\n{context.table.markdown()}")
    return 0


def machine() -> str:
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    return f"{len(os.sched_getaffinity(0))} cores of {model}, Linux {platform.release()}"
