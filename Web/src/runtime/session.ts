import type { Clock } from "./clock";
import type { EndReason, HostMessage } from "./messages";
import type { SessionFacts, Verification } from "./session-facts";
import type { SessionAction, SessionInput, SessionState, VerifiedSession } from "./session-machine";
import { initialState, nextWake, step, verificationDelay } from "./session-machine";

/** What the frame shows of its session. */
export type SessionStatus =
    | { phase: "waiting"; isSlow: boolean }
    | { phase: "active" }
    | { phase: "ended"; reason: EndReason | "other_session" };

/** The calls of an ended session. */
export class SessionEnded extends Error {
    override readonly name = "SessionEnded";
}

export interface SessionPorts {
    clock: Clock;
    verify: (token: string) => Promise<Verification>;
    post: (message: HostMessage) => void;
    /** A token proved good. */
    onVerified: () => void;
}

interface Waiter {
    resolve: (token: string) => void;
    reject: (error: Error) => void;
}

/** Carries out what the session machine decides. The token lives here and nowhere else. */
export class Session {
    private state: SessionState;
    private current: SessionFacts | null = null;
    private waiters: Waiter[] = [];
    private listeners = new Set<() => void>();
    private cancelTimer = () => {};
    private clockOffset = 0;

    constructor(sessionId: string, private readonly ports: SessionPorts) {
        this.state = initialState(sessionId);
    }

    /** Null until the first token has been verified. */
    get facts(): SessionFacts | null {
        return this.current;
    }

    get status(): SessionStatus {
        const { phase, ended, asking } = this.state;
        if (phase === "ended") return { phase, reason: ended ?? "expired" };
        if (phase === "waiting") return { phase, isSlow: (asking?.repeats ?? 0) > 0 || this.state.failures > 1 };
        return { phase };
    }

    /** The server's time, in milliseconds since 1970. */
    now(): number {
        return this.ports.clock.now() + this.clockOffset;
    }

    /** The token to call with, once there is one that the server takes. */
    token(): Promise<string> {
        const { phase, token, isHeld } = this.state;
        if (phase === "active" && token !== null && !isHeld) return Promise.resolve(token);
        if (phase === "ended") return Promise.reject(new SessionEnded());
        return new Promise((resolve, reject) => this.waiters.push({ resolve, reject }));
    }

    /** Says whenever status or facts change. */
    subscribe(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    start = (): void => this.take({ type: "start" });
    receive = (token: string): void => this.take({ type: "token", token });
    wake = (): void => this.take({ type: "wake" });
    reconnect = (): void => this.take({ type: "reconnect" });

    /** A call was answered 401. */
    refused(token: string, name: string): void {
        this.take({ type: "refused", token, name });
    }

    /** A call went well. */
    accepted(): void {
        if (this.state.refusals > 0) this.take({ type: "accepted" });
    }

    private take(input: SessionInput): void {
        const moment = { now: this.ports.clock.now(), random: this.ports.clock.random() };
        const { state, actions } = step(this.state, input, moment);
        this.state = state;
        this.schedule();
        for (const action of actions) this.perform(action);
        for (const listener of [...this.listeners]) listener();
    }

    private schedule(): void {
        this.cancelTimer();
        const due = nextWake(this.state);
        this.cancelTimer = due === Infinity ? () => {} : this.ports.clock.after(due - this.ports.clock.now(), this.wake);
    }

    private perform(action: SessionAction): void {
        const { sessionId, session } = this.state;
        switch (action.type) {
            case "ready":
                return this.ports.post({ type: "meshes:ready", version: 1 });
            case "ask":
                return this.ports.post({
                    type: "meshes:token-refresh", session_id: session?.sessionId ?? sessionId, reason: action.reason,
                    expires_at: this.current?.expires_at,
                });
            case "verify":
                void this.verify(action.token);
                return;
            case "install":
                this.ports.onVerified();
                for (const waiter of this.waiters.splice(0)) waiter.resolve(action.token);
                return;
            case "end":
                for (const waiter of this.waiters.splice(0)) waiter.reject(new SessionEnded());
                if (action.reason === "other_session") return;
                return this.ports.post({ type: "meshes:token-expired", session_id: sessionId, reason: action.reason });
        }
    }

    private async verify(token: string): Promise<void> {
        const verification = await this.ports.verify(token);
        switch (verification.result) {
            case "verified":
                return this.verified(token, verification.facts, verification.serverTime);
            case "refused":
                return this.take({ type: "refused", token, name: verification.name });
            case "unreachable":
                this.take({ type: "unverified", token });
                if (this.state.candidate !== token) return;
                this.ports.clock.after(verificationDelay(this.state.failures), () => {
                    if (this.state.candidate === token) void this.verify(token);
                });
        }
    }

    private verified(token: string, facts: SessionFacts, serverTime: number | null): void {
        // Clocks of browsers may be wrong by hours; what counts is how much time the server gives.
        if (serverTime !== null) {
            const offset = serverTime - this.ports.clock.now();
            this.clockOffset = Math.abs(offset) > 2000 ? offset : 0;
        }
        const session: VerifiedSession = {
            sessionId: facts.session_id, workspaceId: facts.workspace_id, type: facts.session_type,
            resource: facts.resource, resourceId: facts.resource_id,
            expiresAt: Date.parse(facts.expires_at) - this.clockOffset,
        };
        const previous = this.current;
        this.current = facts;
        this.take({ type: "verified", token, session });
        if (this.state.token !== token) this.current = previous;
    }
}
