import type { Place } from "./path";
import { formatPlace, parsePlace } from "./path";

/** Asked before the page is left; calls `go` when it may be. */
export type LeaveGuard = (go: () => void) => void;

/** Where in the embed the reader is. Kept in the history state, so that the browser's Back works; never a credential. */
export class Router {
    private text: string;
    private listeners = new Set<() => void>();
    private guard: LeaveGuard | null = null;

    constructor(start: string, private readonly window: Window) {
        this.text = start;
        window.history.replaceState({ path: start }, "", start);
        window.addEventListener("popstate", (event) => this.popped(event.state?.path));
    }

    get path(): string {
        return this.text;
    }

    get place(): Place {
        return parsePlace(this.text);
    }

    /** With `replaces`, Back leads past the place that is left, as for filters being typed. */
    navigate = (path: string, { replaces = false } = {}): void => {
        if (path === this.text) return;
        const go = () => {
            if (replaces) this.window.history.replaceState({ path }, "", path);
            else this.window.history.pushState({ path }, "", path);
            this.show(path);
        };
        if (this.guard && !replaces) this.guard(go);
        else go();
    };

    /** Changes parts of the query and keeps the rest. */
    setQuery = (changes: Record<string, string | null>): void => {
        const { path, query } = this.place;
        this.navigate(formatPlace({ path, query: { ...query, ...changes } }), { replaces: true });
    };

    subscribe = (listener: () => void): (() => void) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
    };

    /** Keeps the reader from leaving unsaved changes behind; null lifts it. */
    setGuard = (guard: LeaveGuard | null): void => {
        this.guard = guard;
    };

    private popped(path: unknown): void {
        if (typeof path !== "string") return;
        if (!this.guard) return this.show(path);
        this.window.history.pushState({ path: this.text }, "", this.text);
        this.guard(() => this.show(path));
    }

    private show(path: string): void {
        this.guard = null;
        this.text = path;
        for (const listener of [...this.listeners]) listener();
    }
}
