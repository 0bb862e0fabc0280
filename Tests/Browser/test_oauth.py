"""Connecting a tool that asks its users to sign in there: through the real window, and what happens when that goes wrong."""

import itertools

import pytest
from playwright.sync_api import expect

from slack import Message


numbers = itertools.count()


@pytest.fixture
def workspace(api):
    """One of its own for each test."""
    return api.call("POST", "/workspaces", 201, json={"name": f"Sign-in {next(numbers)}"}).json()["workspace"]["id"]


def open_form(embed, workspace, name: str) -> None:
    embed.open(workspace_id=workspace, launch_path="/workspace/connections").shows("Connections")
    embed.content.get_by_role("button", name="New connection").click()
    dialog(embed).get_by_role("button", name="Slack").click()
    dialog(embed).get_by_label("Name").fill(name)


def dialog(embed):
    return embed.content.get_by_role("dialog")


def sign_in(embed, button: str = "Connect to Slack"):
    """The window that opens."""
    with embed.page.expect_popup() as opened:
        dialog(embed).get_by_role("button", name=button).click()
    window = opened.value
    expect(window.get_by_role("heading", name="Meshes wants to post to your channels")).to_be_visible()
    return window


def consent(window) -> None:
    with window.expect_event("close"):
        window.get_by_role("link", name="Allow").click()


def row(embed, name: str):
    return embed.content.get_by_role("row").filter(has_text=name)


def connections(api, workspace) -> list[dict]:
    return api.get(f"/workspaces/{workspace}/connections")["records"]


def test_a_granted_sign_in_makes_a_connection(embed, workspace, api):
    open_form(embed, workspace, "Sales team")
    window = sign_in(embed)
    expect(dialog(embed).get_by_text("Waiting for Slack.")).to_be_visible()
    assert embed.host.minted[0]["access_token"] not in window.url
    consent(window)
    expect(dialog(embed)).to_have_count(0)
    expect(row(embed, "Sales team")).to_contain_text("Active")
    assert [(made["name"], made["type"], made["active"]) for made in connections(api, workspace)] == [("Sales team", "slack", True)]
    assert embed.console.complaints == []


def test_a_rule_posts_to_a_channel_of_the_connection(embed, workspace, api, slack):
    open_form(embed, workspace, "Sales team")
    consent(sign_in(embed))
    expect(row(embed, "Sales team")).to_be_visible()
    embed.go("Rules")
    embed.content.get_by_role("button", name="New rule").click()
    content = embed.content
    content.get_by_role("combobox", name="Event type").fill("user.signup")
    content.get_by_role("combobox", name="Connection").click()
    content.get_by_role("option", name="Sales team").click()
    content.get_by_role("combobox", name="Channel").click()
    content.get_by_role("option", name="sales").click()
    content.get_by_role("textbox", name="Message").fill("New signup: {{name}}")
    content.get_by_role("button", name="Create rule").click()
    expect(content.get_by_role("row").filter(has_text="user.signup")).to_be_visible()
    event = api.emit("user.signup", {"name": "Zoë"}, workspace=workspace)
    api.wait_for(event, "completed")
    assert slack.messages[-1] == Message("C_SALES", "New signup: Zoë")
    assert embed.console.complaints == []


def test_a_denied_sign_in_says_so_and_may_be_tried_again(embed, workspace, api):
    open_form(embed, workspace, "Sales team")
    window = sign_in(embed)
    with window.expect_event("close"):
        window.get_by_role("link", name="Cancel").click()
    expect(dialog(embed).get_by_role("alert")).to_contain_text("You did not allow the connection")
    assert connections(api, workspace) == []
    consent(sign_in(embed, "Try again"))
    expect(row(embed, "Sales team")).to_contain_text("Active")


def test_a_window_that_is_closed_is_noticed(embed, workspace, api):
    open_form(embed, workspace, "Sales team")
    sign_in(embed).close()
    expect(dialog(embed).get_by_text("The window was closed before Slack was connected.")).to_be_visible()
    consent(sign_in(embed, "Try again"))
    expect(row(embed, "Sales team")).to_contain_text("Active")
    assert len(connections(api, workspace)) == 1


def test_a_dialog_that_is_closed_takes_the_window_with_it(embed, workspace, api):
    open_form(embed, workspace, "Sales team")
    window = sign_in(embed)
    with window.expect_event("close"):
        dialog(embed).get_by_role("button", name="Cancel").click()
    assert connections(api, workspace) == []


def test_a_blocked_window_leaves_a_link_that_does_the_same(embed, workspace, context):
    context.add_init_script("window.open = () => null")
    open_form(embed, workspace, "Sales team")
    dialog(embed).get_by_role("button", name="Connect to Slack").click()
    expect(dialog(embed).get_by_text("Your browser blocked the new window.")).to_be_visible()
    with embed.page.expect_popup() as opened:
        dialog(embed).get_by_role("link", name="Open Slack in a new tab").click()
    consent(opened.value)
    expect(row(embed, "Sales team")).to_contain_text("Active")


def test_a_sandbox_without_popups_says_what_the_host_must_allow(embed, workspace):
    embed.host.pages["/"] = embed.host.pages["/"].replace("<iframe ", '<iframe sandbox="allow-scripts allow-same-origin allow-forms" ')
    open_form(embed, workspace, "Sales team")
    dialog(embed).get_by_role("button", name="Connect to Slack").click()
    expect(dialog(embed).get_by_text("allow-popups-to-escape-sandbox")).to_be_visible()


def test_an_inactivated_connection_is_signed_in_again_and_goes_on(embed, workspace, api, slack):
    open_form(embed, workspace, "Sales team")
    consent(sign_in(embed))
    expect(row(embed, "Sales team")).to_contain_text("Active")
    (connection,) = connections(api, workspace)
    api.route("user.signup", connection, action="send_message", id="C_SALES", template="Waited: {{name}}")
    slack.revoke()
    event = api.emit("user.signup", {"name": "Zoë"}, workspace=workspace)
    expect(row(embed, "Sales team")).to_contain_text("Needs attention")
    embed.content.get_by_role("link", name="Sales team").click()
    expect(dialog(embed)).to_contain_text("Sign in to Slack again")
    consent(sign_in(embed))
    expect(row(embed, "Sales team")).to_contain_text("Active")
    assert [again["id"] for again in connections(api, workspace)] == [connection["id"]]
    api.wait_for(event, "completed")
    assert slack.messages[-1] == Message("C_SALES", "Waited: Zoë")


def test_what_the_operator_has_not_set_up_is_not_offered(embed, workspace):
    embed.open(workspace_id=workspace, launch_path="/workspace/connections").shows("Connections")
    embed.content.get_by_role("button", name="New connection").click()
    expect(dialog(embed).get_by_role("button", name="Slack")).to_be_visible()
    expect(dialog(embed).get_by_role("button", name="Webhook")).to_be_visible()
    expect(dialog(embed).get_by_role("button", name="HubSpot")).to_have_count(0)
