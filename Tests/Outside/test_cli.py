"""The commands, as scripts use them."""

import contextlib
import json
import os
import re
import signal
import sqlite3
import stat
import subprocess
import time

import pytest
import requests

from program import environment, free_port

ZEROS = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def meshes(program, api):
    """A client command against the running server, with what `setup` printed in the environment."""
    names = {
        "organization_id": "MESHES_ORGANIZATION_ID", "access_key": "MESHES_ACCESS_KEY", "secret_key": "MESHES_SECRET_KEY",
        "workspace_id": "MESHES_WORKSPACE_ID", "publishable_key": "MESHES_PUBLISHABLE_KEY",
    }
    extra = {name: program.credentials[member] for member, name in names.items()} | {"MESHES_URL": program.url}
    return lambda *arguments, **options: program.command(*arguments, extra=extra, **options)


def test_setup_prints_credentials_and_nothing_else(program):
    wanted = {"organization_id", "access_key", "secret_key", "workspace_id", "publishable_key"}
    assert wanted <= program.credentials.keys()
    again = program.command("setup", "--data", str(program.data), "--json", check=False)
    assert again.returncode != 0
    assert again.stdout == ""
    assert "set up already" in again.stderr


@pytest.mark.parametrize("option, value, problem", [
    ("--workspace", "a/b", "may hold only letters"), ("--workspace", "ab", "must have 3 to 50 characters"), ("--name", "", "must not be empty"),
])
def test_setup_refuses_a_bad_name_and_makes_nothing(program, tmp_path, option, value, problem):
    folder = tmp_path / "refused"
    refused = program.command("setup", "--data", str(folder), option, value, check=False)
    assert refused.returncode == 64 and refused.stdout == ""
    assert f"{option} {problem}" in refused.stderr
    assert not folder.exists()


def test_secrets_on_disk_are_for_the_owner_only(binary, program, tmp_path):
    folder = tmp_path / "saved"
    program.command("setup", "--data", str(folder), "--save")
    for name in ("credentials.json", "encryption.key"):
        assert stat.S_IMODE(os.stat(folder / name).st_mode) == 0o600, name
    secret = json.loads((folder / "credentials.json").read_text())["secret_key"].encode()
    assert not any(secret in path.read_bytes() for path in folder.iterdir() if path.name.startswith("meshes"))


def test_a_printed_token_works(meshes, api):
    token = meshes("token").stdout.strip()
    answer = api.call("GET", "/workspaces", auth=lambda request: request, headers={"Authorization": f"Bearer {token}"})
    assert answer.json()["count"] == 1


def test_a_minted_session_works_and_its_launch_url_is_on_this_server(program, meshes, api):
    session = json.loads(meshes("session", "--role", "admin", "--page", "rules", "--user", "u_7", "--json").stdout)
    answer = api.call("GET", "/session", auth=lambda request: request, headers={"Authorization": f"Bearer {session['access_token']}"})
    assert answer.json()["role"] == "admin" and answer.json()["external_user_id"] == "u_7"
    url = meshes("session", "--resource", "project", "--resource-id", "p1", "--origin", "https://app.example.com").stdout.strip()
    assert re.fullmatch(re.escape(program.url) + r"/workspace/dashboard\?launch=[\w-]{43}", url)
    refused = meshes("session", "--resource", "project", check=False)
    assert refused.returncode != 0 and "resource_id" in refused.stderr and refused.stdout == ""


def test_emit_events_retry_and_cancel(meshes, api, receiver):
    receiver.answer = lambda request: 500
    rule = api.route("order.paid", api.connect("receiver", receiver.url))
    event = json.loads(meshes("emit", "order.paid", '{"total": 99}', "--resource", "order", "--resource-id", "7", "--json").stdout)
    api.wait_for(event, "retrying")

    listed = json.loads(meshes("events", "--status", "retrying", "--json").stdout)["records"]
    assert [found["id"] for found in listed] == [event["id"]]
    shown = meshes("events", event["id"]).stdout
    assert rule["id"] in shown and "rejected_server_error" in shown

    receiver.answer = lambda request: 204
    meshes("retry", event["id"], rule["id"])
    done = api.wait_for(event, "completed")
    assert done["resource"] == "order" and done["resource_id"] == "7"
    refused = meshes("retry", event["id"], rule["id"], check=False)
    assert refused.returncode != 0 and "409" in refused.stderr

    receiver.answer = lambda request: 500
    second = json.loads(meshes("emit", "order.paid", '{"total": 1}', "--json").stdout)
    api.wait_for(second, "retrying")
    meshes("cancel", second["id"])
    assert api.wait_for(second, "canceled")["canceled_count"] == 1


