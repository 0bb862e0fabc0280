import { test } from "node:test";
import assert from "node:assert/strict";
import type { SessionAction, SessionInput, SessionState, VerifiedSession } from "../src/runtime/session-machine";
import { initialState, nextWake, step } from "../src/runtime/session-machine";

const minute = 60_000;

/** Feeds a machine and notes what it wants done. */
class Run {
    state: SessionState = initialState("sess_1");
    now = 0;

    feed(input: SessionInput): string[] {
        const { state, actions } = step(this.state, input, { now: this.now, random: 0.5 });
        this.state = state;
        return actions.map(describe);
    }

    /** Wakes the machine whenever it asked to be, up to a time. */
    until(time: number): string[] {
        const done: string[] = [];
        for (let due = nextWake(this.state); due <= time; due = nextWake(this.state)) {
            this.now = Math.max(this.now, due);
            done.push(...this.feed({ type: "wake" }).map((action) => `${this.now / 1000}s ${action}`));
        }
        this.now = time;
        return done;
    }

    activate(token = "A", expiresAt = this.now + 30 * minute): void {
        this.feed({ type: "token", token });
        this.feed({ type: "verified", token, session: session({ expiresAt }) });
    }
}

function session(changes: Partial<VerifiedSession> = {}): VerifiedSession {
    return { sessionId: "sess_1", workspaceId: "w", type: "workspace", expiresAt: 30 * minute, ...changes };
}

function describe(action: SessionAction): string {
    switch (action.type) {
        case "ask": return `ask ${action.reason}`;
        case "verify": return `verify ${action.token}`;
        case "install": return `install ${action.token}`;
        case "end": return `end ${action.reason}`;
        case "ready": return "ready";
    }
}

test("a token is used only after the server has taken it", () => {
    const run = new Run();
    assert.deepEqual(run.feed({ type: "start" }), ["ready"]);
    assert.deepEqual(run.feed({ type: "token", token: "A" }), ["verify A"]);
    assert.equal(run.state.phase, "waiting");
    assert.deepEqual(run.feed({ type: "verified", token: "A", session: session() }), ["install A"]);
    assert.equal(run.state.phase, "active");
});

test("a host that stays silent is asked again after 10, 20 and 40 seconds, then given up", () => {
    const run = new Run();
    run.feed({ type: "start" });
    assert.deepEqual(run.until(2 * minute), ["10s ready", "20s ready", "40s ready", "60s end no_response"]);
});

test("a token of 30 minutes is renewed 3 minutes before its end, one of 5 minutes 1 minute before", () => {
    const long = new Run();
    long.activate("A", 30 * minute);
    assert.equal(nextWake(long.state), 27 * minute);
    assert.deepEqual(long.until(27 * minute), ["1620s ask scheduled"]);
    const short = new Run();
    short.activate("A", 5 * minute);
    assert.equal(nextWake(short.state), 4 * minute);
});

test("the jitter is five seconds to either side", () => {
    for (const [random, due] of [[0, 27 * minute + 5000], [1, 27 * minute - 5000]] as const) {
        const state = step(initialState("sess_1"), { type: "token", token: "A" }, { now: 0, random }).state;
        assert.equal(nextWake(step(state, { type: "verified", token: "A", session: session() }, { now: 0, random }).state), due);
    }
});

test("a laptop that slept past the end asks at once when it wakes", () => {
    const run = new Run();
    run.activate();
    run.now = 90 * minute;
    assert.deepEqual(run.feed({ type: "wake" }), ["ask scheduled"]);
});

test("a silent host does not end a session whose token still works", () => {
    const run = new Run();
    run.activate("A", 30 * minute);
    const done = run.until(40 * minute);
    assert.deepEqual(done, ["1620s ask scheduled", "1630s ask scheduled", "1640s ask scheduled", "1660s ask scheduled", "1800s end expired"]);
});

