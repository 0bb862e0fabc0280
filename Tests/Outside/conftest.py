import os
import pathlib
import subprocess
import uuid

import pytest

from api import API
from cluster import Cluster
from program import Program
from receiver import Receiver

ROOT = pathlib.Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items):
    """Each test gets an id of its own, also those made from one function: the processes hand tests out by them, and of two with
    the same id one would not run."""
    for item in items:
        if not item.nodeid.endswith(item.name):
            item._id = item.parent.id.child(item.name)
    assert len({item.nodeid for item in items}) == len(items)


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
def database_url() -> str:
    """A schema of its own on the PostgreSQL server that the tests run on."""
    url = os.environ.get("TEST_DATABASE_URL")
    assert url, "TEST_DATABASE_URL is not set: run the tests with make test-outside, or with scripts/with-postgres.sh"
    schema = f"outside_{uuid.uuid4().hex}"
    subprocess.run(["psql", url, "-qc", f"CREATE SCHEMA {schema}"], check=True)
    return f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"


@pytest.fixture
def settings() -> dict[str, str]:
    """What the server is told besides; a module that needs more has its own."""
    return {}


@pytest.fixture(params=["sqlite", "postgres"])
def each_program(request, binary, tmp_path, settings):
    """As `program`, on each engine."""
    on_postgres = request.param == "postgres"
    program = Program(binary, tmp_path, settings | ({"MESHES_DATABASE_URL": request.getfixturevalue("database_url")} if on_postgres else {}))
    program.setup()
    yield program
    program.close()


@pytest.fixture
def cluster(binary, tmp_path, database_url):
    """Room for servers that share a database; none runs yet."""
    cluster = Cluster(binary, tmp_path, database_url)
    yield cluster
    cluster.close()


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
