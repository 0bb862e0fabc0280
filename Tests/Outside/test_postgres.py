"""The program on PostgreSQL, as its operator sees it."""

import json

import pytest

from api import API
from program import Program


@pytest.fixture
def program(binary, tmp_path, database_url):
    program = Program(binary, tmp_path, {"MESHES_DATABASE_URL": database_url})
    yield program
    program.close()


def checks(program: Program, extra: dict | None = None) -> dict[str, dict]:
    done = program.command("doctor", "--data", str(program.data), "--json", check=False, extra=extra)
    return {check["name"]: check for check in json.loads(done.stdout)["checks"]}


def test_the_main_job(program, receiver):
    assert checks(program)["schema"]["verdict"] == "warning"
    program.setup()
    program.start()
    api = API(program)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    sent = {api.emit("order.paid", {"number": number})["id"] for number in range(20)}
    events = api.wait_until_done()
    assert events.keys() == sent
    assert all(event["status"] == "completed" for event in events.values())
    assert {request.json["uuid"] for request in receiver.requests} == sent

    # The doctor looks while the server runs, and keeps away from it.
    found = checks(program)
    assert found["schema"]["verdict"] == "good"
    assert found["store"]["finding"].startswith("PostgreSQL 1")
    # The server of the tests does not sync.
    assert found["durability"]["verdict"] == "bad"

    code, _ = program.terminate()
    assert code == 0
    assert not (program.data / "meshes.sqlite").exists()
    assert "is up to date" in program.command("migrate", "--data", str(program.data)).stdout


@pytest.mark.parametrize(
    "url, complaint",
    [
        ("postgres://me:tell-nobody@/meshes?host=/nowhere", "PostgreSQL at /nowhere/meshes cannot be used"),
        ("mysql://me:tell-nobody@db/meshes", "MESHES_DATABASE_URL (from the environment) must be a connection URL"),
    ],
)
def test_what_cannot_be_used_is_named_without_the_password(program, url, complaint):
    done = program.command("setup", "--data", str(program.data), check=False, extra={"MESHES_DATABASE_URL": url})
    assert done.returncode != 0
    assert complaint in done.stderr
    report = program.command("doctor", "--data", str(program.data), check=False, extra={"MESHES_DATABASE_URL": url})
    assert report.returncode != 0
    assert "tell-nobody" not in done.stderr + done.stdout + report.stdout + report.stderr
