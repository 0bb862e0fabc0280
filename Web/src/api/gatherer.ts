import type { Clock } from "../runtime/clock";
import type { Change } from "./changes";

/** Hands on a change at once, and what follows as one, no more often than every so many milliseconds. */
export class Gatherer {
    private waiting: Change | null = null;
    private cancel: (() => void) | null = null;

    constructor(private readonly clock: Clock, private readonly every: number, private readonly emit: (change: Change) => void) {}

    take = (change: Change): void => {
        if (this.cancel !== null) {
            this.waiting = this.waiting ? merge(this.waiting, change) : change;
            return;
        }
        this.cancel = this.clock.after(this.every, () => {
            this.cancel = null;
            const next = this.waiting;
            this.waiting = null;
            if (next) this.take(next);
        });
        this.emit(change);
    };

    /** Forgets what waits. */
    stop(): void {
        this.cancel?.();
        this.cancel = null;
        this.waiting = null;
    }
}

function merge(one: Change, other: Change): Change {
    const join = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])];
    return {
        events: join(one.events, other.events), connections: join(one.connections, other.connections),
        rules: join(one.rules, other.rules), more: one.more || other.more,
    };
}
