import type { Appearance } from "./appearance";

/** What the server put into the page: nothing secret. */
export interface Bootstrap {
    sessionId: string;
    page: string;
    /** Null means any origin that the page's frame policy lets through. */
    allowedOrigins: string[] | null;
    appearance: Appearance;
}

/** Drops the launch token from the address, so that it stays in no history and no referrer. */
export function forgetLaunchToken(): void {
    history.replaceState({ path: location.pathname }, "", location.pathname);
}

export function readBootstrap(document: Document): Bootstrap {
    const block = document.getElementById("meshes-embed")?.textContent ?? "{}";
    const values = JSON.parse(block) as Record<string, unknown>;
    return {
        sessionId: String(values["session_id"] ?? ""),
        page: String(values["page"] ?? "dashboard"),
        allowedOrigins: Array.isArray(values["allowed_origins"]) ? values["allowed_origins"].map(String) : null,
        appearance: (values["appearance"] ?? {}) as Appearance,
    };
}
