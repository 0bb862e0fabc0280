"""The demo's product page, as a visitor sees it who has just started it."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from program import environment, free_port


@pytest.fixture
def demo(binary):
    """Address of the demo's page."""
    process = subprocess.Popen(
        [binary, "demo", "--port", str(free_port()), "--seconds", "90"], env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    for line in process.stdout:
        if found := re.search(r"http://localhost:\d+", line):
            yield found[0]
            break
    else:
        raise AssertionError("the demo told no address")
    process.terminate()
    process.wait(15)


def test_a_visitor_switches_between_customers_roles_and_themes(demo, context, console):
    page = context.new_page()
    page.goto(demo)
    content = page.frame_locator("#embed iframe")
    expect(content.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    expect(content.get_by_text("Acme Rockets").first).to_be_visible()
    expect(page.get_by_text("meshes:ready").first).to_be_visible()
    page.get_by_label("Customer").select_option("Globex Bakery")
    expect(content.get_by_text("Globex Bakery").first).to_be_visible()
    page.get_by_label("Theme").select_option("dark")
    expect(content.locator("html[data-theme=dark]")).to_have_count(1)
    page.get_by_label("Signed in as").select_option("member")
    expect(content.get_by_text("View only")).to_be_visible()
    assert console.complaints == []
