"""The host script against a frame that the test itself plays: what it answers, to whom, and what it ignores."""

import pytest

HOST = "https://app.test/"
LAUNCH = "https://embed.test/workspace/dashboard?launch=secret"

PAGE = """<!doctype html><title>Host</title><div id="there"></div><script src="/embed.js"></script><script>
  window.calls = []; window.seen = [];
  window.start = (options = {}) => {
    window.mounted = Meshes.mount({
      container: "#there", launchUrl: "%s",
      getToken: (request) => { calls.push(request); return "token-" + calls.length; },
      onNavigate: (place) => seen.push(place), onExpired: (end) => seen.push(end), ...options,
    });
  };
</script>""" % LAUNCH
FRAME = """<!doctype html><title>Frame</title><script>
  window.got = [];
  addEventListener("message", ({ data, origin }) => got.push({ ...data, origin }));
  window.say = (message) => parent.postMessage(message, "*");
</script>"""


def settle(frame):
    """Lets messages that are on their way arrive; timers stand still in these tests."""
    for _ in range(3):
        frame.evaluate("""new Promise((done) => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = done;
            port2.postMessage(0);
        }).then(() => {})""")


class Stage:
    """A host page whose iframe does what the test says."""

    def __init__(self, page):
        self.page = page

    def mount(self, options: str = "{}"):
        self.page.evaluate(f"start({options})")
        return self.wait_for_frame()

    def wait_for_frame(self):
        frame = self.page.wait_for_selector("iframe").content_frame()
        frame.wait_for_function("typeof say === 'function'")
        return frame

    def say(self, frame, **message):
        frame.evaluate("(message) => say(message)", message)
        settle(self.page)

    def got(self, frame):
        settle(self.page)
        settle(frame)
        return frame.evaluate("got")

    @property
    def calls(self):
        return self.page.evaluate("calls")

    @property
    def height(self):
        return self.page.evaluate("mounted.iframe.style.height")


@pytest.fixture
def stage(context, host_script):
    context.route("https://app.test/**", lambda route: route.fulfill(content_type="text/html", body=PAGE))
    context.route("https://app.test/embed.js", lambda route: route.fulfill(content_type="text/javascript", body=host_script))
    for site in ("embed", "other"):
        context.route(f"https://{site}.test/**", lambda route: route.fulfill(content_type="text/html", body=FRAME))
    page = context.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1_000)
    page.goto(HOST)
    return Stage(page)


def test_ready_is_answered_with_the_token_and_to_the_embed_origin_only(stage):
    frame = stage.mount()
    stage.say(frame, type="meshes:ready", version=1)
    assert stage.got(frame) == [{"type": "meshes:auth", "token": "token-1", "origin": "https://app.test"}]
    assert stage.calls == [{"reason": "ready"}]


def test_a_refresh_tells_the_reason_and_the_session(stage):
    frame = stage.mount()
    stage.say(frame, type="meshes:token-refresh", session_id="sess_1", reason="unauthorized")
    assert stage.calls == [{"reason": "unauthorized", "sessionId": "sess_1"}]
    assert stage.got(frame)[0]["token"] == "token-1"


def test_a_refresh_without_its_extra_members_is_answered_too(stage):
    frame = stage.mount()
    stage.say(frame, type="meshes:token-refresh")
    assert [call["reason"] for call in stage.calls] == ["scheduled"]
    assert stage.got(frame)[0]["token"] == "token-1"


def test_a_frame_that_went_to_another_origin_is_not_heard_and_gets_nothing(stage):
    frame = stage.mount()
    frame.evaluate("location.href = 'https://other.test/'")
    frame.wait_for_url("https://other.test/")
    stage.say(frame, type="meshes:ready")
    assert stage.calls == []
    assert stage.got(frame) == []


def test_another_frame_of_the_embed_origin_is_not_heard(stage):
    stage.mount()
    stage.page.evaluate("document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://embed.test/twin'}))")
    twin = stage.page.wait_for_selector("iframe[src$=twin]").content_frame()
    twin.wait_for_function("typeof say === 'function'")
    stage.say(twin, type="meshes:ready")
    assert stage.calls == []


@pytest.mark.parametrize("message", ["null", "'meshes:ready'", "{type: 7}", "{type: 'meshes:other'}", "{type: 'constructor'}", "[1]"])
def test_what_is_no_message_is_ignored(stage, message):
    frame = stage.mount()
    frame.evaluate(f"say({message})")
    stage.say(frame, type="meshes:ready")
    assert len(stage.got(frame)) == 1


def test_requests_that_come_together_are_answered_by_one_token(stage):
    frame = stage.mount("{getToken: (request) => { calls.push(request); return new Promise((answer) => window.answer = answer); }}")
    for _ in range(3):
        stage.say(frame, type="meshes:token-refresh", session_id="sess_1", reason="scheduled")
    assert len(stage.calls) == 1
    stage.page.evaluate("answer('late')")
    assert [message["token"] for message in stage.got(frame)] == ["late"]
    stage.say(frame, type="meshes:token-refresh", session_id="sess_1", reason="scheduled")
    assert len(stage.calls) == 2


