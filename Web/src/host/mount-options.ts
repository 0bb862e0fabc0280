/** Why a token is wanted. */
export interface TokenRequest {
    /** `ready`: the first one, of the mint. `scheduled`, `unauthorized`: a refreshed one, from the backend. */
    reason: "ready" | "scheduled" | "unauthorized";
    /** The session to refresh; the backend must check that it belongs to the user who asks. */
    sessionId?: string | undefined;
}

/** Gives an access token; null when there is none to be had, which ends the asking. Rejecting has it asked again. */
export type TokenSource = (request: TokenRequest) => Promise<string | null> | string | null;

/** What `Meshes.mount` takes. */
export interface MountOptions {
    /** The element that gets the frame, or its selector. */
    container: Element | string;
    /** `launch_url` of the mint: good once, for seconds. */
    launchUrl: string;
    getToken: TokenSource;
    /** Least height of the frame in CSS pixels; 480 unless given. */
    minHeight?: number;
    /** Greatest height in CSS pixels; the frame scrolls beyond it. Unlimited unless given. */
    maxHeight?: number;
    /** Name of the frame for screen readers; "Integrations" unless given. */
    title?: string;
    /** The appearance that the session was minted with. Only the theme matters here: it keeps the frame from flashing white. */
    appearance?: { theme?: "light" | "dark" | "auto" };
    /** Called when the user moves on to another page inside the frame. */
    onNavigate?: (place: { page?: string | undefined; path?: string | undefined; id?: string | undefined }) => void;
    /** Called when the frame has no usable token left. `reload` with a fresh launch URL brings it back. */
    onExpired?: (end: { reason?: string | undefined; sessionId?: string | undefined }) => void;
}

/** What `Meshes.mount` gives back. */
export interface Mounted {
    readonly iframe: HTMLIFrameElement;
    /** Starts the frame over with a launch URL that was just minted. */
    reload(launchUrl: string): void;
    /** Removes the frame and stops listening. */
    unmount(): void;
}

/** A message of the frame; every member beside `type` may be missing. */
export interface FrameMessage {
    type?: string;
    height?: number;
    session_id?: string;
    reason?: string;
    page?: string;
    path?: string;
    id?: string;
}
