import type { EventPage, EventRecord } from "../../api/records";

export interface ListingPorts {
    /** A page of events under the filters, newest first. */
    load: (limit: number, cursor: string | null) => Promise<EventPage>;
}

const pageSize = 50;
/** The most that the server gives at once. */
const largestPage = 200;

/**
 * The events under some filters. What is on the screen stays where it is: events that come in are counted, and join
 * the list when the reader asks for them; states of events that are listed are brought up to date in place.
 */
export class EventListing {
    records: EventRecord[] = [];
    /** Came in since the list was made. */
    newcomers: EventRecord[] = [];
    isLoaded = false;
    isBusy = false;
    error: unknown = undefined;
    /** Older events have been looked at down to here only. */
    searchedUntil: string | null = null;
    private cursor: string | null = null;
    private listeners = new Set<() => void>();
    private isLooking = false;
    private looksAgain = false;

    constructor(private readonly ports: ListingPorts) {}

    get hasMore(): boolean {
        return this.cursor !== null;
    }

    /** More may have come in than one look can tell. */
    get hasManyNewcomers(): boolean {
        return this.newcomers.length >= largestPage;
    }

    subscribe(listener: () => void): () => void {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    }

    /** Starts over. */
    start = (): Promise<void> => this.take(null);

    more = (): Promise<void> => this.isBusy || this.cursor === null ? Promise.resolve() : this.take(this.cursor);

    /** Something changed on the server. */
    async look(): Promise<void> {
        if (!this.isLoaded) return;
        this.looksAgain = true;
        if (this.isLooking) return;
        this.isLooking = true;
        while (this.looksAgain) {
            this.looksAgain = false;
            const limit = Math.min(largestPage, Math.max(pageSize, this.records.length + this.newcomers.length));
            try {
                this.compare(await this.ports.load(limit, null));
            } catch {
                // The next change, or the next load, will tell.
            }
        }
        this.isLooking = false;
    }

    /** Takes in what came. */
    showNewcomers = (): void => {
        if (this.hasManyNewcomers) return void this.start();
        this.records = merge(this.records, this.newcomers);
        this.newcomers = [];
        this.tell();
    };

    private async take(cursor: string | null): Promise<void> {
        this.isBusy = true;
        this.error = undefined;
        this.tell();
        try {
            const page = await this.ports.load(pageSize, cursor);
            this.records = cursor === null ? page.records : merge(this.records, page.records);
            if (cursor === null) this.newcomers = [];
            this.cursor = page.next_cursor;
            this.searchedUntil = page.next_cursor === null ? null : page.searched_until ?? null;
            this.isLoaded = true;
        } catch (error) {
            this.error = error;
        }
        this.isBusy = false;
        this.tell();
    }

    private tell(): void {
        for (const listener of [...this.listeners]) listener();
    }

    private compare(page: EventPage): void {
        const found = new Map(page.records.map((event) => [event.id, event]));
        const known = new Set(this.records.map(({ id }) => id));
        const end = page.next_cursor === null ? "" : page.records[page.records.length - 1]?.created_at ?? "";
        // Within what was looked at, an event that is not found fits the filters no more.
        this.records = this.records
            .filter((event) => found.has(event.id) || event.created_at < end || (page.next_cursor !== null && event.created_at === end))
            .map((event) => found.get(event.id) ?? event);
        this.newcomers = page.records.filter(({ id }) => !known.has(id));
        this.tell();
    }
}

function merge(one: EventRecord[], other: EventRecord[]): EventRecord[] {
    const all = new Map([...one, ...other].map((event) => [event.id, event]));
    // Ids are in the order of time.
    return [...all.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
}