def test_emit_reads_standard_input(program, api, meshes):
    done = subprocess.run(
        [program.binary, "emit", "order.paid", "--url", program.url, "--publishable-key", program.credentials["publishable_key"], "--json"],
        input=b'{"total": 1.10}', env=program.environment, capture_output=True, timeout=30,
    )
    assert done.returncode == 0, done.stderr
    event = json.loads(done.stdout)["id"]
    assert '{"total": 1.10}' in api.call("GET", f"/events/{event}/payload").text


def test_tail_shows_deliveries(program, api, meshes, receiver):
    api.route("order.paid", api.connect("receiver", receiver.url))
    event = api.emit("order.paid", {"total": 1})
    api.wait_for(event, "completed")
    lines = meshes("tail", "--seconds", "1", "--json").stdout.splitlines()
    assert any(json.loads(line)["event_id"] == event["id"] for line in lines)


@pytest.mark.parametrize(
    "arguments",
    [
        ["events", "not-an-id"], ["events", ZEROS], ["emit", "x", "[]"], ["emit", "x", "{"], ["retry", ZEROS, ZEROS],
        ["cancel", ZEROS], ["nonsense"], ["serve", "--port", "eighty"],
    ],
    ids=" ".join,
)
def test_mistakes_end_with_a_message_and_a_code(meshes, arguments):
    done = meshes(*arguments, check=False)
    assert done.returncode not in (0, -signal.SIGILL, -signal.SIGSEGV, -signal.SIGTRAP)
    assert done.stderr.strip()
    assert "Fatal error" not in done.stderr
    assert done.stdout == ""


def test_doctor_and_its_exit_codes(program, tmp_path):
    good = program.command("doctor", "--data", str(program.data), "--port", str(program.port), "--json")
    report = json.loads(good.stdout)
    assert report["checks"] and report["settings"]
    bad = program.command(
        "doctor", "--data", str(program.data), "--json", check=False, extra={"MESHES_LIMITS_EVENTS_PER_SECOND": "many"}
    )
    assert bad.returncode == 1
    assert "MESHES_LIMITS_EVENTS_PER_SECOND" in bad.stdout


def test_doctor_leaves_an_older_store_as_it_is(program):
    def steps(store) -> int:
        return store.execute("SELECT COUNT(*) FROM schema_steps").fetchone()[0]

    with contextlib.closing(sqlite3.connect(program.data / "meshes.sqlite")) as store:
        store.execute("DELETE FROM schema_steps WHERE number = (SELECT MAX(number) FROM schema_steps)")
        store.commit()
        before = steps(store)
        report = json.loads(program.command("doctor", "--data", str(program.data), "--port", str(program.port), "--json").stdout)
        (schema,) = [check for check in report["checks"] if check["name"] == "schema"]
        assert schema["verdict"] == "warning" and "serve or migrate will bring it up to date" in schema["finding"]
        assert steps(store) == before


def test_doctor_masks_secrets(program):
    key = "ab" * 32
    shown = program.command("doctor", "--data", str(program.data), check=False, extra={"MESHES_ENCRYPTION_KEY": key})
    assert key not in shown.stdout + shown.stderr


def test_the_settings_document_is_the_programs_own_table(program, root):
    table = program.command("doctor", "--settings").stdout.strip()
    assert table in (root / "docs/settings.md").read_text(), "run: meshes doctor --settings, and put it into docs/settings.md"


