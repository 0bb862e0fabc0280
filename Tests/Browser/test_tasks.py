"""What a customer does on the pages, from the first click to what comes of it."""

import json
import re

import pytest
from playwright.sync_api import expect

from places import open_page
from receiver import Receiver


@pytest.fixture
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.close()


def test_a_test_event_keeps_every_digit_that_was_typed(embed, world, api, receiver):
    api.route("task.digits", api.connect("Digits", f"{receiver.url}/digits"))
    open_page(embed, "rules")
    embed.content.get_by_role("button", name="Actions for task.digits to Digits").click()
    embed.content.get_by_role("menuitem", name="Send test event").click()
    dialog = embed.content.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Payload").fill('{"number": 12345678901234567890, "price": 1.10}')
    dialog.get_by_role("button", name="Send event").click()
    expect(dialog.get_by_text("Completed")).to_be_visible()
    (sent,) = receiver.wait(1)
    assert b'"number":12345678901234567890' in sent.body.replace(b" ", b"")
    dialog.get_by_role("link", name="Open the event").click()
    expect(embed.content.get_by_text("12345678901234567890").first).to_be_visible()
    assert embed.console.complaints == []


def test_a_dialog_whose_content_comes_late_stays_in_sight(embed, world, api, receiver):
    """Its payload arrives after it was shown, and the page behind it is low, so the frame is too."""
    api.route("task.late", api.connect("Late", f"{receiver.url}/late"))
    open_page(embed, "rules")
    embed.content.get_by_role("searchbox", name="Search rules").fill("task.late")
    held = []
    embed.page.route(re.compile(r"/events\?.*limit=1\b"), lambda route: held.append(route))
    embed.content.get_by_role("button", name="Actions for task.late to Late").click()
    embed.content.get_by_role("menuitem", name="Send test event").click()
    dialog = embed.content.get_by_role("dialog")
    expect(dialog.get_by_label("Loading a payload")).to_be_visible()
    held[0].continue_()
    expect(dialog.get_by_role("textbox", name="Payload")).to_have_value(re.compile("{"))
    expect(dialog.get_by_role("button", name="Send event")).to_be_in_viewport(ratio=1)
    dialog.get_by_role("button", name="Send event").click()
    expect(dialog.get_by_text("Completed")).to_be_visible()


def test_the_preview_keeps_every_digit_that_was_typed(embed, world, api, receiver):
    api.route("task.preview", api.connect("Preview", f"{receiver.url}/preview"))
    open_page(embed, "rules")
    embed.content.get_by_role("button", name="Actions for task.preview to Preview").click()
    embed.content.get_by_role("menuitem", name="Edit").click()
    embed.content.get_by_label("Sample payload").fill('{"number": 12345678901234567890}')
    expect(embed.content.get_by_label("Body")).to_contain_text("12345678901234567890")


def test_a_signing_secret_is_changed_over(embed, world, api, receiver):
    connection = api.connect("Signed", f"{receiver.url}/signed", standard_webhooks=True)
    first = connection["metadata"]["standard_webhooks_secret"]
    api.route("task.signed", connection)
    open_page(embed, "connections")
    embed.content.get_by_role("button", name="Actions for Signed").click()
    embed.content.get_by_role("menuitem", name="New signing secret").click()
    embed.content.get_by_role("dialog").get_by_role("button", name="New signing secret").click()
    expect(embed.content.get_by_role("heading", name="Save this secret now")).to_be_visible()
    secret = embed.content.get_by_role("dialog").locator("code").inner_text()
    assert secret.startswith("whsec_") and secret != first
    embed.content.get_by_role("button", name="I have saved it").click()
    api.wait_for(api.emit("task.signed", {"a": 1}), "completed")
    (sent,) = receiver.wait(1)
    assert len(sent.headers["webhook-signature"].split()) == 2  # both secrets sign
    assert embed.console.complaints == []


def test_a_webhook_is_connected_tried_seen_failing_and_retried(embed, world, api, receiver):
    """The whole way, with clicks and keys alone."""
    open_page(embed, "connections")
    content, dialog = embed.content, embed.content.get_by_role("dialog")
    content.get_by_role("button", name="New connection").click()
    dialog.get_by_role("button", name="Webhook").click()
    dialog.get_by_label("Name", exact=True).fill("Shop backend")
    dialog.get_by_label("Webhook URL").fill(f"{receiver.url}/shop")
    dialog.get_by_role("button", name="Create connection").click()
    expect(dialog).to_have_count(0)
    assert receiver.wait(1)[0].json["event"] == "meshes.test"
    embed.go("Rules")
    content.get_by_role("button", name="New rule").click()
    content.get_by_role("combobox", name="Event type").fill("task.order")
    content.get_by_role("combobox", name="Connection").click()
    content.get_by_role("option", name="Shop backend").click()
    content.get_by_role("button", name="Create rule").click()
    receiver.answer = lambda request: (422, b'{"error":"unknown product"}')
    content.get_by_role("button", name="Actions for task.order to Shop backend").click()
    content.get_by_role("menuitem", name="Send test event").click()
    dialog.get_by_role("button", name="Send event").click()
    expect(dialog.get_by_text("Failed")).to_be_visible()
    dialog.get_by_role("link", name="Open the event").click()
    content.get_by_role("button", name="Request and response").click()
    expect(content.get_by_text("unknown product").first).to_be_visible()
    receiver.answer = lambda request: 204
    content.get_by_role("button", name="Retry", exact=True).click()
    expect(content.get_by_role("article").get_by_text("Completed")).to_be_visible()
    assert json.loads(receiver.requests[-1].body)["event"] == "task.order"
    assert embed.console.complaints == []


def test_attempts_are_told_with_their_limit(embed, world):
    open_page(embed, "events")
    embed.content.get_by_role("link", name="invoice.paid").first.click()
    expect(embed.content.get_by_role("button", name="of 10 attempts")).to_be_visible()
