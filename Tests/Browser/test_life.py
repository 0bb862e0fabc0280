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
    # The page may have noticed already, by asking for something itself.
    embed.frame.evaluate("document.querySelector('nav a[href$=\"/events\"]')?.click()")
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
    expect(embed.content.get_by_role("button", name="Reconnect")).to_be_visible()
    with embed.page.expect_response(lambda answer: "refresh" in answer.url and answer.ok):
        embed.host.refusal = None
        # The host script may have tried once more by itself, and then the button is gone.
        embed.content.get_by_role("button", name="Reconnect").evaluate_all("buttons => buttons[0]?.click()")
    embed.shows("Dashboard")
    assert len(embed.host.refreshed) == 1


def test_a_token_that_is_good_before_the_first_paint_is_not_missed(embed, world, context):
    """In a frame that is slow to paint, and so late with whatever waits for a paint."""
    context.add_init_script("""if (window !== top) {
        const later = window.setTimeout;
        window.requestAnimationFrame = () => 0;
        window.setTimeout = (work, wait, ...more) => later(work, wait <= 100 ? 1500 : wait, ...more);
    }""")
    embed.open().shows("Dashboard")
    expect(embed.content.get_by_text("Newsletter").first).to_be_visible()


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


def make_stale(embed, api) -> None:
    """The token in the frame counts no more: its session was refreshed elsewhere, twice, since the one before the newest is still taken."""
    for _ in range(2):
        api.call("POST", f"/sessions/{embed.host.minted[0]['session_id']}/refresh", json={})


def test_a_refused_token_is_replaced_while_the_call_waits(embed, world, api):
    embed.open().shows("Dashboard")
    embed.frame.evaluate("window.isTheSamePage = true")
    make_stale(embed, api)
    held = []
    embed.page.route("**/embed/refresh/**", lambda route: held.append(route))
    embed.go("Events")
    asked = embed.wait_to_hear("token-refresh")
    assert (asked["reason"], asked["session_id"]) == ("unauthorized", embed.host.minted[0]["session_id"])
    # Nothing is said to have failed while the host is at it.
    expect(embed.heading("Events")).to_be_visible()
    expect(embed.content.get_by_role("status", name="Loading events")).to_be_visible()
    expect(embed.content.get_by_role("alert")).to_have_count(0)
    held[0].continue_()
    expect(embed.content.get_by_role("link", name="order.completed").first).to_be_visible()
    assert len(embed.host.refreshed) == len(embed.heard("token-refresh")) == 1
    assert embed.frame.evaluate("window.isTheSamePage")
    assert embed.heard("token-expired") == []


def test_a_write_whose_token_was_refused_is_done_once(embed, world, api):
    rule = api.route("life.write", world.connections["Warehouse"])
    embed.open(launch_path="/workspace/rules").shows("Rules")
    switch = embed.content.get_by_role("switch", name="Rule life.write to Warehouse")
    expect(switch).to_be_checked()
    make_stale(embed, api)
    writes = []
    embed.page.on("response", lambda answer: answer.request.method == "PUT" and writes.append(answer.status))
    switch.click()
    expect(embed.content.get_by_text("Rule turned off")).to_be_visible()
    assert writes == [401, 200]
    assert api.get(f"/rules/{rule['id']}")["active"] is False


def test_a_host_that_sends_the_refused_token_again_ends_with_a_notice(embed, world, api):
    embed.open().shows("Dashboard")
    make_stale(embed, api)
    embed.host.refusal = 200, {"access_token": embed.host.minted[0]["access_token"]}
    embed.go("Events")
    assert embed.wait_to_hear("token-expired")["reason"] == "expired"
    expect(embed.content.get_by_role("heading", name="Your session has ended")).to_be_visible()
    embed.host.refusal = None
    embed.content.get_by_role("button", name="Reconnect").click()
    expect(embed.content.get_by_role("link", name="order.completed").first).to_be_visible()


def test_a_session_revoked_in_the_middle_of_a_write_says_so(embed, world, api):
    rule = api.route("life.revoked", world.connections["Warehouse"])
    embed.open(launch_path="/workspace/rules").shows("Rules")
    switch = embed.content.get_by_role("switch", name="Rule life.revoked to Warehouse")
    expect(switch).to_be_checked()
    api.call("DELETE", f"/sessions/{embed.host.minted[0]['session_id']}")
    switch.click()
    assert embed.wait_to_hear("token-expired")["reason"] == "revoked"
    expect(embed.content.get_by_role("heading", name="Your access was withdrawn")).to_be_visible()
    expect(embed.content.get_by_role("button", name="Reconnect")).to_have_count(0)
    assert api.get(f"/rules/{rule['id']}")["active"] is True
