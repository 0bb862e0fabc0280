import { SessionEnded } from "../runtime/session";
import type { Change } from "./changes";

/** What is known of one path of the API. */
export interface Entry<T = unknown> {
    data?: T;
    error?: unknown;
    isLoading: boolean;
}

interface Slot extends Entry {
    listeners: Set<() => void>;
    /** Whether a change of data on the server touches this. */
    touchedBy: (change: Change) => boolean;
    load: () => Promise<unknown>;
    /** Something changed while it was being loaded. */
    isStale: boolean;
    used: number;
}

/** Paths that no page shows are forgotten beyond this number. */
const capacity = 60;
/** So many things that pages keep. */
const keepers = 4;

/**
 * What the server said, by path. A page that is opened again shows what was known at once, while it is asked for anew.
 */
export class Cache {
    private slots = new Map<string, Slot>();
    private kept = new Map<string, unknown>();
    private uses = 0;

    peek<T>(key: string): Entry<T> {
        const slot = this.slots.get(key);
        return slot ? { data: slot.data as T, error: slot.error, isLoading: slot.isLoading } : { isLoading: true };
    }

    /** Follows a path and loads it now. */
    follow(key: string, load: () => Promise<unknown>, touchedBy: Slot["touchedBy"], listener: () => void): () => void {
        const slot = this.slots.get(key) ?? { listeners: new Set(), isLoading: false, isStale: false, touchedBy, load, used: 0 };
        Object.assign(slot, { load, touchedBy, used: ++this.uses });
        slot.listeners.add(listener);
        this.slots.set(key, slot);
        if (!slot.isLoading) void this.load(slot);
        return () => {
            slot.listeners.delete(listener);
            this.trim();
        };
    }

    refresh(key: string): void {
        const slot = this.slots.get(key);
        if (!slot) return;
        if (slot.isLoading) slot.isStale = true;
        else void this.load(slot);
    }

    /** Data changed on the server: whatever is on the screen is asked for anew, the rest when it is next shown. */
    touch(change: Change): void {
        for (const [key, slot] of this.slots) {
            if (slot.listeners.size > 0 && slot.touchedBy(change)) this.refresh(key);
        }
    }

    /** Something of a page that should be there when the reader comes back, such as a list with all its loaded pages. */
    keep<T>(key: string, make: () => T): T {
        const known = (this.kept.get(key) as T | undefined) ?? make();
        this.kept.delete(key);
        this.kept.set(key, known);
        for (const oldest of [...this.kept.keys()].slice(0, -keepers)) this.kept.delete(oldest);
        return known;
    }

    /** Another session sees other things. */
    clear(): void {
        this.kept.clear();
        for (const [key, slot] of this.slots) {
            if (slot.listeners.size === 0) this.slots.delete(key);
            else this.refresh(key);
        }
    }

    private async load(slot: Slot): Promise<void> {
        slot.isLoading = true;
        this.tell(slot);
        do {
            slot.isStale = false;
            try {
                slot.data = await slot.load();
                slot.error = undefined;
            } catch (error) {
                // The notice of an ended session covers the page; what is behind it stays.
                if (!(error instanceof SessionEnded)) slot.error = error;
            }
        } while (slot.isStale && slot.listeners.size > 0);
        slot.isLoading = false;
        this.tell(slot);
    }

    private tell(slot: Slot): void {
        for (const listener of [...slot.listeners]) listener();
    }

    private trim(): void {
        const unused = [...this.slots].filter(([, slot]) => slot.listeners.size === 0);
        unused.sort(([, one], [, other]) => one.used - other.used);
        for (const [key] of unused.slice(0, Math.max(0, this.slots.size - capacity))) this.slots.delete(key);
    }
}
