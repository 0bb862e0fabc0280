"""Encryption keys are changed under running servers: nothing fails, and in the end nothing needs the old key."""

import base64
import contextlib
import json
import os
import sqlite3
import stat
import subprocess
import time

import pytest
import requests

from api import API
from emitters import Emitters


def new_key() -> str:
    return base64.b64encode(os.urandom(32)).decode()


def report(program, **extra) -> list[dict]:
    """What doctor says of the keys."""
    shown = json.loads(program.command("doctor", "--data", str(program.data), "--json", check=False, extra=extra).stdout)
    return [check for check in shown["checks"] if check["name"] == "encryption keys"]


def is_taken(program, token: str) -> bool:
    answer = requests.get(f"{program.url}/api/v1/session", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.status_code in (200, 401), answer.text
    return answer.status_code == 200


def secrets_of(count: int, api: API, receiver) -> list[dict]:
    """Connections with a secret that the receiver sees."""
    return [
        api.connect(f"secret {number}", f"{receiver.url}/hook", auth_scheme="bearer", auth_token=f"token-{number}")
        for number in range(count)
    ]


@pytest.mark.timeout(180)
def test_a_key_is_rotated_and_dropped_under_a_running_server(program, receiver):
    program.start()
    api = API(program)
    api.route("order.paid", secrets_of(250, api, receiver)[0])
    token = api.mint()["access_token"]
    keyfile = program.data / "encryption.key"
    old = keyfile.read_text().strip()
    with Emitters(program, "order.paid", threads=3) as load:
        load.wait_for_more()
        rotated = json.loads(program.command("keys", "rotate", "--data", str(program.data), "--json").stdout)
        # Written and signed after the rotation: under the new key.
        later = api.connect("later", f"{receiver.url}/hook", auth_scheme="bearer", auth_token="later")
        new_token = api.mint()["access_token"]
        assert is_taken(program, token) and is_taken(program, new_token)
        load.wait_for_more()
        assert rotated["moved"] == 251, "the connections and the machine key"
        assert [key["secrets"] for key in rotated["keys"]] == [251, 0]
        lines = keyfile.read_text().split()
        assert len(lines) == 2 and lines[1] == old and stat.S_IMODE(keyfile.stat().st_mode) == 0o600
        (check,) = report(program)
        assert check["verdict"] == "good" and "252 secrets" in check["finding"] and "keys drop" in check["finding"]

        refused = program.command("keys", "drop", "--data", str(program.data), check=False)
        assert refused.returncode == 1 and "Sessions whose token" in refused.stderr and keyfile.read_text().split() == lines
        dropped = json.loads(program.command("keys", "drop", "--data", str(program.data), "--now", "--json").stdout)
        assert dropped["dropped"] == [rotated["keys"][1]["id"]]
        assert keyfile.read_text().split() == lines[:1]
        load.wait_for_more()
    assert not load.refused and not load.broken
    events = api.wait_until_done()
    assert load.accepted.keys() <= events.keys()
    assert {event["status"] for event in events.values()} == {"completed"}
    assert {request.headers["authorization"] for request in receiver.requests} == {"Bearer token-0"}

    program.terminate()
    with sqlite3.connect(program.data / "meshes.sqlite") as store:
        store.execute("VACUUM")
    store.close()
    for file in program.data.iterdir():
        assert rotated["keys"][1]["id"].encode() not in file.read_bytes(), file
    program.start()
    assert api.get(f"/connections/{later['id']}")
    assert is_taken(program, new_token) and not is_taken(program, token)


def test_an_interrupted_rotation_goes_on(program, receiver):
    program.start()
    api = API(program)
    secrets_of(300, api, receiver)
    rotation = subprocess.Popen(
        [program.binary, "keys", "rotate", "--data", str(program.data)], env=program.environment, stdout=subprocess.PIPE, text=True)
    assert "new key" in rotation.stdout.readline()
    rotation.kill()
    rotation.wait(10)
    lines = (program.data / "encryption.key").read_text().split()
    assert len(lines) == 2
    (check,) = report(program)
    if check["verdict"] == "warning":
        refused = program.command("keys", "drop", "--data", str(program.data), check=False)
        assert refused.returncode == 1 and "keys rotate" in refused.stderr
        program.command("keys", "rotate", "--data", str(program.data))
        assert (program.data / "encryption.key").read_text().split() == lines, "the second run finishes the first"
    program.command("keys", "drop", "--data", str(program.data))
    assert len(api.get("/connections", workspace=api.workspace, limit=200)["records"]) == 200


def test_a_server_without_the_key_of_a_secret_names_it(program):
    old = (program.data / "encryption.key").read_text().strip()
    refused = program.command(
        "serve", "--data", str(program.data), "--port", str(program.port), check=False, extra={"MESHES_ENCRYPTION_KEY": new_key()})
    assert refused.returncode == 1 and "MESHES_ENCRYPTION_KEY" in refused.stderr
    (check,) = report(program)
    used = check["finding"].split(":")[0]
    assert used in refused.stderr and old not in refused.stderr
    refused = program.command("keys", "drop", "--data", str(program.data), check=False, extra={"MESHES_ENCRYPTION_KEY": old})
    assert refused.returncode == 1 and "MESHES_ENCRYPTION_KEY" in refused.stderr


def test_a_key_that_the_running_server_cannot_know_is_refused(program, receiver):
    keyfile, new = program.data / "encryption.key", new_key()
    old = keyfile.read_text().strip()

    def refused(**extra) -> str:
        rotation = program.command("keys", "rotate", "--data", str(program.data), check=False, extra=extra)
        assert rotation.returncode == 1 and keyfile.read_text().strip() == old
        return rotation.stderr

    program.start()
    api = API(program)
    assert "without MESHES_ENCRYPTION_KEY" in refused(MESHES_ENCRYPTION_KEY=f"{new},{old}")
    program.terminate()
    # The same key, but from the settings: it would not see that the file changes.
    program.environment["MESHES_ENCRYPTION_KEY"] = old
    program.start()
    del program.environment["MESHES_ENCRYPTION_KEY"]
    assert "NEW,OLD" in refused()
    assert "NEW,OLD" in refused(MESHES_ENCRYPTION_KEY=f"{new},{old}")
    assert api.connect("still works", f"{receiver.url}/hook", auth_scheme="bearer", auth_token="x")
    program.terminate()
    program.environment["MESHES_ENCRYPTION_KEY"] = f"{new},{old}"
    program.start()
    program.command("keys", "rotate", "--data", str(program.data))
    assert len(api.get("/connections", workspace=api.workspace)["records"]) == 1
    (check,) = report(program)
    assert check["verdict"] == "good" and "2 secrets" in check["finding"] and "take it out of MESHES_ENCRYPTION_KEY" in check["finding"]


def test_damaged_secrets_are_named_and_stop_nothing_else(program, receiver):
    program.start()
    api = API(program)
    bad, good = secrets_of(2, api, receiver)
    api.route("order.paid", good)
    with contextlib.closing(sqlite3.connect(program.data / "meshes.sqlite", timeout=10)) as store:
        store.execute("UPDATE connections SET secrets = substr(secrets, 1, 20) WHERE name = 'secret 0'")
        store.commit()
    rotation = program.command("keys", "rotate", "--data", str(program.data), "--json", check=False)
    rotated = json.loads(rotation.stdout)
    assert rotation.returncode == 1 and rotated["moved"] == 2 and rotated["damaged"] == [{"kind": "connections", "id": bad["id"]}]
    refused = program.command("keys", "drop", "--data", str(program.data), check=False)
    assert refused.returncode == 1 and "Secrets that need the key" in refused.stderr
    api.call("GET", f"/connections/{bad['id']}", expect=500)
    assert {record["id"] for record in api.get("/connections", workspace=api.workspace)["records"]} == {bad["id"], good["id"]}
    api.wait_for(api.emit("order.paid", {"n": 1}), "completed")
    assert rotated["keys"][1]["id"] in program.tail(), "the log names the key"
    api.call("DELETE", f"/connections/{bad['id']}", expect=None)
    program.command("keys", "rotate", "--data", str(program.data))
    program.command("keys", "drop", "--data", str(program.data))
    assert api.get(f"/connections/{good['id']}")


def test_an_empty_key_file_is_named(program):
    (program.data / "encryption.key").write_text("")
    refused = program.command("serve", "--data", str(program.data), "--port", str(program.port), check=False)
    assert refused.returncode == 1 and "encryption.key is empty" in refused.stderr
    assert (program.data / "encryption.key").read_text() == ""


@pytest.mark.timeout(240)
def test_servers_that_share_postgresql_change_keys_one_after_another(cluster, receiver, tmp_path):
    first = cluster.add()
    api = API(first)
    api.route("order.paid", secrets_of(20, api, receiver)[0])
    old, new = (first.data / "encryption.key").read_text().strip(), new_key()
    second = cluster.add()
    token = api.mint()["access_token"]

    def restart_with(keys: str):
        for node, other in ((first, second), (second, first)):
            load.targets = [other]
            time.sleep(0.3)
            node.terminate()
            node.environment["MESHES_ENCRYPTION_KEY"] = keys
            node.start()
            load.targets = cluster.nodes

    with Emitters(first, "order.paid", threads=3, targets=list(cluster.nodes), goes_on=True) as load:
        load.wait_for_more()
        unready = first.command("keys", "rotate", "--data", str(first.data))
        assert "put it first everywhere" in unready.stdout
        early = first.command("keys", "rotate", "--data", str(first.data), check=False, extra={"MESHES_ENCRYPTION_KEY": f"{new},{old}"})
        assert early.returncode == 1 and "encryption.key" in early.stderr

        def refused(reason: str):
            """From a machine without a server, which knows the new key first."""
            rotation = first.command(
                "keys", "rotate", "--data", str(tmp_path), check=False, extra={"MESHES_ENCRYPTION_KEY": f"{new},{old}"})
            assert rotation.returncode == 1 and rotation.stderr.count(reason) == 2, rotation.stderr

        refused("does not know the key")
        restart_with(f"{old},{new}")
        refused("still encrypts with")
        restart_with(f"{new},{old}")
        later = API(second).connect("later", f"{receiver.url}/hook", auth_scheme="bearer", auth_token="later")
        assert API(first).get(f"/connections/{later['id']}")
        rotated = json.loads(first.command("keys", "rotate", "--data", str(first.data), "--json").stdout)
        assert "made" not in rotated and rotated["moved"] == 21 and [key["secrets"] for key in rotated["keys"]] == [22, 0]
        assert is_taken(first, token) and is_taken(second, token)
        restart_with(new)
        load.wait_for_more()
    assert not load.refused and not load.broken
    events = api.wait_until_done()
    assert load.accepted.keys() <= events.keys() and {event["status"] for event in events.values()} == {"completed"}
    (check,) = report(first)
    assert check["verdict"] == "good" and "22 secrets" in check["finding"] and old not in check["finding"]
