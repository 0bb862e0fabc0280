import type { HostMessage } from "./messages";
import { isAuth, readAuth } from "./messages";

export interface HostHandlers {
    onToken: (token: string) => void;
    /** The parent answered from an origin that this session does not allow. */
    onForeignOrigin: (origin: string) => void;
}

/**
 * The page that holds this frame. Says things to allowed origins only, and listens to the parent window only; from the
 * first token that proves good, one origin is left.
 */
export class Host {
    private origin: string | null = null;
    private lastSender: string | null = null;

    constructor(private readonly frame: Window, private readonly allowed: string[] | null) {}

    listen(handlers: HostHandlers): void {
        this.frame.addEventListener("message", (event) => {
            if (event.source !== this.frame.parent || this.frame.parent === this.frame) return;
            if (!isAuth(event.data)) return;
            if (!this.isAllowed(event.origin)) return handlers.onForeignOrigin(event.origin);
            const token = readAuth(event.data);
            if (token === null) return;
            this.lastSender = event.origin;
            handlers.onToken(token);
        });
    }

    /** Whether the browser tells already that the parent is not allowed. */
    get isForeign(): boolean {
        const parent = this.parentOrigin;
        return parent !== undefined && this.allowed !== null && !this.allowed.includes(parent);
    }

    /** The token of the last sender proved good: everything goes to that origin from now on. */
    settle(): void {
        this.origin ??= this.lastSender;
    }

    post(message: HostMessage): void {
        if (this.frame.parent === this.frame) return;
        for (const origin of this.targets()) this.frame.parent.postMessage(message, origin);
    }

    private isAllowed(origin: string): boolean {
        if (this.origin !== null) return origin === this.origin;
        return this.allowed === null || this.allowed.includes(origin);
    }

    /** Browsers complain on the console about each origin that does not fit, so the parent's is chosen where it is known. */
    private targets(): string[] {
        if (this.origin !== null) return [this.origin];
        if (this.allowed === null) return ["*"];
        if (this.isForeign) return [];
        const parent = this.parentOrigin;
        return parent !== undefined ? [parent] : this.allowed;
    }

    /** Not every browser tells. */
    private get parentOrigin(): string | undefined {
        return this.frame.location.ancestorOrigins?.[0];
    }
}
