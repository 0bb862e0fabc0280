import type { EndReason, RefreshReason } from "./messages";

/** What the server says of a session whose token it took. */
export interface VerifiedSession {
    sessionId: string;
    workspaceId: string;
    type: string;
    resource?: string;
    resourceId?: string;
    /** In milliseconds of this browser's clock. */
    expiresAt: number;
}

/** A try to get a token from the host. */
interface Asking {
    reason: RefreshReason | "ready";
    since: number;
    /** How often the host has been asked again. */
    repeats: number;
}

export interface SessionState {
    /** `waiting` for the first token, `active`, `ended`. */
    phase: "waiting" | "active" | "ended";
    /** Known from the page itself. */
    readonly sessionId: string;
    token: string | null;
    session: VerifiedSession | null;
    /** A token that the host sent and the server has not yet judged. */
    candidate: string | null;
    /** Tries to have it judged that failed on the way. */
    failures: number;
    asking: Asking | null;
    /** The server refused the current token: calls wait for another. */
    isHeld: boolean;
    /** Refusals in a row since a call went well. */
    refusals: number;
    refreshAt: number;
    ended: EndReason | "other_session" | null;
}

export type SessionInput =
    | { type: "start" }
    | { type: "token"; token: string }
    | { type: "verified"; token: string; session: VerifiedSession }
    | { type: "unverified"; token: string }
    | { type: "refused"; token: string; name: string }
    | { type: "accepted" }
    | { type: "wake" }
    | { type: "reconnect" };

export type SessionAction =
    | { type: "ready" }
    | { type: "ask"; reason: RefreshReason }
    | { type: "verify"; token: string }
    | { type: "install"; token: string; session: VerifiedSession }
    | { type: "end"; reason: EndReason | "other_session" };

/** What the machine may not know by itself. */
export interface Moment {
    now: number;
    /** 0 ..< 1 */
    random: number;
}

export interface Step {
    state: SessionState;
    actions: SessionAction[];
}

const second = 1000;
/** The host is asked again so long after the first time. */
export const repeatsAfter = [10 * second, 20 * second, 40 * second];
/** No answer after this: nobody is there. */
export const giveUpAfter = 60 * second;
const longestFailureWait = 30 * second;

export function initialState(sessionId: string): SessionState {
    return {
        phase: "waiting", sessionId, token: null, session: null, candidate: null, failures: 0, asking: null, isHeld: false,
        refusals: 0, refreshAt: Infinity, ended: null,
    };
}

/** The whole life of a session's tokens, without clock, network or window. */
export function step(state: SessionState, input: SessionInput, moment: Moment): Step {
    switch (input.type) {
        case "start":
            return ask(state, "ready", moment);
        case "token":
            return receive(state, input.token);
        case "verified":
            return input.token === state.candidate ? install(state, input.token, input.session, moment) : stay(state);
        case "unverified":
            return input.token === state.candidate ? stay({ ...state, failures: state.failures + 1 }) : stay(state);
        case "refused":
            return refuse(state, input.token, input.name, moment);
        case "accepted":
            return stay({ ...state, refusals: 0 });
        case "wake":
            return wake(state, moment);
        case "reconnect":
            return reconnect(state, moment);
    }
}

/** When `wake` is due next; Infinity when nothing is waited for. */
export function nextWake(state: SessionState): number {
    if (state.phase === "ended") return Infinity;
    const repeat = state.asking ? state.asking.since + (repeatsAfter[state.asking.repeats] ?? giveUpAfter) : Infinity;
    const giveUp = state.asking && state.asking.repeats >= repeatsAfter.length ? giveUpTime(state, state.asking) : repeat;
    return Math.min(giveUp, state.asking ? Infinity : state.refreshAt);
}

/** How long to wait before a token is shown to the server again that it could not be shown. */
export function verificationDelay(failures: number): number {
    return Math.min(longestFailureWait, second * 2 ** failures);
}

function stay(state: SessionState, ...actions: SessionAction[]): Step {
    return { state, actions };
}

