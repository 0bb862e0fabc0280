import type { Clock } from "./clock";

const shortestPause = 100;

/** Tells the height of the content: on change only, and not more often than every 100 ms. */
export class HeightReporter {
    private reported = -1;
    private last = -Infinity;
    private isPlanned = false;

    /** @param measure the height; null while it means nothing. */
    constructor(
        private readonly clock: Clock, private readonly measure: () => number | null, private readonly report: (height: number) => void,
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
        const measured = this.measure();
        if (measured === null) return;
        const height = Math.ceil(measured);
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

/** The height of the page; null while the host has hidden the frame, when text runs in columns of no width. */
export function contentHeight(document: Document): number | null {
    return document.documentElement.clientWidth > 0 ? document.body.getBoundingClientRect().height : null;
}
