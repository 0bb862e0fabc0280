import type { Appearance } from "./appearance";

export type SessionType = "workspace" | "resource" | "dashboard";

/** What a session may do; the server decides again at every call. */
export interface Abilities {
    /** Rules, retries, cancels and test events. */
    manage: boolean;
    manage_connections: boolean;
    force_delete: boolean;
    read_payload: boolean;
    emit: boolean;
}

/** `GET /api/v1/session`. */
export interface SessionFacts {
    session_id: string;
    workspace_id: string;
    workspace_name: string;
    role: "member" | "admin" | "owner";
    session_type: SessionType;
    resource?: string;
    resource_id?: string;
    scopes: string[];
    expires_at: string;
    abilities: Abilities;
    appearance?: Appearance;
}

/** What came of showing a token to the server. */
export type Verification =
    | { result: "verified"; facts: SessionFacts; serverTime: number | null }
    | { result: "refused"; name: string }
    | { result: "unreachable" };

/** Shows a token to the server, without touching the one in use. */
export async function verify(token: string, send: typeof fetch = fetch): Promise<Verification> {
    try {
        const answer = await send("/api/v1/session", { headers: { authorization: `Bearer ${token}` }, cache: "no-store" });
        if (answer.ok) {
            const date = Date.parse(answer.headers.get("date") ?? "");
            return { result: "verified", facts: await answer.json(), serverTime: Number.isNaN(date) ? null : date };
        }
        if (answer.status !== 401 && answer.status !== 403 && answer.status !== 404) return { result: "unreachable" };
        const body = await answer.json().catch(() => null);
        return { result: "refused", name: String(body?.error?.name ?? "Unauthorized") };
    } catch {
        return { result: "unreachable" };
    }
}
