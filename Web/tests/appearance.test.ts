import { test } from "node:test";
import assert from "node:assert/strict";
import { accentTokens } from "../src/runtime/appearance";

test("a pale accent keeps its colour on buttons and is darkened where it is text", () => {
    assert.deepEqual(accentTokens("#ffe14d", "light"), { fill: "#ffe14d", onFill: "#000000", ink: "#807127" });
});

test("a dark accent is lightened on a dark page", () => {
    const tokens = accentTokens("#1a2b8c", "dark");
    assert.equal(tokens?.onFill, "#ffffff");
    assert(parseInt(tokens!.ink.slice(1, 3), 16) > 0x1a);
});

test("what is no colour is no accent", () => {
    for (const accent of ["red", "#fff", "#12345g", "url(x)", ""]) assert.equal(accentTokens(accent, "light"), null);
});
