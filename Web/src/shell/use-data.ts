import { useCallback, useEffect, useRef } from "preact";
import type { Entry } from "../api/cache";
import type { Change } from "../api/changes";
import { touchesNothing } from "../api/changes";
import { useAgain, useServices } from "./services";

export interface Data<T> extends Entry<T> {
    refresh: () => void;
}

export interface DataOptions<T> {
    /** Which changes on the server call for a new look. */
    touchedBy?: (change: Change) => boolean;
    /** Shows what the last path had until the new one is there, so that the page does not flash. */
    keepsLast?: boolean;
    /** Instead of `GET path` as JSON. */
    load?: () => Promise<T>;
}

/** What the server has at a path: at once if it is known, and anew whenever the page is opened or the data change. */
export function useData<T>(path: string | null, { touchedBy = touchesNothing, keepsLast, load }: DataOptions<T> = {}): Data<T> {
    const { api, cache } = useServices();
    const subscribe = (listener: () => void) =>
        path === null ? () => {} : cache.follow(path, load ?? (() => api.get<T>(path)), touchedBy, listener);
    useAgain(subscribe, path);
    const entry: Entry<T> = path === null ? { isLoading: false } : cache.peek<T>(path);
    const refresh = useCallback(() => path !== null && cache.refresh(path), [cache, path]);
    const last = useRef<T | undefined>(undefined);
    last.current = entry.data ?? (keepsLast && entry.error === undefined ? last.current : undefined);
    return { ...entry, data: last.current, refresh };
}

/** Asks again every so many milliseconds while the page is in sight. */
export function useRegularly(refresh: () => void, every: number): void {
    useEffect(() => {
        const timer = setInterval(() => document.visibilityState === "visible" && refresh(), every);
        return () => clearInterval(timer);
    }, [every, refresh]);
}