def test_the_settings_file_of_the_document_is_read(program, root):
    (example,) = re.findall(r"^```yaml\n(.*?)^```", (root / "docs/settings.md").read_text(), flags=re.MULTILINE | re.DOTALL)
    (program.data / "meshes.yaml").write_text(example)
    clean = {name: "" for name in program.environment if name.startswith("MESHES_")}
    report = json.loads(program.command("doctor", "--data", str(program.data), "--json", extra=clean).stdout)
    values = {line["name"]: line["value"] for line in report["settings"] if "meshes.yaml" in line["source"]}
    assert values == {
        "MESHES_PORT": "9090", "MESHES_LIMITS_EVENTS_PER_SECOND": "5000",
        "MESHES_WEBHOOKS_ALLOW_HTTP": "allowListed", "MESHES_WEBHOOKS_ALLOWED_CIDRS": "10.1.0.0/16,10.2.0.0/16",
    }


def test_migrate_is_harmless_to_repeat(program):
    for _ in range(2):
        program.command("migrate", "--data", str(program.data))


def test_two_servers_never_share_a_directory(program, api):
    second = program.command("serve", "--data", str(program.data), "--port", "0", check=False)
    assert second.returncode != 0
    assert str(program.data) in second.stderr


@pytest.mark.parametrize("command", ["serve", "setup", "demo", "emit", "events", "retry", "cancel", "tail", "token", "doctor", "migrate", "keys"])
def test_help_has_examples(program, command):
    assert f"meshes {command}" in program.command(command, "--help").stdout


@pytest.mark.timeout(60)
def test_demo_shows_deliveries_and_leaves_nothing_behind(binary, tmp_path):
    before = set(tmp_path.iterdir())
    done = subprocess.run(
        [binary, "demo", "--seconds", "8"], cwd=tmp_path, env=environment() | {"TMPDIR": str(tmp_path)},
        capture_output=True, text=True, timeout=50,
    )
    assert done.returncode == 0, done.stderr
    assert "completed" in done.stdout or "delivered" in done.stdout
    assert "retrying" in done.stdout
    assert set(tmp_path.iterdir()) == before


DESTINATIONS = {
    "webhook", "hubspot", "slack", "mailchimp", "salesforce", "pipedrive", "intercom", "discord", "zoom", "aweber", "activecampaign",
    "customer_io", "mailerlite", "resend", "sendgrid",
}


@pytest.mark.timeout(200)
def test_demo_with_destinations_reaches_every_provider_and_shows_no_secret(binary, tmp_path):
    """Goes on until it has, however long that takes on a busy machine."""
    port = free_port()
    with subprocess.Popen(
        [binary, "demo", "--destinations", "--json", "--port", str(port), "--seconds", "150", "--rate", "8"], cwd=tmp_path,
        env=environment() | {"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as demo:
        lines, delivered, calls = [], set(), ""
        for line in demo.stdout:
            lines.append(json.loads(line))
            if lines[-1]["status"] == "completed":
                delivered.add(lines[-1]["integration_type"])
            if not calls and len(lines) >= 150 and delivered == DESTINATIONS and any(line["status"] == "retrying" for line in lines):
                calls = requests.get(f"http://localhost:{port + 1}/calls", timeout=5).text
                demo.send_signal(signal.SIGINT)
        assert demo.wait(15) == 0, demo.stderr.read()
    assert delivered == DESTINATIONS
    assert any(line["status"] == "retrying" for line in lines)
    assert not [line for line in lines if line["status"] == "failed"]
    assert "HubSpot" in calls and "POST " in calls and "@example.com" in calls
    assert not re.search(r"xox[be]-\d|hub-(access|refresh)-\d|re_0123456789|-secret-0123|SG\.0123", calls)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.timeout(60)
def test_demo_ends_cleanly_on_interrupt(binary, tmp_path):
    demo = subprocess.Popen(
        [binary, "demo"], cwd=tmp_path, env=environment() | {"TMPDIR": str(tmp_path)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )
    time.sleep(3)
    demo.send_signal(signal.SIGINT)
    output, errors = demo.communicate(timeout=15)
    assert demo.returncode == 0, errors
    assert output
    assert list(tmp_path.iterdir()) == []



def test_a_reader_that_went_away_is_no_crash(program):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [program.binary, "doctor", "--data", program.data], env=program.environment, stdout=writing, stderr=subprocess.PIPE, timeout=30,
    )
    os.close(writing)
    assert done.returncode in (0, -signal.SIGTERM)
    assert done.stderr == b""
