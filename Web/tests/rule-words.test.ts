import assert from "node:assert/strict";
import { test } from "node:test";
import type { Integration } from "../src/api/integrations";
import { wordsOf } from "../src/pages/rules/rule-words";
import { sentenceCase } from "../src/text/sentence-case";

const integration: Integration = {
    name: "HubSpot", type: "hubspot", authentication: { type: "oauth" },
    actions: {
        send_message: { key: "send_message", label: "Send Message", noun: "channel", data: [{ kind: "simple", key: "channels", field: "id", noun: "channel" }] },
        update_property: {
            key: "update_property", label: "Update Property", noun: "property",
            data: [{
                kind: "advanced", key: "properties", field: "id", noun: "property",
                options: { key: "options", field: "value", type: "select", display: { label: "Value", button: "Choose", description: "" } },
            }],
        },
        send_email: { key: "send_email", label: "Send HTML Email", noun: "email", data: [{ kind: "field", key: "subject", field: "subject", type: "text" }] },
    },
};
const words = (metadata: Record<string, unknown>) => {
    const { action, target } = wordsOf(metadata, integration);
    return target ? `${action} ${target}` : action;
};

test("a rule names what it acts on by its stored name, then by its id", () => {
    assert.equal(words({ action: "send_message", id: "C1", name: "sales" }), "Send message #sales");
    assert.equal(words({ action: "send_message", id: "C1" }), "Send message channel with ID C1");
    assert.equal(words({ action: "send_message", id: "C1", name: "#sales" }), "Send message #sales");
});

test("a property comes with the value that is set", () => {
    assert.equal(words({ action: "update_property", id: "plan", name: "Plan", value: "pro" }), "Update property Plan = pro");
});

test("a text is quoted, and abbreviations keep their capitals", () => {
    assert.equal(words({ action: "send_email", subject: "Hello" }), "Send HTML email “Hello”");
    assert.equal(sentenceCase("Add to List"), "Add to list");
});

test("an action that the server does not know is named by its key", () => {
    assert.equal(words({ action: "make_coffee" }), "make coffee");
});