test("refused calls ask once, however many they are, and wait for the new token", () => {
    const run = new Run();
    run.activate();
    assert.deepEqual(run.feed({ type: "refused", token: "A", name: "StaleToken" }), ["ask unauthorized"]);
    assert.deepEqual(run.feed({ type: "refused", token: "A", name: "StaleToken" }), []);
    assert.equal(run.state.isHeld, true);
    run.feed({ type: "token", token: "B" });
    assert.deepEqual(run.feed({ type: "verified", token: "B", session: session() }), ["install B"]);
    assert.equal(run.state.isHeld, false);
});

test("a late refusal of an older token changes nothing", () => {
    const run = new Run();
    run.activate("A");
    run.activate("B");
    assert.deepEqual(run.feed({ type: "refused", token: "A", name: "StaleToken" }), []);
    assert.equal(run.state.isHeld, false);
});

test("two refusals in a row with ever newer tokens end the session instead of going round", () => {
    const run = new Run();
    run.activate("A");
    run.feed({ type: "refused", token: "A", name: "Unauthorized" });
    run.activate("B");
    assert.deepEqual(run.feed({ type: "refused", token: "B", name: "Unauthorized" }), ["end expired"]);
});

test("a call that went well in between starts the count anew", () => {
    const run = new Run();
    run.activate("A");
    run.feed({ type: "refused", token: "A", name: "Unauthorized" });
    run.activate("B");
    run.feed({ type: "accepted" });
    assert.deepEqual(run.feed({ type: "refused", token: "B", name: "Unauthorized" }), ["ask unauthorized"]);
});

test("revocation ends the session at once", () => {
    const run = new Run();
    run.activate();
    assert.deepEqual(run.feed({ type: "refused", token: "A", name: "SessionRevoked" }), ["end revoked"]);
});

test("a token that the server refuses does not replace one that works", () => {
    const run = new Run();
    run.activate();
    run.feed({ type: "token", token: "forged" });
    assert.deepEqual(run.feed({ type: "refused", token: "forged", name: "Unauthorized" }), []);
    assert.equal(run.state.token, "A");
    assert.equal(run.state.phase, "active");
});

test("a first token of another session is not taken", () => {
    const run = new Run();
    run.feed({ type: "start" });
    run.feed({ type: "token", token: "X" });
    const foreign = session({ sessionId: "sess_2" });
    assert.deepEqual(run.feed({ type: "verified", token: "X", session: foreign }), ["end other_session"]);
    assert.deepEqual(run.feed({ type: "token", token: "Y" }), []);
});

test("later, a token of another session is taken only if it reaches exactly the same", () => {
    const run = new Run();
    run.activate();
    run.feed({ type: "token", token: "X" });
    assert.deepEqual(run.feed({ type: "verified", token: "X", session: session({ sessionId: "sess_2", workspaceId: "other" }) }), []);
    assert.equal(run.state.token, "A");
    run.feed({ type: "token", token: "Y" });
    assert.deepEqual(run.feed({ type: "verified", token: "Y", session: session({ sessionId: "sess_2" }) }), ["install Y"]);
});

test("of two tokens that come one after the other the last one counts", () => {
    const run = new Run();
    run.feed({ type: "start" });
    run.feed({ type: "token", token: "A" });
    run.feed({ type: "token", token: "B" });
    assert.deepEqual(run.feed({ type: "verified", token: "A", session: session() }), []);
    assert.deepEqual(run.feed({ type: "verified", token: "B", session: session() }), ["install B"]);
});

test("reconnecting asks once more, and a good token brings the page back", () => {
    const run = new Run();
    run.activate();
    run.feed({ type: "refused", token: "A", name: "StaleToken" });
    run.until(2 * minute);
    assert.equal(run.state.ended, "no_response");
    assert.deepEqual(run.feed({ type: "reconnect" }), ["ask unauthorized"]);
    run.feed({ type: "token", token: "B" });
    assert.deepEqual(run.feed({ type: "verified", token: "B", session: session({ expiresAt: 60 * minute }) }), ["install B"]);
    assert.equal(run.state.phase, "active");
});
