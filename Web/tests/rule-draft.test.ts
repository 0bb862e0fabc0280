import assert from "node:assert/strict";
import { test } from "node:test";
import type { Action, AdvancedInput, SimpleInput } from "../src/api/integrations";
import { placeholdersIn, sampleWith, unknownIn } from "../src/api/placeholders";
import { draftFrom, isMissing, metadataFor, problemsIn, withItem } from "../src/pages/rules/rule-draft";

const channel: SimpleInput = { kind: "simple", key: "channels", field: "id", noun: "channel", required: true };
const property: AdvancedInput = {
    kind: "advanced", key: "properties", field: "id", required: true,
    options: { key: "options", field: "value", type: "select", display: { label: "Value", button: "Choose", description: "" } },
};
const action = (...data: Action["data"] & object): Action => ({ key: "send", label: "Send", noun: "thing", data });

test("picking an item keeps its name, and another property forgets the value of the last", () => {
    const first = withItem({ action: "send" }, property, { id: "plan", name: "Plan" });
    assert.deepEqual(first, { action: "send", id: "plan", name: "Plan" });
    assert.deepEqual(withItem({ ...first, value: "pro" }, property, { id: "stage" }), { action: "send", id: "stage" });
});

test("an item is missing only when the lists are there without it", () => {
    assert.equal(isMissing({ id: "C1" }, channel, undefined), false);
    assert.equal(isMissing({ id: "C1" }, channel, { channels: [{ id: "C1" }] }), false);
    assert.equal(isMissing({ id: "C1" }, channel, { channels: [] }), true);
    assert.equal(isMissing({}, channel, { channels: [] }), false);
});

test("every required input is asked for, and a property needs its value", () => {
    const draft = (metadata: Record<string, unknown>) => draftFrom({ event: "a", connection: "c", metadata });
    assert.deepEqual(Object.keys(problemsIn(draft({}), action(channel))), ["id"]);
    assert.deepEqual(Object.keys(problemsIn(draft({ id: "plan" }), action(property))), ["value"]);
    assert.deepEqual(problemsIn(draft({ id: "plan", value: "pro" }), action(property)), {});
    assert.deepEqual(Object.keys(problemsIn(draftFrom({ event: " " }), undefined)), ["event", "connection"]);
    assert.deepEqual(Object.keys(problemsIn({ ...draft({}), resource_id: "a b" }, undefined)), ["resource_id"]);
});

test("a pattern is checked with its own message, and one that can't be read is left to the server", () => {
    const name = (regex: string) => action({ kind: "field", key: "n", field: "n", type: "text", regex, regexMessage: "digits only" });
    const draft = draftFrom({ event: "a", connection: "c", metadata: { n: "x" } });
    assert.deepEqual(problemsIn(draft, name("^[0-9]+$")), { n: "digits only" });
    assert.deepEqual(problemsIn(draft, name("(")), {});
});

test("a chosen action starts with the defaults of its inputs", () => {
    assert.deepEqual(
        metadataFor(action(channel, { kind: "field", key: "t", field: "t", type: "text", defaultValue: "Hi" })), { action: "send", t: "Hi" });
});

test("placeholders are found once each, escaped ones are text", () => {
    assert.deepEqual(placeholdersIn("{{a}} {{ b.c }} {{a}} \\{{d}} {{}} {{1}}"), ["a", "b.c"]);
});

test("only names that no payload had are unknown; without payloads none is", () => {
    const fields = [{ path: "user.name", type: "string" }, { path: "items", type: "array" }];
    assert.deepEqual(unknownIn("{{user}} {{user.name}} {{items.0.id}} {{nope}}", fields), ["nope"]);
    assert.deepEqual(unknownIn("{{nope}}", []), []);
});

test("a made-up payload has a value of the right kind at every path", () => {
    const fields = [{ path: "user.seats", type: "number", example: "12" }, { path: "user.active", type: "boolean" }];
    assert.deepEqual(sampleWith(fields, ["user.email", "note"]), { user: { seats: 12, active: true, email: "ada@example.com" }, note: "note" });
});

test("where nothing is known the payload is not empty", () => {
    assert.deepEqual(sampleWith([], []), { email: "ada@example.com", name: "Ada Lovelace" });
});
