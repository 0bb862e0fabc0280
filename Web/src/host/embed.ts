/**
 * The host script, served as `/embed.js`: puts the pages of one workspace into an element of the host's own page and
 * keeps the host's half of the message contract. It sets `globalThis.Meshes`, so that a script element and an
 * `import` for its side effect both work.
 */
import { frameHeight } from "./frame-height";
import type { FrameMessage, Mounted, MountOptions } from "./mount-options";
import { TokenSupply } from "./token-supply";

/**
 * Shows the pages that a launch URL leads to.
 *
 * @throws Error when the container is not there or the launch URL is no http(s) address; nothing is changed then.
 */
export function mount(options: MountOptions): Mounted {
    const { minHeight = 480, maxHeight = Infinity } = options;
    const container = typeof options.container === "string" ? document.querySelector(options.container) : options.container;
    if (!(container instanceof Element)) throw new Error("Meshes.mount: container is not an element of this page");
    if (typeof options.getToken !== "function") throw new Error("Meshes.mount: getToken is not a function");

    let origin = originOf(options.launchUrl);
    const frame = createFrame(options, frameHeight(0, minHeight, maxHeight));
    const tokens = new TokenSupply(options.getToken, (token) => {
        frame.contentWindow?.postMessage({ type: "meshes:auth", token }, origin);
    });

    const handlers: Record<string, (message: FrameMessage) => void> = {
        "meshes:ready": () => tokens.supply({ reason: "ready" }),
        "meshes:token-refresh": ({ session_id, reason }) =>
            tokens.supply({ reason: reason === "unauthorized" ? reason : "scheduled", sessionId: session_id }),
        "meshes:resize": ({ height }) => {
            if (typeof height === "number") frame.style.height = `${frameHeight(height, minHeight, maxHeight)}px`;
        },
        "meshes:navigate": ({ page, path, id }) => options.onNavigate?.({ page, path, id }),
        "meshes:token-expired": ({ reason, session_id }) => options.onExpired?.({ reason, sessionId: session_id }),
    };

    /** Only what this very frame says, while it shows the origin of the launch URL. */
    function receive(event: MessageEvent): void {
        if (!frame.contentWindow || event.source !== frame.contentWindow || event.origin !== origin) return;
        const message: unknown = event.data;
        if (typeof message !== "object" || message === null) return;
        const { type } = message as FrameMessage;
        if (typeof type === "string" && Object.hasOwn(handlers, type)) handlers[type]?.(message as FrameMessage);
    }

    window.addEventListener("message", receive);
    frame.src = options.launchUrl;
    container.append(frame);

    return {
        iframe: frame,
        reload(launchUrl) {
            origin = originOf(launchUrl);
            tokens.forget();
            frame.src = launchUrl;
        },
        unmount() {
            window.removeEventListener("message", receive);
            tokens.forget();
            frame.remove();
        },
    };
}

/** The address itself stays out of the error: it carries the launch token. */
function originOf(launchUrl: string): string {
    try {
        const url = new URL(launchUrl);
        if (url.protocol === "https:" || url.protocol === "http:") return url.origin;
    } catch {
        // Falls through to the one error for every unusable address.
    }
    throw new Error("Meshes: launchUrl is not an http(s) address");
}

function createFrame({ title = "Integrations", appearance }: MountOptions, height: number): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.title = title;
    // Scripts and its own origin, forms, and popups that escape (a provider's sign-in page); not the host's address bar.
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox");
    frame.allow = "clipboard-write";
    // The server logs the host's origin when it may not embed; it never needs the path.
    frame.referrerPolicy = "strict-origin";
    frame.style.cssText = "display: block; width: 100%; border: 0";
    frame.style.height = `${height}px`;
    // A frame whose scheme differs from its document's gets an opaque backdrop, which flashes white on a dark page.
    const theme = appearance?.theme;
    if (theme) frame.style.colorScheme = theme === "auto" ? "light dark" : theme;
    return frame;
}

Object.assign(globalThis, { Meshes: { mount } });
