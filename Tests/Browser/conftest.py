import os
import pathlib

import pytest
import requests
from playwright.sync_api import sync_playwright

from console import Console
from program import Program

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


@pytest.fixture(scope="session")
def program(binary, tmp_path_factory):
    """One running server for all tests of a worker."""
    program = Program(binary, tmp_path_factory.mktemp("meshes"))
    program.setup()
    program.start()
    yield program
    program.close()


@pytest.fixture(scope="session")
def host_script() -> str:
    return open("/tmp/embed.js").read()
    answer = requests.get(f"{program.url}/embed.js", timeout=10)
    assert answer.status_code == 200
    return answer.text


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(locale="en-GB", timezone_id="Europe/Berlin", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def console(context) -> Console:
    return Console(context)
