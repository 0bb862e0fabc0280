"""A PostgreSQL server of its own, which a test may restart and cut without harm to others."""

import os
import pathlib
import shutil
import subprocess
import tempfile


def _programs() -> pathlib.Path:
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    path = str(found[-1]) if found else shutil.which("initdb")
    assert path, "PostgreSQL 15 or newer is not installed: run scripts/install-test-deps.sh"
    return pathlib.Path(path).parent


class PostgresServer:
    """Listens on a socket in its folder, and on loopback where `port` says so, and syncs: what it has committed outlives its immediate stop."""

    def __init__(self, folder: pathlib.Path | None = None, port: int | None = None):
        # Not in the test's folder: names of sockets are short, and the server's own user must reach it.
        self.folder = folder or pathlib.Path(tempfile.mkdtemp(prefix="meshes-fault.", dir="/tmp"))
        self.port = port or 5432
        self.programs = _programs()
        # The server refuses to run as root.
        self.prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.prefix:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-D", "data", "-U", "meshes", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync")
        with (self.folder / "data/postgresql.conf").open("a") as settings:
            settings.write(
                f"listen_addresses = '{'127.0.0.1' if port else ''}'\nport = {self.port}\n"
                f"unix_socket_directories = '{self.folder}'\nshared_buffers = 32MB\n"
                "min_wal_size = 32MB\nmax_wal_size = 64MB\n"
            )
        self.start()

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [*self.prefix, self.programs / program, *arguments], cwd=self.folder, timeout=60,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        )
        assert done.returncode == 0, f"{program} {' '.join(arguments)} ended with {done.returncode}: {done.stderr}"

    @property
    def url(self) -> str:
        return f"postgresql://meshes@/postgres?host={self.folder}&port={self.port}"

    def start(self) -> None:
        self._run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")

    @property
    def is_running(self) -> bool:
        return subprocess.run(["psql", self.url, "-Atqc", "SELECT 1"], capture_output=True, timeout=20).returncode == 0

    def stop(self) -> None:
        """At once, as in a crash: the next start recovers from the log."""
        self._run("pg_ctl", "-D", "data", "-m", "immediate", "-w", "stop")

    def cut_connections(self) -> int:
        """Ends every client's connection. Returns how many there were."""
        query = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        done = subprocess.run(["psql", self.url, "-Atqc", query], capture_output=True, text=True, timeout=20, check=True)
        return int(done.stdout)

    def close(self) -> None:
        try:
            if (self.folder / "data/postmaster.pid").exists():
                self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=self.folder.is_mount())
