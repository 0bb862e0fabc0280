"""What the parts of a run share."""

import itertools
import statistics
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .meshes import Server, SharedStore, Store
from .net import free_port
from .nginx import Nginx
from .options import Options
from .postgres import Postgres
from .process import Process, wait_until
from .providers import Providers
from .table import Table
from .tool import Tool


class Context:
    def __init__(self, options: Options, directory: Path, nginx: Nginx, stack: ExitStack):
        """`stack` ends with the run, and what was started for all of it with it."""
        self.options, self.directory, self.nginx, self.stack = options, directory, nginx, stack
        self.tool = Tool(options.tool)
        self.table = Table()
        self.known = {}
        self.numbers = itertools.count(1)

    def once(self, name: str, measure):
        """What was measured under the name already in this run, or is now."""
        if name not in self.known:
            self.known[name] = measure()
        return self.known[name]

    def folder(self, name: str) -> Path:
        return Path(tempfile.mkdtemp(prefix=f"{next(self.numbers):02}-{name}-", dir=self.directory))

    def store(self, engine: str | None = None) -> Store:
        """A fresh store on the engine of the run, or another."""
        folder = self.folder("store")
        if (engine or self.options.engine) == "sqlite":
            return Store(self.options.meshes, folder)
        return SharedStore(self.options.meshes, folder, self.postgres, f"store_{next(self.numbers)}")

    @property
    def postgres(self) -> Postgres:
        """The cluster of the run, started when it is first asked for."""
        return self.once("postgres", lambda: self.stack.enter_context(Postgres(self.directory)))

    def serve(self, store: Store | None = None, **env: str) -> Server:
        return Server(store or self.store(), self.log(), env)

    def join(self, store: SharedStore) -> Server:
        """One more server on a store."""
        return Server(store, self.log(), folder=store.another_node(self.folder("node")))

    def log(self) -> Path:
        return self.directory / f"meshes-{next(self.numbers):02}.log"

    def slow_receiver(self, delay: float) -> tuple[Process, str]:
        """A receiver that answers after so many seconds, and its URL."""
        port = free_port()
        words = self.tool.arguments("receiver", {"port": port, "delay": delay})
        return Process("slow receiver", words, self.directory / f"receiver-{port}.log"), f"http://127.0.0.1:{port}/hook"

    def providers(self, **options) -> Providers:
        return Providers(self.tool, self.directory / f"providers-{next(self.numbers):02}.log", **options)

    def bare(self) -> tuple[Process, int]:
        port = free_port()
        process = Process("bare route", self.tool.arguments("bare", {"port": port}), self.directory / "bare.log")
        wait_until(lambda: listens(port), process)
        return process, port


def listens(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def median(values) -> float:
    return statistics.median(values)
