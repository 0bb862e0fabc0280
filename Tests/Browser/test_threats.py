"""What a hostile page, a hostile token or a hostile payload cannot do."""

from playwright.sync_api import expect

from host import Host
from world import HOSTILE


def test_a_page_that_is_not_in_the_list_cannot_frame_it(embed, world, api):
    other = Host(api)
    try:
        embed.open(allowed_origins=[other.url])
        embed.page.wait_for_timeout(500)
        assert embed.heard("ready") == []
        assert any("frame-ancestors" in line for line in embed.console.of("error"))
    finally:
        other.close()


def test_a_frame_around_the_host_must_be_in_the_list_too(embed, world, context, api):
    outer = Host(api)
    outer.pages["/"] = f'<!doctype html><title>Outer</title><iframe src="{embed.host.url}"></iframe>'
    try:
        page = context.new_page()
        page.goto(outer.url)
        page.wait_for_timeout(700)
        assert any("frame-ancestors" in line for line in embed.console.of("error"))
    finally:
        outer.close()


def test_the_other_pages_of_the_server_cannot_be_framed(embed, program, console):
    for path in ("/docs/", "/openapi.json", "/api/v1/workspaces"):
        embed.host.pages["/"] = f'<!doctype html><title>Host</title><iframe src="{program.url}{path}"></iframe>'
        before = len(console.of("error"))
        embed.page.goto(embed.host.url)
        embed.page.wait_for_timeout(300)
        assert any("frame-ancestors" in line for line in console.of("error")[before:]), path


def test_a_token_from_an_origin_that_is_not_in_the_list_is_not_taken(embed, world, context):
    """The browser would not have shown the frame at all; the script's own check holds even so."""
    def without_policy(route):
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
        route.fulfill(response=answer, headers=headers)

    context.route("**/workspace/**", without_policy)
    embed.host.pages["/"] = embed.host.pages["/"].replace("embedOrigin);\n", '"*");\n')
    embed.open(allowed_origins=["https://elsewhere.test"])
    embed.page.wait_for_timeout(300)
    embed.page.evaluate("document.getElementById('meshes').contentWindow.postMessage({type: 'meshes:auth', token: 'x'}, '*')")
    expect(embed.content.get_by_text("This page's origin is not allowed for this session")).to_be_visible()


def test_another_window_cannot_give_the_frame_a_token(embed, world):
    embed.open().shows("Dashboard")
    embed.page.evaluate("""() => {
        const spoofer = document.createElement("iframe");
        spoofer.srcdoc = "<script>parent.frames[0].postMessage({ type: 'meshes:auth', token: 'spoofed' }, '*')<\\/script>";
        document.body.append(spoofer);
    }""")
    embed.page.wait_for_timeout(300)
    embed.go("Events")
    embed.shows("Events")
    assert embed.heard("token-expired") == []
    assert embed.console.complaints == []


def test_a_token_of_another_session_is_not_taken(embed, world, api):
    """Session fixation: a frame launched for one workspace cannot be moved into another."""
    other = api.call("POST", "/workspaces", 201, json={"name": "Somebody else"}).json()["workspace"]["id"]
    foreign = api.call("POST", "/sessions", json={"workspace_id": other, "role": "owner"}).json()["access_token"]
    embed.host.pages["/"] = embed.host.pages["/"].replace("authenticate(session.access_token)", f'authenticate("{foreign}")')
    embed.open()
    expect(embed.content.get_by_role("alert")).to_be_visible()
    expect(embed.content.get_by_text("Somebody else")).to_have_count(0)


def test_what_customers_and_destinations_send_is_shown_as_text(embed, world):
    embed.open(launch_path="/workspace/events", scopes=["events.payload:read"]).shows("Events")
    embed.content.get_by_role("link", name="user.signup").first.click()
    expect(embed.content.get_by_text(HOSTILE).first).to_be_visible()
    assert embed.frame.evaluate("document.querySelectorAll('img[src=x]').length") == 0
    assert not embed.page.evaluate("window.hacked")
    assert not embed.frame.evaluate("window.hacked")
    assert embed.console.complaints == []


def test_the_frame_holds_no_credential_where_others_could_read_it(embed, world):
    embed.open().shows("Dashboard")
    token = embed.host.minted[0]["access_token"]
    launch = embed.host.minted[0]["launch_token"]
    state = embed.frame.evaluate("""() => JSON.stringify([
        location.href, document.documentElement.outerHTML, history.state, document.cookie, document.referrer, window.name,
        performance.getEntries().map(({ name }) => name).filter((name) => !name.includes("/workspace/")),
        Object.keys(window).filter((key) => !key.endsWith("Storage") && typeof window[key] === "string").map((key) => window[key]),
    ])""")
    assert token not in state
    assert launch not in state
