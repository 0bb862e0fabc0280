"""The demo's product page, as a visitor sees it who has just started it."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from program import environment, free_port


@pytest.fixture
def demo(binary, request):
    """Address of the demo's page; a test may say how the demo is started."""
    options = getattr(request, "param", [])
    process = subprocess.Popen(
        [binary, "demo", "--port", str(free_port()), "--seconds", "150", *options], env=environment(),
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


@pytest.mark.timeout(180)
@pytest.mark.parametrize("demo", [["--destinations", "--rate", "8"]], indirect=True)
def test_a_visitor_sees_deliveries_to_every_destination(demo, context, console):
    page = context.new_page()
    page.goto(demo)
    content = page.frame_locator("#embed iframe")
    expect(content.get_by_role("heading", name="Dashboard", level=1)).to_be_visible()
    card = content.locator("section", has=content.get_by_role("heading", name="Deliveries by destination"))
    for name in (
        "Webhook", "HubSpot", "Slack", "Mailchimp", "Salesforce", "Pipedrive", "Intercom", "Discord", "Zoom", "AWeber", "ActiveCampaign",
        "Customer.io", "MailerLite", "Resend", "SendGrid",
    ):
        expect(card.get_by_role("listitem").filter(has_text=name)).to_be_visible(timeout=60_000)
    assert console.complaints == []
