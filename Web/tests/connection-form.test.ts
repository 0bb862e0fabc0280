import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuthField } from "../src/api/integrations";
import { formatHeaders, isShown, parseHeaders, problemsIn, toMetadata, valuesFrom } from "../src/pages/connections/form-values";

const fields: AuthField[] = [
    { key: "url", label: "URL", type: "text", validate: "url", required: true },
    { key: "auth", label: "Authentication", type: "select", defaultValue: "none", options: [] },
    { key: "token", label: "Token", type: "password", required: true, dependsOn: { field: "auth", value: ["bearer", "header"] } },
    { key: "prefix", label: "Prefix", type: "text", dependsOn: { field: "token", value: "x" } },
    { key: "custom_headers", label: "Headers", type: "text" },
];

test("a form starts with what is stored, defaults for the rest, and never with a secret", () => {
    assert.deepEqual(
        valuesFrom(fields, { url: "https://a.example", token: "secret", custom_headers: [{ name: "X-A" }] }),
        { url: "https://a.example", auth: "none", token: "", prefix: "", custom_headers: "X-A: " });
});

test("a field that depends on a hidden one is hidden", () => {
    const values = { auth: "none", token: "x" };
    assert.equal(isShown(fields[2]!, fields, values), false);
    assert.equal(isShown(fields[3]!, fields, values), false);
    assert.equal(isShown(fields[3]!, fields, { auth: "header", token: "x" }), true);
});

test("required counts only for what is shown and not stored", () => {
    assert.deepEqual(Object.keys(problemsIn(fields, { url: "", auth: "none" })), ["url"]);
    assert.deepEqual(Object.keys(problemsIn(fields, { url: "https://a.example", auth: "bearer" })), ["token"]);
    assert.deepEqual(problemsIn(fields, { url: "https://a.example", auth: "bearer" }, ["token"]), {});
});

test("an address needs a scheme that requests can be sent to", () => {
    for (const url of ["a.example", "ftp://a.example", "javascript:alert(1)"]) {
        assert.deepEqual(Object.keys(problemsIn(fields, { url, auth: "none" })), ["url"], url);
    }
});

test("what is saved keeps secrets that were left blank, drops what is hidden, and keeps what the form does not know", () => {
    const stored = { url: "https://old.example", auth: "bearer", token: null, team: "T1" };
    const kept = toMetadata(fields, { url: " https://a.example ", auth: "bearer", token: "", custom_headers: "" }, stored);
    assert.deepEqual(kept, { url: "https://a.example", auth: "bearer", token: null, team: "T1", custom_headers: [] });
    const dropped = toMetadata(fields, { url: "https://a.example", auth: "none", custom_headers: "" }, stored);
    assert.deepEqual(dropped, { url: "https://a.example", auth: "none", team: "T1", custom_headers: [] });
    assert.equal(toMetadata(fields, { url: "x", auth: "bearer", token: "new" }, stored)["token"], "new");
});

test("headers keep colons in their values, and a blank value means the stored one", () => {
    const lines = formatHeaders([{ name: "X-A", value: "a: b" }, { name: "X-B", value: "" }]);
    assert.deepEqual(parseHeaders(lines), [{ name: "X-A", value: "a: b" }, { name: "X-B", value: "" }]);
    assert.deepEqual(
        toMetadata(fields, { url: "x", auth: "none", custom_headers: lines })["custom_headers"],
        [{ name: "X-A", value: "a: b" }, { name: "X-B", value: null }]);
});

test("a header that is still being typed keeps its row", () => {
    assert.equal(parseHeaders(formatHeaders([{ name: "", value: "" }])).length, 1);
});
