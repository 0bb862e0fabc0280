"""SIGTERM: the end is clean and quick, and the next start goes on where this one stopped."""

import time

import pytest
import requests

from api import API, MachineAuth
from emitters import Emitters
from program import free_port
from receiver import Receiver, Request


def slow(request: Request) -> int:
    time.sleep(0.05)
    return 204


def test_shutdown_under_load_loses_nothing(program, receiver):
    receiver.answer = slow  # so that deliveries are always waiting and in flight
    program.start()
    api = API(program)
    api.route("order.paid", api.connect("receiver", receiver.url))
    with Emitters(program, "order.paid", threads=4) as emitters:
        time.sleep(1.5)
        code, seconds = program.terminate()
    assert code == 0, program.tail()
    assert seconds < 10
    assert all(refused.status_code == 503 for refused in emitters.refused), emitters.refused[0].text
    assert emitters.accepted

    receiver.answer = lambda request: 204
    program.start()
    events = api.wait_until_done()
    assert emitters.accepted.keys() <= events.keys()
    assert {event["status"] for event in events.values()} == {"completed"}
    arrived = [request.json["uuid"] for request in receiver.requests]
    assert emitters.accepted.keys() <= set(arrived)
    assert len(arrived) == len(set(arrived)), "an attempt that had time to end was sent again"


def test_restart_resumes_retries(program):
    port = free_port()
    program.environment["MESHES_DELIVERY_RETRY_DELAYS"] = "0s,6s,6s,6s"
    program.start()
    api = API(program)
    rule = api.route("order.paid", api.connect("receiver", f"http://127.0.0.1:{port}"))
    event = api.emit("order.paid", {"amount": 12})
    api.wait_for(event, "retrying")
    assert program.terminate()[0] == 0

    receiver = Receiver(port)
    try:
        program.start()
        api.wait_for(event, "completed", seconds=40)
    finally:
        receiver.close()
    (request,) = receiver.requests
    assert request.json["payload"] == {"amount": 12}
    assert request.headers["x-meshes-attempt"] == "2"
    assert [attempt["outcome_code"] for attempt in api.attempts(event, rule)] == ["delivered", "network_error"]


def test_waiting_events_are_delivered_by_the_next_start(program):
    """A receiver that hangs holds its attempts; shutdown does not wait for it, and nothing is forgotten."""
    hanging = Receiver(answer=lambda request: time.sleep(30) or 204)
    program.start()
    api = API(program)
    api.route("order.paid", api.connect("receiver", hanging.url, timeout_seconds=30))
    events = [api.emit("order.paid", {"number": number}) for number in range(30)]
    hanging.wait(1)
    code, seconds = program.terminate()
    assert code == 0, program.tail()
    assert seconds < 10

    hanging.answer = lambda request: 204
    program.start()
    done = api.wait_until_done(seconds=60)
    hanging.close()
    assert {done[event["id"]]["status"] for event in events} == {"completed"}


def test_live_streams_end_at_once(program):
    program.start()
    api = API(program)
    path = f"{program.url}/api/v1/workspaces/{api.workspace}/stream"
    with requests.get(path, auth=MachineAuth(program.credentials), stream=True, timeout=20) as stream:
        lines = stream.iter_lines(decode_unicode=True)
        assert next(lines) == "event: open"
        event = api.emit("order.paid", {"amount": 12})
        assert event["id"] in next(line for line in lines if line.startswith("data: {\"connections"))
        code, seconds = program.terminate()
        assert [line for line in lines if line] == []
    assert code == 0, program.tail()
    assert seconds < 3


@pytest.mark.parametrize("signal_after", [0.0, 0.05])
def test_an_idle_server_ends_at_once(program, signal_after):
    program.start()
    time.sleep(signal_after)
    code, seconds = program.terminate()
    assert code == 0, program.tail()
    assert seconds < 3
