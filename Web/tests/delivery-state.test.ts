import { test } from "node:test";
import assert from "node:assert/strict";
import type { Delivery, Status } from "../src/api/records";
import { isOver, whyNoCancel, whyNoRetry } from "../src/pages/event-detail/delivery-state";
import type { Abilities } from "../src/runtime/session-facts";

const now = Date.parse("2026-03-10T12:00:00Z");
const admin: Abilities = { manage: true, manage_connections: true, force_delete: false, read_payload: true, emit: true };

function delivery(status: Status, nextAttempt?: number): Delivery {
    return {
        id: "d", event: "a", event_id: "e", resource: "global", connection: "c", rule: "r", integration_type: "webhook", status,
        attempt_count: 1, created_at: "", next_attempt_at: nextAttempt === undefined ? undefined : new Date(now + nextAttempt).toISOString(),
    };
}

test("a retry is offered where the server takes one, and nowhere else", () => {
    assert.equal(whyNoRetry(delivery("failed"), admin, now), null);
    assert.equal(whyNoRetry(delivery("retrying", 5_001), admin, now), null);
    for (const [status, next] of [["retrying", 5_000], ["retrying", -1], ["retrying"], ["pending"], ["processing"], ["completed"], ["canceled"]] as const) {
        assert(whyNoRetry(delivery(status, next), admin, now), `${status} ${next}`);
    }
});

test("what has ended can't be canceled", () => {
    for (const status of ["pending", "processing", "retrying"] as const) {
        assert.equal(whyNoCancel(delivery(status), admin), null);
        assert.equal(isOver(delivery(status)), false);
    }
    for (const status of ["completed", "failed", "canceled"] as const) {
        assert(whyNoCancel(delivery(status), admin));
        assert.equal(isOver(delivery(status)), true);
    }
});

test("who may only look is told so", () => {
    const member = { ...admin, manage: false };
    assert.equal(whyNoRetry(delivery("failed"), member, now), "Needs the role admin or owner");
    assert.equal(whyNoCancel(delivery("retrying"), member), "Needs the role admin or owner");
});
