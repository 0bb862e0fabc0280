import type { Clock } from "../src/runtime/clock";

/** A clock that goes when it is told to. */
export class ManualClock implements Clock {
    private time = 1_000_000_000_000;
    private timers: { due: number; action: () => void }[] = [];

    now = (): number => this.time;
    random = (): number => 0.5;

    after(milliseconds: number, action: () => void): () => void {
        const timer = { due: this.time + milliseconds, action };
        this.timers.push(timer);
        return () => {
            this.timers = this.timers.filter((other) => other !== timer);
        };
    }

    /** Runs whatever falls due on the way, in its order. */
    advance(milliseconds: number): void {
        const end = this.time + milliseconds;
        for (;;) {
            const next = this.timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
            if (!next) break;
            this.timers = this.timers.filter((timer) => timer !== next);
            this.time = Math.max(this.time, next.due);
            next.action();
        }
        this.time = end;
    }
}

/** Lets everything that waits for a promise go on. */
export async function settle(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
