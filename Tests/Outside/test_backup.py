"""A copy of the store that is taken while the server works, and the server that comes up on it."""

import json
import os
import shutil
import stat
import time

from api import API
from emitters import Emitters
from program import Program


def test_a_backup_taken_under_load_holds_what_was_accepted_before_it(binary, program, receiver, tmp_path):
    program.start()
    api = API(program)
    api.route("order.paid", api.connect("receiver", f"{receiver.url}/hook"))
    target = tmp_path / "copy.sqlite"
    with Emitters(program, "order.paid") as emitters:
        time.sleep(1)
        before = dict(emitters.accepted)
        printed = program.command("backup", "--data", str(program.data), "--to", str(target), "--json").stdout
        time.sleep(0.3)
    assert len(emitters.accepted) > len(before) > 0, "the server went on meanwhile"
    assert json.loads(printed) == {"file": str(target), "bytes": target.stat().st_size}
    assert stat.S_IMODE(os.stat(target).st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("copy")] == ["copy.sqlite"]
    program.terminate()

    # As the help says: the file and the key into an empty directory.
    restored = Program(binary, tmp_path / "restored")
    restored.data.mkdir(parents=True)
    shutil.copy(target, restored.data / "meshes.sqlite")
    shutil.copy(program.data / "encryption.key", restored.data / "encryption.key")
    restored.credentials = program.credentials
    try:
        restored.start()
        events = API(restored).wait_until_done(seconds=60)
        assert before.keys() <= events.keys()
        assert {event["status"] for event in events.values()} == {"completed"}
    finally:
        restored.close()


def test_a_backup_never_takes_the_place_of_a_file(program, tmp_path):
    target = tmp_path / "copy.sqlite"
    target.write_text("mine")
    refused = program.command("backup", "--data", str(program.data), "--to", str(target), check=False)
    assert refused.returncode == 1 and "exists already" in refused.stderr
    assert target.read_text() == "mine"
    nowhere = program.command("backup", "--data", str(program.data), "--to", str(tmp_path / "no" / "copy"), check=False)
    assert nowhere.returncode == 1 and "cannot be written" in nowhere.stderr
    empty = program.command("backup", "--data", str(tmp_path / "empty"), "--to", str(tmp_path / "third"), check=False)
    assert empty.returncode == 1 and "There is no store" in empty.stderr
    assert not (tmp_path / "third").exists()


def test_a_backup_of_postgresql_says_what_to_do(program, tmp_path):
    extra = {"MESHES_DATABASE_URL": "postgresql://meshes:secret@localhost/meshes"}
    refused = program.command("backup", "--data", str(program.data), "--to", str(tmp_path / "copy"), extra=extra, check=False)
    assert refused.returncode == 1 and "pg_dump" in refused.stderr and "secret" not in refused.stderr
