"""A private PostgreSQL cluster, tuned for this machine and as durable as it comes: for Meshes and the assembled stack alike."""

import os
import shutil
import subprocess
from pathlib import Path

from .net import free_port
from .process import Failure, Process, wait_until

SETTINGS = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "shared_buffers": "512MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "wal_buffers": "16MB",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "15min",
    "checkpoint_completion_target": "0.9",
    "random_page_cost": "1.1",
    "effective_io_concurrency": "64",
    "jit": "off",
    "autovacuum_naptime": "10s",
    "max_connections": "60",
}


class Postgres(Process):
    """Runs as the user `postgres` when the run is root's (PostgreSQL refuses root), else as the caller."""

    def __init__(self, directory: Path):
        binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        if not binaries:
            raise Failure("PostgreSQL is not installed: run scripts/install-bench-deps.sh")
        self.folder = directory / "postgres"
        self.folder.mkdir()
        self.port = free_port()
        self.prefix = []
        if os.geteuid() == 0:
            self.prefix = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.folder, "postgres")
        data = self.folder / "data"
        subprocess.run([*self.prefix, binaries[-1] / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                        "--locale", "C"], check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        settings = {**SETTINGS, "port": str(self.port), "listen_addresses": "127.0.0.1",
                    "unix_socket_directories": str(self.folder)}
        with open(data / "postgresql.conf", "a") as file:
            file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
        super().__init__("postgres", [*self.prefix, binaries[-1] / "postgres", "-D", data], directory / "postgres.log",
                         cwd=self.folder)
        self.psql = binaries[-1] / "psql"
        wait_until(self.accepts, self)

    def url(self, database: str) -> str:
        return f"postgresql://bench@/{database}?host={self.folder}&port={self.port}"

    def create(self, database: str):
        """Makes an empty database, with what was written before on the disk and out of its way."""
        self.sql("CHECKPOINT", "postgres")
        self.sql(f"CREATE DATABASE {database}", "postgres")

    def accepts(self) -> bool:
        return subprocess.run([self.psql, "-h", self.folder, "-p", str(self.port), "-U", "bench", "-qc", "SELECT 1",
                               "postgres"], capture_output=True).returncode == 0

    def sql(self, text: str, database: str) -> str:
        done = subprocess.run([self.psql, "-h", self.folder, "-p", str(self.port), "-U", "bench", "-qAt",
                               "-v", "ON_ERROR_STOP=1", database], input=text, text=True, capture_output=True)
        if done.returncode:
            raise Failure(f"psql: {done.stderr}")
        return done.stdout.strip()
