/** Why the host is asked for a new token. */
export type RefreshReason = "scheduled" | "unauthorized";

/** Why no usable token is left. */
export type EndReason = "expired" | "revoked" | "launch_invalid" | "no_response";

/** Everything that the embed says to its host. */
export type HostMessage =
    | { type: "meshes:ready"; version: 1 }
    | { type: "meshes:token-refresh"; session_id: string; reason: RefreshReason; expires_at?: string }
    | { type: "meshes:token-expired"; session_id: string; reason: EndReason }
    | { type: "meshes:navigate"; page: string; path: string; id?: string }
    | { type: "meshes:resize"; height: number };

/** Longer texts are no token of ours. */
const longestToken = 8192;

/** The token of a `meshes:auth` message; null for any other message. */
export function readAuth(data: unknown): string | null {
    if (typeof data !== "object" || data === null) return null;
    const { type, token } = data as Record<string, unknown>;
    if (type !== "meshes:auth" || typeof token !== "string") return null;
    return token.length > 0 && token.length <= longestToken ? token : null;
}

export function isAuth(data: unknown): boolean {
    return typeof data === "object" && data !== null && (data as Record<string, unknown>)["type"] === "meshes:auth";
}
