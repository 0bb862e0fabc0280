"""The disk of SQLite's store is full for a while: nothing is accepted, and everything goes on once there is room."""

import os
import subprocess
import time

import pytest
import requests

from aftermath import metric, nothing_is_lost
from api import API
from load import Load
from program import Program


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 24 MiB for the data directory."""
    if os.getuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder = tmp_path / "data"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", folder], capture_output=True, text=True)
    if done.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


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
    with Load(program, "order.paid", padding=4000) as load:
        load.wait_for_more(20)
        cut = time.monotonic()
        fill(small_disk / "ballast")
        load.wait_for_refusals(3)
        assert metric(program, "meshes_http_requests_total", 'status="5xx"') >= 3
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
