import os
import pathlib

import pytest

from api import API
from program import Program
from receiver import Receiver

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def binary() -> pathlib.Path:
    path = pathlib.Path(os.environ.get("MESHES_BINARY", ".build/debug/meshes"))
    path = path if path.is_absolute() else ROOT / path
    assert path.exists(), f"{path} is not there: build it with `swift build`, or name it in MESHES_BINARY"
    return path


@pytest.fixture
def program(binary, tmp_path):
    """A data directory that is set up; the server does not run yet."""
    program = Program(binary, tmp_path)
    program.setup()
    yield program
    program.close()


@pytest.fixture
def api(program) -> API:
    """The API of a running server."""
    program.start()
    return API(program)


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()