function ask(state: SessionState, reason: Asking["reason"], { now }: Moment): Step {
    return stay({ ...state, asking: { reason, since: now, repeats: 0 } }, asked(reason));
}

function asked(reason: Asking["reason"]): SessionAction {
    return reason === "ready" ? { type: "ready" } : { type: "ask", reason };
}

function receive(state: SessionState, token: string): Step {
    if (state.ended === "other_session" || token === state.candidate) return stay(state);
    if (token === state.token && !state.isHeld) return stay({ ...state, asking: null });
    return stay({ ...state, candidate: token, failures: 0 }, { type: "verify", token });
}

function install(state: SessionState, token: string, session: VerifiedSession, { now, random }: Moment): Step {
    if (!belongs(session, state)) {
        const ended = { ...state, candidate: null };
        // A foreign token does not harm a session that works.
        return state.phase === "active" && !state.isHeld ? stay(ended) : end(ended, "other_session");
    }
    const left = session.expiresAt - now;
    const early = Math.max(60 * second, left / 10) + (random - 0.5) * 10 * second;
    const next: SessionState = {
        ...state, phase: "active", token, session, candidate: null, failures: 0, asking: null, isHeld: false, ended: null,
        refreshAt: Math.max(now + 5 * second, session.expiresAt - early),
    };
    return stay(next, { type: "install", token, session });
}

/** The page is bound to the session it was launched for, or one that can do exactly the same. */
function belongs(session: VerifiedSession, { sessionId, session: known }: SessionState): boolean {
    if (session.sessionId === sessionId) return true;
    return known !== null && session.workspaceId === known.workspaceId && session.type === known.type
        && session.resource === known.resource && session.resourceId === known.resourceId;
}

function refuse(state: SessionState, token: string, name: string, moment: Moment): Step {
    const isCandidate = token === state.candidate;
    if (state.phase === "ended" && !isCandidate) return stay(state);
    if (!isCandidate && (token !== state.token || state.isHeld)) return stay(state);
    const held: SessionState = {
        ...state, candidate: isCandidate ? null : state.candidate, isHeld: state.isHeld || !isCandidate,
        refusals: state.refusals + 1,
    };
    if (name === "SessionRevoked") return end(held, "revoked");
    // Beyond what a refresh can mend: the host has to mint a new session.
    if (name === "SessionExpired") return end(held, "expired");
    // The current token still works: a bad one beside it changes nothing.
    if (isCandidate && state.token !== null && !state.isHeld) return stay({ ...held, refusals: state.refusals });
    if (held.refusals >= 2) return end(held, "expired");
    // Whoever was asked already will answer; an answer that was refused calls for another.
    if (held.candidate !== null || (held.asking !== null && !isCandidate)) return stay(held);
    return ask(held, "unauthorized", moment);
}

function wake(state: SessionState, moment: Moment): Step {
    if (state.phase === "ended" || moment.now < nextWake(state)) return stay(state);
    const { asking } = state;
    if (asking === null) return ask(state, "scheduled", moment);
    if (asking.repeats < repeatsAfter.length) {
        return stay({ ...state, asking: { ...asking, repeats: asking.repeats + 1 } }, asked(asking.reason));
    }
    return end(state, state.isHeld || state.token === null ? "no_response" : "expired");
}

/** A token that still works is used until it runs out, however silent the host is. */
function giveUpTime(state: SessionState, asking: Asking): number {
    const silence = asking.since + giveUpAfter;
    return state.isHeld || state.session === null ? silence : Math.max(silence, state.session.expiresAt);
}

function end(state: SessionState, reason: EndReason | "other_session"): Step {
    return stay({ ...state, phase: "ended", ended: reason, asking: null, isHeld: true }, { type: "end", reason });
}

function reconnect(state: SessionState, moment: Moment): Step {
    if (state.phase !== "ended" || state.ended === "other_session") return stay(state);
    const fresh: SessionState = { ...state, phase: state.session ? "active" : "waiting", ended: null, refusals: 0 };
    return ask(fresh, state.session ? "unauthorized" : "ready", moment);
}
