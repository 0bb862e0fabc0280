"""A session from its first token to its end, in the browser."""

from playwright.sync_api import expect

MINUTE = 60_000


def test_the_token_is_refreshed_before_it_runs_out_and_the_page_stays(embed, world):
    embed.page.clock.install()
    embed.open().shows("Dashboard")
    embed.frame.evaluate("window.isTheSamePage = true")
    embed.page.clock.fast_forward(26 * MINUTE)
    assert embed.heard("token-refresh") == []
    embed.page.clock.fast_forward(2 * MINUTE)
    asked = embed.wait_to_hear("token-refresh")
    assert asked["reason"] == "scheduled"
    assert asked["session_id"] == embed.host.minted[0]["session_id"]
    embed.page.wait_for_timeout(300)
    assert len(embed.host.refreshed) == 1
    embed.go("Events")
    embed.shows("Events")
    assert embed.frame.evaluate("window.isTheSamePage")
    assert embed.console.complaints == []


def test_a_revoked_session_says_so_and_tells_the_host(embed, world, api):
    embed.open().shows("Dashboard")
    api.call("DELETE", f"/sessions/{embed.host.minted[0]['session_id']}")
    embed.go("Events")
    assert embed.wait_to_hear("token-expired")["reason"] == "revoked"
    expect(embed.content.get_by_role("alert")).to_be_visible()
    assert embed.host.refreshed == []


def test_a_host_that_does_not_answer_ends_with_a_way_to_reconnect(embed, world):
    embed.page.clock.install()
    embed.host.refusal = 503, {}
    embed.open().shows("Dashboard")
    embed.page.clock.fast_forward(28 * MINUTE)
    embed.wait_to_hear("token-refresh")
    embed.page.clock.fast_forward(10 * MINUTE)
    embed.wait_to_hear("token-expired")
    embed.host.refusal = None
    embed.content.get_by_role("button", name="Reconnect").click()
    embed.shows("Dashboard")
    assert len(embed.host.refreshed) == 1


def test_a_launch_url_works_once(embed, world):
    embed.open().shows("Dashboard")
    used = embed.host.minted[0]["launch_url"]
    embed.frame.evaluate("(url) => location.replace(url)", used)
    expect(embed.content.get_by_role("heading", name="Invalid or expired embed launch token")).to_be_visible()
    assert embed.wait_to_hear("token-expired")["reason"] == "launch_invalid"


def test_moves_inside_the_frame_are_told_and_keep_the_document(embed, world):
    embed.open(launch_path="/workspace/events").shows("Events")
    embed.frame.evaluate("window.isTheSamePage = true")
    embed.go("Dashboard")
    embed.shows("Dashboard")
    said = embed.wait_to_hear("navigate")
    assert (said["page"], said["path"].partition("?")[0]) == ("dashboard", "/workspace/dashboard")
    assert embed.frame.evaluate("window.isTheSamePage")
    assert len(embed.host.minted) == 1
