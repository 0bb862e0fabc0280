import { test } from "node:test";
import assert from "node:assert/strict";
import { Host } from "../src/runtime/host";

/** A frame in a page, without a browser. */
function frame(ancestors: string[] | undefined = undefined) {
    const posted: { type: string; origin: string }[] = [];
    const parent = { postMessage: (message: { type: string }, origin: string) => posted.push({ type: message.type, origin }) };
    let listener: (event: unknown) => void = () => {};
    const window = { parent, location: { ancestorOrigins: ancestors }, addEventListener: (_: string, added: typeof listener) => (listener = added) };
    return { window: window as unknown as Window, parent, posted, send: (event: object) => listener({ source: parent, ...event }) };
}

function listening(host: Host) {
    const tokens: string[] = [];
    const foreign: string[] = [];
    host.listen({ onToken: (token) => tokens.push(token), onForeignOrigin: (origin) => foreign.push(origin) });
    return { tokens, foreign };
}

const auth = (token: unknown) => ({ type: "meshes:auth", token });

test("tokens are taken from the parent and allowed origins only", () => {
    const { window, send } = frame();
    const { tokens, foreign } = listening(new Host(window, ["https://app.example"]));
    send({ origin: "https://app.example", source: {}, data: auth("other window") });
    send({ origin: "https://evil.example", data: auth("other origin") });
    send({ origin: "https://app.example", data: auth("good") });
    assert.deepEqual(tokens, ["good"]);
    assert.deepEqual(foreign, ["https://evil.example"]);
});

test("anything that is no auth message is passed over", () => {
    const { window, send } = frame();
    const { tokens, foreign } = listening(new Host(window, ["https://app.example"]));
    for (const data of [null, "meshes:auth", 7, {}, auth(7), auth(""), auth("x".repeat(8193)), { type: "meshes:ready" }]) {
        send({ origin: "https://app.example", data });
    }
    send({ origin: "https://evil.example", data: { type: "something" } });
    assert.deepEqual([tokens, foreign], [[], []]);
});

test("ready goes to allowed origins, and to the parent's alone where the browser tells it", () => {
    const unknown = frame();
    new Host(unknown.window, ["https://a.example", "https://b.example"]).post({ type: "meshes:ready", version: 1 });
    assert.deepEqual(unknown.posted.map(({ origin }) => origin), ["https://a.example", "https://b.example"]);
    const known = frame(["https://b.example"]);
    new Host(known.window, ["https://a.example", "https://b.example"]).post({ type: "meshes:ready", version: 1 });
    assert.deepEqual(known.posted.map(({ origin }) => origin), ["https://b.example"]);
});

test("a parent that is not allowed is told nothing", () => {
    const { window, posted } = frame(["https://evil.example"]);
    const host = new Host(window, ["https://app.example"]);
    host.post({ type: "meshes:ready", version: 1 });
    assert.equal(host.isForeign, true);
    assert.deepEqual(posted, []);
});

test("after the first good token one origin is left, also without a list", () => {
    const { window, posted, send } = frame();
    const host = new Host(window, null);
    const { tokens, foreign } = listening(host);
    host.post({ type: "meshes:ready", version: 1 });
    send({ origin: "https://app.example", data: auth("A") });
    host.settle();
    send({ origin: "https://evil.example", data: auth("B") });
    host.post({ type: "meshes:resize", height: 10 });
    assert.deepEqual(posted, [{ type: "meshes:ready", origin: "*" }, { type: "meshes:resize", origin: "https://app.example" }]);
    assert.deepEqual([tokens, foreign], [["A"], ["https://evil.example"]]);
});
