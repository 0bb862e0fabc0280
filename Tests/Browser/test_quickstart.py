"""The embed guide's quickstart, typed as given, in a browser that blocks third-party storage."""

import json
import math
import subprocess
import sys
import time
import urllib.request

import pytest
from playwright.sync_api import expect

from host import blocks
from program import environment, free_port


@pytest.fixture
def quickstart(program, tmp_path):
    """The address of the guide's two files, run as they are."""
    (tmp_path / ".data").mkdir()
    (tmp_path / ".data/credentials.json").write_text(json.dumps(program.credentials))
    (tmp_path / "backend.py").write_text(blocks("python")[0])
    (tmp_path / "page.html").write_text(blocks("html")[0])
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "backend.py"], cwd=tmp_path, env=environment({"PORT": str(port), "MESHES_URL": program.url}),
        stderr=subprocess.DEVNULL)
    url = f"http://localhost:{port}"
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=2).close()
            break
        except OSError:
            time.sleep(0.02)
    yield url
    process.terminate()
    process.wait(10)


def test_the_quickstart_works_as_typed(quickstart, context, console, world):
    page = context.new_page()
    launches = []
    page.on("request", lambda request: launches.append(request.url) if "launch=" in request.url else None)

    for load in (1, 2):  # the second is a hard reload, which takes a fresh launch URL
        page.goto(quickstart) if load == 1 else page.reload()
        content = page.frame_locator("#meshes")
        expect(content.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
        expect(content.get_by_text("Newsletter").first).to_be_visible()
        assert len(set(launches)) == load

    frame = page.wait_for_selector("#meshes").content_frame()
    assert "launch" not in frame.url
    page.wait_for_function("(height) => document.getElementById('meshes').clientHeight === height", arg=max(
        480, math.ceil(frame.evaluate("document.body.getBoundingClientRect().height"))))
    assert context.cookies() == []
    assert console.complaints == []


def test_this_browser_blocks_storage_of_third_parties(quickstart, context):
    """What makes the test above mean something."""
    page = context.new_page()
    page.goto(quickstart)
    expect(page.frame_locator("#meshes").get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    frame = page.wait_for_selector("#meshes").content_frame()
    frame.evaluate("document.cookie = 'a=1; SameSite=None; Secure'")
    assert frame.evaluate("document.cookie") == ""
    assert frame.evaluate("(() => { try { localStorage.a = 1; return 'stored' } catch { return 'refused' } })()") == "refused"
