import { test } from "node:test";
import assert from "node:assert/strict";
import type { Delivery, Status } from "../src/api/records";
import { attemptsOf, isOver, whyNoCancel, whyNoRetry } from "../src/pages/event-detail/delivery-state";
import type { Abilities } from "../src/runtime/session-facts";

(globalThis as { document?: unknown }).document = { documentElement: { dataset: { locale: "en" } } };

const now = Date.parse("2026-03-10T12:00:00Z");
const admin: Abilities = { manage: true, manage_connections: true, force_delete: false, read_payload: true, emit: true };

function delivery(status: Status, nextAttempt?: number): Delivery {
    return {
        id: "d", event: "a", event_id: "e", resource: "global", connection: "c", rule: "r", integration_type: "webhook", status,
        attempt_count: 1, attempt_limit: 10, created_at: "", next_attempt_at: nextAttempt === undefined ? undefined : new Date(now + nextAttempt).toISOString(),
    };
}

test("a retry is offered where the server takes one, and nowhere else", () => {
    assert.equal(whyNoRetry(delivery("failed"), admin, now), null);
    assert.equal(whyNoRetry(delivery("retrying", 5_001), admin, now), null);
    for (const [status, next] of [["retrying", 5_000], ["retrying", -1], ["retrying"], ["pending"], ["processing"], ["completed"], ["canceled"]] as const) {
        assert(whyNoRetry(delivery(status, next), admin, now), `${status} ${next}`);
    }
});

test("attempts are counted against their limit while more may come, or when none are left", () => {
    assert.equal(attemptsOf(delivery("retrying")), "1 of 10 attempts");
    assert.equal(attemptsOf({ ...delivery("pending"), attempt_count: 0 }), "0 attempts");
    assert.equal(attemptsOf({ ...delivery("failed"), attempt_count: 10 }), "10 of 10 attempts");
    assert.equal(attemptsOf(delivery("failed")), "1 attempt");
    assert.equal(attemptsOf({ ...delivery("completed"), attempt_count: 3 }), "3 attempts");
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
