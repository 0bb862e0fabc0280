import type { TokenRequest, TokenSource } from "./mount-options";

/** Waits after a failed try, in milliseconds. After the last the frame itself asks again, or shows a way to. */
const retryDelays = [1_000, 4_000, 15_000];

/**
 * Fetches tokens for the frame, one at a time: requests that come while one is under way are answered by it.
 * The token is handed on and not kept; a failure is told without it.
 */
export class TokenSupply {
    /** The run that may still answer; a later `forget` makes it nobody's. */
    private current: symbol | undefined;

    constructor(
        private readonly source: TokenSource,
        private readonly deliver: (token: string) => void,
    ) {}

    supply(request: TokenRequest): void {
        if (this.current) return;
        const run = Symbol();
        this.current = run;
        void this.fetch(request, run);
    }

    /** Drops what is under way: its answer belongs to a frame that is gone. */
    forget(): void {
        this.current = undefined;
    }

    private async fetch(request: TokenRequest, run: symbol): Promise<void> {
        for (const delay of [...retryDelays, undefined]) {
            try {
                const token = await this.source(request);
                if (this.current === run && typeof token === "string" && token !== "") this.deliver(token);
                break;
            } catch {
                if (this.current !== run || delay === undefined) break;
                console.warn(`Meshes: getToken failed; trying again in ${delay / 1_000} s`);
                await new Promise((resume) => setTimeout(resume, delay));
                if (this.current !== run) break;
            }
        }
        if (this.current === run) this.current = undefined;
    }
}