def test_a_source_that_fails_is_asked_again_after_1_4_and_15_seconds_and_then_no_more(stage, console):
    frame = stage.mount("{getToken: (request) => { calls.push(request); return Promise.reject(new Error('token-secret')); }}")
    stage.say(frame, type="meshes:ready")
    counts = [len(stage.calls)]
    for seconds in (1, 4, 15, 60):
        stage.page.clock.run_for(seconds * 1000 - 1)
        before = len(stage.calls)
        stage.page.clock.run_for(1)
        counts.append(len(stage.calls))
        assert before == counts[-2]
    assert counts == [1, 2, 3, 4, 4]
    assert console.of("warning") == [f"Meshes: getToken failed; trying again in {seconds} s" for seconds in (1, 4, 15)]
    assert stage.got(frame) == []


def test_a_source_that_has_no_token_is_not_asked_again(stage):
    frame = stage.mount("{getToken: (request) => { calls.push(request); return null; }}")
    stage.say(frame, type="meshes:ready")
    stage.page.clock.run_for(60_000)
    assert len(stage.calls) == 1
    assert stage.got(frame) == []


@pytest.mark.parametrize("height, shown", [(900.2, 901), (100, 480), (-5, 480), (5000, 1200)])
def test_the_height_follows_the_content_within_its_limits(stage, height, shown):
    frame = stage.mount("{maxHeight: 1200}")
    assert stage.height == "480px"
    stage.say(frame, type="meshes:resize", height=height)
    assert stage.height == f"{shown}px"


@pytest.mark.parametrize("height", ["'900'", "NaN", "Infinity", "{}", "undefined"])
def test_what_is_no_height_never_breaks_the_frame(stage, height):
    frame = stage.mount("{minHeight: 600}")
    frame.evaluate(f"say({{type: 'meshes:resize', height: {height}}})")
    stage.say(frame, type="meshes:navigate", page="rules")
    assert stage.page.evaluate("seen.map(({ page }) => page)") == ["rules"]
    assert stage.height == "600px"


def test_navigation_and_the_end_are_told(stage):
    frame = stage.mount()
    stage.say(frame, type="meshes:navigate", page="event-detail", path="/events/1", id="1", more="x")
    stage.say(frame, type="meshes:token-expired", session_id="sess_1", reason="revoked")
    assert stage.page.evaluate("seen") == [
        {"page": "event-detail", "path": "/events/1", "id": "1"}, {"reason": "revoked", "sessionId": "sess_1"},
    ]


def test_a_reload_starts_over_and_forgets_what_was_asked_before(stage):
    frame = stage.mount("{getToken: (request) => { calls.push(request); return new Promise((answer) => (window.answers ??= []).push(answer)); }}")
    stage.say(frame, type="meshes:ready")
    stage.page.evaluate("mounted.reload('https://embed.test/workspace/rules?launch=other')")
    frame = stage.wait_for_frame()
    frame.wait_for_url("**/rules?launch=other")
    frame.wait_for_function("typeof say === 'function'")
    stage.say(frame, type="meshes:ready")
    stage.page.evaluate("answers[0]('old'); answers[1]('new')")
    assert [message["token"] for message in stage.got(frame)] == ["new"]


def test_unmount_removes_the_frame_and_stops_listening(stage):
    frame = stage.mount()
    stage.page.evaluate("window.kept = mounted.iframe; mounted.unmount(); document.body.append(kept)")
    assert stage.page.locator("#there iframe").count() == 0
    frame = stage.wait_for_frame()
    stage.say(frame, type="meshes:ready")
    assert stage.calls == []


@pytest.mark.parametrize("options, names", [
    ("{container: '#nowhere'}", "container"), ("{container: null}", "container"), ("{getToken: 'x'}", "getToken"),
    ("{launchUrl: '/workspace?launch=secret'}", "launchUrl"), ("{launchUrl: 'javascript:secret'}", "launchUrl"),
])
def test_a_wrong_option_is_named_and_nothing_is_mounted(stage, options, names):
    error = stage.page.evaluate(f"(() => {{ try {{ start({options}) }} catch (error) {{ return error.message }} }})()")
    assert names in error
    assert "secret" not in error
    assert stage.page.locator("iframe").count() == 0


def test_the_frame_is_named_and_confined(stage):
    stage.mount("{title: 'Verbindungen', appearance: {theme: 'dark'}}")
    frame = stage.page.locator("iframe")
    assert frame.get_attribute("title") == "Verbindungen"
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    assert frame.evaluate("(frame) => frame.style.colorScheme") == "dark"


def test_an_import_for_its_side_effect_works_too(stage):
    assert stage.page.evaluate("import('/embed.js').then(() => typeof globalThis.Meshes.mount)") == "function"


def test_the_script_is_small(host_script):
    import gzip

    assert len(gzip.compress(host_script.encode())) < 4096
