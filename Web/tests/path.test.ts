import { test } from "node:test";
import assert from "node:assert/strict";
import { formatPlace, matchPath, parsePlace } from "../src/shell/path";

test("a place survives being written and read", () => {
    const query = { status: "failed", q: "0199 & ü" };
    const text = formatPlace({ path: "/workspace/events", query: { ...query, event: null, rule: "" } });
    assert.deepEqual(parsePlace(text), { path: "/workspace/events", query });
});

test("patterns take one part for each variable", () => {
    assert.deepEqual(matchPath("/workspace/events/:id", "/workspace/events/12"), { id: "12" });
    assert.equal(matchPath("/workspace/events/:id", "/workspace/events"), null);
    assert.equal(matchPath("/workspace/events/:id", "/workspace/rules/12"), null);
});
