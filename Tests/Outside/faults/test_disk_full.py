"""The disk below the store is full for a while: nothing is accepted, and everything goes on once there is room."""

import contextlib
import os
import pathlib
import subprocess
import tempfile
import time

import pytest
import requests

from aftermath import nothing_is_lost
from api import API
from emitters import Emitters
from postgres_server import PostgresServer
from program import Program


@contextlib.contextmanager
def mounted(folder: pathlib.Path, megabytes: int):
    """A disk of that size in the place of the folder."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a small disk")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=700", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MiB for the data directory."""
    folder = tmp_path / "data"
    folder.mkdir()
    with mounted(folder, 24) as disk:
        yield disk


@pytest.fixture
def small_postgres():
    """A server of PostgreSQL on a disk of 160 MiB."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="meshes-disk.", dir="/tmp"))
    with mounted(folder, 160):
        postgres = PostgresServer(folder)
        yield postgres
        postgres.close()
    folder.rmdir()


@pytest.fixture
def program(binary, tmp_path, small_disk):
    program = Program(binary, tmp_path)
    program.setup()
    program.start()
    yield program
    program.close()


def fill(path) -> None:
    """Takes all the room that is left."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                pass


def test_the_disk_of_sqlite_is_full(program, small_disk, receiver):
    api = API(program)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    with Emitters(program, "order.paid", threads=3, goes_on=True, padding=4000, timeout=30) as load:
        load.wait_for_more(20)
        cut = time.monotonic()
        fill(small_disk / "ballast")
        load.wait_for_refusals(3)
        assert program.metric("meshes_store_refusals_total") > 0
        (small_disk / "ballast").unlink()
        load.wait_for_more(20)
        over = time.monotonic()
        load.wait_for_more(20)
    assert {answer.status_code for answer in load.refused} == {503}, load.refused[0].text
    nothing_is_lost(api, load.accepted, receiver, cut, over)
    assert "full" in program.log.read_text()
    # The file is whole, also for the next start.
    assert program.terminate()[0] == 0
    program.start()
    assert requests.get(f"{program.url}/readyz", timeout=10).status_code == 200


def test_the_disk_of_postgresql_is_full(binary, tmp_path, small_postgres, receiver):
    program = Program(binary, tmp_path, {"MESHES_DATABASE_URL": small_postgres.url})
    program.setup()
    program.start()
    try:
        api = API(program)
        api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
        with Emitters(program, "order.paid", threads=3, goes_on=True, padding=20_000, timeout=30) as load:
            load.wait_for_more(20)
            cut = time.monotonic()
            fill(small_postgres.folder / "ballast")
            load.wait_for_refusals(3, seconds=90)
            assert program.metric("meshes_store_refusals_total") > 0
            (small_postgres.folder / "ballast").unlink()
            # Without room for its log PostgreSQL ends, and it is up to its operator to start it.
            if not small_postgres.is_running:
                small_postgres.start()
            load.wait_for_more(20)
            over = time.monotonic()
            load.wait_for_more(20)
        assert {answer.status_code for answer in load.refused} == {503}, load.refused[0].text
        nothing_is_lost(api, load.accepted, receiver, cut, over)
        assert "The store takes nothing at the moment" in program.log.read_text()
    finally:
        program.close()
