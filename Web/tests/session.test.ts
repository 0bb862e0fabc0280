import { test } from "node:test";
import assert from "node:assert/strict";
import { ApiClient } from "../src/api/client";
import type { ApiError } from "../src/api/errors";
import type { HostMessage } from "../src/runtime/messages";
import { Session } from "../src/runtime/session";
import type { SessionFacts, Verification } from "../src/runtime/session-facts";
import { ManualClock, settle } from "./manual-clock";

const facts: SessionFacts = {
    session_id: "sess_1", workspace_id: "w", workspace_name: "Acme", role: "admin", session_type: "workspace", scopes: [],
    expires_at: new Date(1_000_000_000_000 + 1_800_000).toISOString(),
    abilities: { manage: true, manage_connections: true, force_delete: false, read_payload: false, emit: true },
};

function make(verdict: (token: string) => Verification = () => ({ result: "verified", facts, serverTime: null })) {
    const clock = new ManualClock();
    const posted: HostMessage[] = [];
    const session = new Session("sess_1", {
        clock, verify: async (token) => verdict(token), post: (message) => posted.push(message), onVerified: () => {},
    });
    session.start();
    return { clock, posted, session, types: () => posted.map(({ type }) => type) };
}

/** A server that takes one token. */
function server(good: () => string) {
    const calls: { path: string; method: string; token: string }[] = [];
    const send = (async (path: string, init: RequestInit) => {
        const token = (init.headers as Record<string, string>)["authorization"]!.slice("Bearer ".length);
        calls.push({ path, method: init.method!, token });
        if (token === good()) return new Response(JSON.stringify({ path }), { status: 200 });
        return new Response(JSON.stringify({ message: "Stale", error: { name: "StaleToken", message: "Stale" } }), { status: 401 });
    }) as typeof fetch;
    return { send, calls };
}

test("no call is made before the host has sent a token that is good", async () => {
    const { session } = make();
    const { send, calls } = server(() => "A");
    const answer = new ApiClient(session, send).get<{ path: string }>("/x");
    await settle();
    assert.equal(calls.length, 0);
    session.receive("A");
    assert.deepEqual(await answer, { path: "/x" });
});

test("refused calls, writes as well, are sent again with the new token; the host is asked once", async () => {
    const { session, types } = make();
    let good = "A";
    const { send, calls } = server(() => good);
    const api = new ApiClient(session, send);
    session.receive("A");
    await api.get("/before");
    good = "B";
    const answers = Promise.all([api.get("/one"), api.get("/two"), api.post("/three")]);
    await settle();
    assert.deepEqual(types(), ["meshes:ready", "meshes:token-refresh"]);
    session.receive("B");
    await answers;
    assert.deepEqual(calls.slice(-3).map(({ path, token }) => `${path} ${token}`).sort(), ["/one B", "/three B", "/two B"]);
    assert.equal(types().length, 2);
});

test("a token that never works ends in a notice, not in a loop", async () => {
    const { session, posted } = make();
    const { send, calls } = server(() => "none of them");
    const answer = new ApiClient(session, send).get("/x").catch((error: Error) => error);
    for (const token of ["A", "B", "C", "D"]) {
        session.receive(token);
        await settle();
        await settle();
    }
    assert.equal((await answer as Error).name === "SessionEnded" || (await answer as ApiError).status === 401, true);
    assert.deepEqual(posted[posted.length - 1], { type: "meshes:token-expired", session_id: "sess_1", reason: "expired" });
    assert(calls.length <= 3);
});

test("a server that can't be reached is shown the token again, later and later", async () => {
    let tries = 0;
    const { session, clock } = make(() => ++tries < 3 ? { result: "unreachable" } : { result: "verified", facts, serverTime: null });
    session.receive("A");
    await settle();
    assert.equal(tries, 1);
    clock.advance(2000);
    await settle();
    assert.equal(tries, 2);
    clock.advance(4000);
    await settle();
    assert.equal(session.status.phase, "active");
});

test("a browser whose clock is two hours slow renews by the server's time", async () => {
    const offset = 2 * 3_600_000;
    const { session, clock, types } = make(() => ({
        result: "verified", serverTime: clock.now() + offset,
        facts: { ...facts, expires_at: new Date(clock.now() + offset + 1_800_000).toISOString() },
    }));
    session.receive("A");
    await settle();
    assert.equal(session.now(), clock.now() + offset);
    clock.advance(26 * 60_000);
    assert.deepEqual(types(), ["meshes:ready"]);
    clock.advance(60_000);
    assert.deepEqual(types(), ["meshes:ready", "meshes:token-refresh"]);
});

test("the token is in no message to the host", async () => {
    const { session, posted, clock } = make();
    session.receive("secret-token");
    await settle();
    clock.advance(3_600_000);
    assert(posted.length > 1);
    assert(!JSON.stringify(posted).includes("secret-token"));
});

test("errors name the parameter that was wrong", async () => {
    const { session } = make();
    session.receive("A");
    const send = (async () => new Response(JSON.stringify({
        message: "Bad Request", error: { name: "BadRequest", message: "limit must be a number", data: [{ param: "limit", msg: "must be a number" }] },
    }), { status: 400 })) as typeof fetch;
    const error = await new ApiClient(session, send).get("/x").catch((error: ApiError) => error) as ApiError;
    assert.equal(error.issue("limit"), "must be a number");
    assert.equal(error.name, "BadRequest");
});

test("a busy server is asked once more after the time it names", async () => {
    const { session } = make();
    session.receive("A");
    const waits: number[] = [];
    let calls = 0;
    const send = (async () => ++calls === 1
        ? new Response("{}", { status: 429, headers: { "retry-after": "2" } })
        : new Response("{}", { status: 200 })) as typeof fetch;
    await new ApiClient(session, send, async (seconds) => void waits.push(seconds)).get("/x");
    assert.deepEqual(waits, [2]);
});
