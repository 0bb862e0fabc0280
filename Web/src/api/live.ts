import type { Clock } from "../runtime/clock";
import type { Change } from "./changes";
import { anyChange } from "./changes";
import { ApiError } from "./errors";
import { StreamParser } from "./event-stream";

/** Nothing for so long, not even a sign of life: the line is dead. */
const silence = 40_000;
const pollEvery = 5_000;
/** Polling goes on for so long before the stream is tried again. */
const longestWait = 60_000;

export interface LivePorts {
    clock: Clock;
    open: (signal: AbortSignal) => Promise<Response>;
    onChange: (change: Change) => void;
    /** Whether anybody looks. */
    isVisible: () => boolean;
}

/**
 * Follows what changes in the workspace: by the server's stream, and while that can't be had, by asking every 5 seconds.
 * Nothing is asked for while the page is hidden; what was missed is caught up with when it shows again.
 */
export class Live {
    private controller: AbortController | null = null;
    private failures = 0;
    private cancelPoll = () => {};
    private cancelRetry = () => {};

    constructor(private readonly ports: LivePorts) {}

    start(): void {
        this.stop();
        if (this.ports.isVisible()) void this.follow();
    }

    stop(): void {
        this.cancelPoll();
        this.cancelRetry();
        this.controller?.abort();
        this.controller = null;
    }

    /** The page was hidden or shown. */
    visibilityChanged = (): void => {
        if (!this.ports.isVisible()) return this.stop();
        this.ports.onChange(anyChange);
        if (this.controller === null) this.start();
    };

    private async follow(): Promise<void> {
        const controller = new AbortController();
        this.controller = controller;
        try {
            const answer = await this.ports.open(controller.signal);
            await this.read(answer, controller);
            // The server ends streams when it restarts or the session changes.
            this.failures = Math.max(1, this.failures);
        } catch (error) {
            if (error instanceof ApiError || !controller.signal.aborted) this.failures += 1;
        }
        if (this.controller === controller) this.fallBack();
    }

    private async read(answer: Response, controller: AbortController): Promise<void> {
        const reader = answer.body?.getReader();
        if (!reader) return;
        const decoder = new TextDecoder();
        const parser = new StreamParser();
        for (;;) {
            const cancelWatch = this.ports.clock.after(silence, () => controller.abort());
            const { done, value } = await reader.read().finally(cancelWatch);
            if (done) return;
            for (const message of parser.take(decoder.decode(value, { stream: true }))) this.take(message.event, message.data);
        }
    }

    private take(event: string, data: string): void {
        if (event === "open") {
            // What happened while there was no stream.
            if (this.failures > 0) this.ports.onChange(anyChange);
            this.failures = 0;
            this.cancelPoll();
        }
        if (event !== "changed") return;
        const change = JSON.parse(data) as Partial<Change>;
        this.ports.onChange({ ...anyChange, more: false, ...change });
    }

    private fallBack(): void {
        this.cancelPoll();
        const poll = (): void => {
            this.ports.onChange(anyChange);
            this.cancelPoll = this.ports.clock.after(pollEvery, poll);
        };
        this.cancelPoll = this.ports.clock.after(pollEvery, poll);
        const wait = Math.min(longestWait, 1000 * 2 ** this.failures) * (0.75 + this.ports.clock.random() / 2);
        this.cancelRetry = this.ports.clock.after(wait, () => void this.follow());
    }
}
