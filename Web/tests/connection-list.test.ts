import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConnectionRecord } from "../src/api/records";
import { filterConnections, readFilters } from "../src/pages/connections/connection-filters";

const connection = (name: string, changes: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
    id: name, workspace: "w", type: "webhook", name, metadata: {}, secrets_set: [], active: true, hidden: false,
    created_at: "2026-01-01T00:00:00.000Z", updated_at: "2026-01-01T00:00:00.000Z", ...changes,
});
const list = [
    connection("Billing"), connection("Sales", { type: "slack" }),
    connection("Off", { active: false, inactive_reason: "manually_inactivated" }),
    connection("Broken", { active: false, inactive_reason: "authentication_invalid" }),
    connection("Gone", { active: false, inactive_detail: "The endpoint answered 410 Gone." }),
];
const names = (query: Record<string, string>) => filterConnections(list, readFilters(query)).map(({ name }) => name);

test("what needs attention comes first, then by name", () => {
    assert.deepEqual(names({}), ["Broken", "Gone", "Billing", "Off", "Sales"]);
});

test("filters narrow by name, type and state together", () => {
    assert.deepEqual(names({ q: "BIL" }), ["Billing"]);
    assert.deepEqual(names({ type: "slack", state: "active" }), ["Sales"]);
    assert.deepEqual(names({ state: "attention" }), ["Broken", "Gone"]);
    assert.deepEqual(names({ state: "off" }), ["Off"]);
    assert.deepEqual(names({ q: "s", type: "webhook", state: "active" }), []);
});

test("a state that there is not narrows nothing", () => {
    assert.equal(names({ state: "nonsense" }).length, 5);
});
