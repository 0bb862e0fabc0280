import { test } from "node:test";
import assert from "node:assert/strict";
import { Router } from "../src/shell/router";

/** A window with nothing but a history. */
function browser() {
    const entries: { state: unknown; url: string }[] = [{ state: null, url: "/workspace/events?launch=secret" }];
    let at = 0;
    let pop: (event: { state: unknown }) => void = () => {};
    const history = {
        pushState(state: unknown, _: string, url: string) {
            entries.splice(++at, Infinity, { state, url });
        },
        replaceState(state: unknown, _: string, url: string) {
            entries[at] = { state, url };
        },
    };
    const window = { history, addEventListener: (_: string, listener: typeof pop) => (pop = listener) };
    const back = () => pop({ state: entries[--at]?.state });
    return { window: window as unknown as Window, back, urls: () => entries.slice(0, at + 1).map(({ url }) => url) };
}

test("pages are steps of the browser's Back, filters are not", () => {
    const { window, back, urls } = browser();
    const router = new Router("/workspace/events", window);
    router.setQuery({ status: "failed" });
    router.setQuery({ q: "0199", status: null });
    router.navigate("/workspace/events/1");
    assert.deepEqual(urls(), ["/workspace/events?q=0199", "/workspace/events/1"]);
    back();
    assert.equal(router.path, "/workspace/events?q=0199");
});

test("the launch token is in no entry of the history", () => {
    const { window, urls } = browser();
    new Router("/workspace/dashboard", window);
    assert(!urls().join().includes("secret"));
});

test("unsaved changes are not left behind without a word", () => {
    const { window, back } = browser();
    const router = new Router("/workspace/rules", window);
    router.navigate("/workspace/rules?open=1");
    let go = () => {};
    router.setGuard((leave) => (go = leave));
    router.navigate("/workspace/events");
    back();
    assert.equal(router.path, "/workspace/rules?open=1");
    go();
    assert.equal(router.path, "/workspace/rules");
    router.navigate("/workspace/events");
    assert.equal(router.path, "/workspace/events");
});

test("listeners hear of changes only", () => {
    const { window } = browser();
    const router = new Router("/workspace/rules", window);
    let heard = 0;
    const leave = router.subscribe(() => heard++);
    router.navigate("/workspace/rules");
    router.navigate("/workspace/events");
    leave();
    router.navigate("/workspace/rules");
    assert.equal(heard, 1);
});
