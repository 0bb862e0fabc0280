"""The README's quickstart, pasted line by line into a shell."""

import os
import pathlib
import re
import signal
import subprocess

import pytest

from program import environment, free_port


def blocks(document: pathlib.Path, heading: str) -> list[str]:
    """The shell blocks of one section."""
    section = re.split(r"^## ", document.read_text(), flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(heading)]
    return re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.timeout(120)
def test_quickstart(binary, root, tmp_path):
    lines = "\n".join(blocks(root / "README.md", "Quickstart"))
    # Other ports, since these may be taken, and the binary under test instead of the release build.
    ports = {"8080": str(free_port()), "9000": str(free_port())}
    for written, taken in ports.items():
        assert written in lines
        lines = lines.replace(written, taken)
    (tmp_path / "examples").symlink_to(root / "examples")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "meshes").symlink_to(binary)
    assert "make build\n" in lines
    lines = lines.replace("make build\n", "").replace(".build/release", "bin")

    clean = {name: value for name, value in environment().items() if not name.startswith("MESHES_")}
    clean["MESHES_PORT"] = ports["8080"]
    shell = subprocess.Popen(
        ["bash"], cwd=tmp_path, env=clean, text=True, start_new_session=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    try:
        # The last line stops what runs in the background, so the shell ends by itself.
        output, _ = shell.communicate(lines + "\n", timeout=90)
    finally:
        try:
            os.killpg(shell.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    assert shell.returncode == 0, output
    assert '"payload":{"email":"zoe@example.com","plan":"pro"}' in output, output  # what the receiver printed
    assert "completed" in output, output
    assert "delivered" in output, output
    assert not re.search(r"command not found|Traceback|error|No such file", output), output
