"""The assembled stack: FastAPI and asyncpg on PostgreSQL with a SKIP LOCKED queue, see Benchmarks/baseline."""

import uuid
from pathlib import Path

from .net import answers, free_port
from .options import ROOT
from .postgres import Postgres
from .process import Failure, Process, wait_until

SOURCES = ROOT / "Benchmarks/baseline"
PYTHON = ROOT / ".build-bench/venv/bin/python"
DATABASE = "baseline"
KEY = "mesh_pub_bench_1_0123456789abcdef"


class Baseline:
    """The database with one workspace, `fan_out` connections and rules, and the processes on it."""

    def __init__(self, directory: Path, url: str, fan_out: int):
        if not PYTHON.exists():
            raise Failure("the assembled stack is not installed: run scripts/install-bench-deps.sh")
        self.directory = directory
        self.processes = []
        self.postgres = self.keep(Postgres(directory))
        try:
            self.postgres.create(DATABASE)
            self.postgres.sql((SOURCES / "schema.sql").read_text() + seed(url, fan_out), DATABASE)
            self.port = free_port()
            command = [PYTHON, "-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--port", self.port, "--workers", 2,
                       "--loop", "uvloop", "--http", "httptools", "--no-access-log", "--log-level", "warning"]
            server = self.keep(Process("uvicorn", command, directory / "uvicorn.log", self.environment, SOURCES))
            wait_until(lambda: answers(self.port, "/readyz"), server)
        except BaseException:
            self.stop()
            raise

    @property
    def environment(self) -> dict:
        return {"BASELINE_DSN": self.postgres.url(DATABASE), "PYTHONDONTWRITEBYTECODE": "1"}

    def start_workers(self, count: int = 2):
        for number in range(count):
            log = self.directory / f"worker-{number}.log"
            self.keep(Process("worker", [PYTHON, "worker.py"], log, self.environment, SOURCES))

    def keep(self, process):
        self.processes.append(process)
        return process

    def check(self):
        for process in self.processes:
            process.check()

    def stop(self):
        for process in reversed(self.processes):
            process.stop()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def seed(url: str, fan_out: int) -> str:
    workspace = uuid.uuid4()
    lines = [f"INSERT INTO workspaces VALUES ('{workspace}', 'bench');",
             f"INSERT INTO publishable_keys VALUES ('{KEY}', '{workspace}');"]
    for _ in range(fan_out):
        connection, rule = uuid.uuid4(), uuid.uuid4()
        lines.append(f"INSERT INTO connections VALUES ('{connection}', '{workspace}', '{url}');")
        lines.append(f"INSERT INTO rules VALUES ('{rule}', '{workspace}', '{connection}', 'order.paid');")
    return "\n".join(lines)
