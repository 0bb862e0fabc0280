import type { Clock } from "./clock";

const shortestPause = 100;

/** Tells the height of the content: on change only, and not more often than every 100 ms. */
export class HeightReporter {
    private reported = -1;
    private last = -Infinity;
    private isPlanned = false;

    constructor(
        private readonly clock: Clock, private readonly measure: () => number, private readonly report: (height: number) => void,
    ) {}

    /** The height may have changed. */
    changed = (): void => {
        if (this.isPlanned) return;
        const wait = this.last + shortestPause - this.clock.now();
        if (wait <= 0) return this.send(false);
        this.isPlanned = true;
        this.clock.after(wait, () => {
            this.isPlanned = false;
            this.send(false);
        });
    };

    /** Another page is shown: tells the height even when it is the same. */
    navigated = (): void => this.send(true);

    private send(always: boolean): void {
        const height = Math.ceil(this.measure());
        if (height === this.reported && !always) return;
        this.reported = height;
        this.last = this.clock.now();
        this.report(height);
    }
}

/** Follows the height of an element. */
export function observeHeight(element: Element, reporter: HeightReporter): void {
    new ResizeObserver(reporter.changed).observe(element);
}
