import os
import pathlib

import pytest
import requests
from playwright.sync_api import expect, sync_playwright

from api import API
from console import Console
from embed import Embed
from host import Host
from mailerlite import MailerLite
from program import Program
from receiver import Receiver
from slack import Slack
from world import World, build

ROOT = pathlib.Path(__file__).resolve().parents[2]

#: Long enough for a busy machine; what is there is not waited for.
expect.set_options(timeout=15_000)


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
def slack():
    """What the server takes for Slack."""
    slack = Slack()
    yield slack
    slack.close()


@pytest.fixture(scope="session")
def mailerlite():
    """What the server takes for MailerLite."""
    mailerlite = MailerLite()
    yield mailerlite
    mailerlite.close()


@pytest.fixture(scope="session")
def program(binary, slack, mailerlite, tmp_path_factory):
    """One running server for all tests of a worker."""
    program = Program(binary, tmp_path_factory.mktemp("meshes"), slack.settings | mailerlite.settings)
    program.setup()
    program.start()
    yield program
    program.close()


@pytest.fixture(scope="session")
def host_script(program) -> str:
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
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def console(context) -> Console:
    return Console(context)


@pytest.fixture(scope="session")
def api(program) -> API:
    return API(program)


@pytest.fixture(scope="session")
def world(api) -> World:
    """Made once for all tests of a worker; a test that changes something makes its own."""
    receiver = Receiver()
    yield build(api, receiver)
    receiver.close()


@pytest.fixture
def host(api) -> Host:
    host = Host(api)
    yield host
    host.close()


@pytest.fixture
def embed(context, host, console) -> Embed:
    """The guide's page in a browser, not opened yet."""
    return Embed(context.new_page(), host, console)
