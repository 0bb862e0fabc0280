"""The name of a receiver cannot be looked up: attempts fail with the reason, other receivers are served, and all comes right."""

import time

import pytest

from api import API
from name_server import NXDOMAIN, SERVFAIL, SILENT, NameServer, asking
from program import Program

BROKEN, WELL = "broken.meshes-fault.example", "well.meshes-fault.example"


@pytest.fixture
def names():
    names = NameServer()
    yield names
    names.close()


@pytest.fixture
def program(binary, tmp_path, names):
    program = Program(asking(binary, tmp_path), tmp_path, {"MESHES_DELIVERY_RETRY_DELAYS": ",".join(["0s", *["1s"] * 19])})
    program.setup()
    program.start()
    yield program
    program.close()


@pytest.mark.parametrize(
    "code, outcome, reason",
    [
        pytest.param(NXDOMAIN, "network_error", "host name not found", id="no such name"),
        pytest.param(SERVFAIL, "network_error", "name look-up failed", id="server failure"),
        pytest.param(SILENT, "timeout", "name look-up took too long", id="no answer"),
    ],
)
def test_a_name_cannot_be_looked_up(program, names, receiver, code, outcome, reason):
    api = API(program)
    port = receiver.url.rsplit(":", 1)[1]
    rule = api.route("order.broken", api.connect("broken", f"http://{BROKEN}:{port}/broken"))
    api.route("order.well", api.connect("well", f"http://{WELL}:{port}/well"))
    assert api.wait_for(api.emit("order.broken", {"number": 0}), "completed")["completed_count"] == 1
    assert BROKEN in names.asked, "the program asks another name server"

    names.answers[BROKEN] = code
    broken = [api.emit("order.broken", {"number": number}) for number in range(15)]
    deadline = time.monotonic() + 20
    while program.metric("meshes_attempts_total", f'outcome="{outcome}"') < 5:
        assert time.monotonic() < deadline, f"no attempt ended as {outcome}"
        time.sleep(0.1)
    # Neither a receiver with a name of its own waits for it, nor are its look-ups held up.
    for number in range(20):
        began = time.monotonic()
        assert api.wait_for(api.emit("order.well", {"number": number}), "completed")["completed_count"] == 1
        assert time.monotonic() - began < 2
    failed = [attempt for event in broken for attempt in api.attempts(event, rule)]
    assert {attempt["outcome_code"] for attempt in failed} == {outcome}
    assert all(reason in attempt["message"] for attempt in failed), failed[0]

    names.answers[BROKEN] = 0
    for event in broken:
        api.wait_for(event, "completed", seconds=60)
    came = [request.json["uuid"] for request in receiver.requests if request.path == "/broken"]
    assert len(came) == len(set(came)) == 1 + len(broken)
