import type { Query } from "../../api/client";

/** The filters of the events page, as they stand in its path. */
export const filterNames = [
    "q", "status", "event", "range", "since", "until", "resource", "resource_id", "connection", "rule", "integration", "outcome", "test",
] as const;

export type FilterName = (typeof filterNames)[number];
export type EventFilters = Partial<Record<FilterName, string>>;

const hour = 3_600_000;

/** Ranges that move with the time. */
export const ranges: Record<string, { label: string; length: number }> = {
    "1h": { label: "Last hour", length: hour },
    "24h": { label: "Last 24 hours", length: 24 * hour },
    "7d": { label: "Last 7 days", length: 7 * 24 * hour },
    "30d": { label: "Last 30 days", length: 30 * 24 * hour },
};

export function readFilters(query: Record<string, string>): EventFilters {
    return Object.fromEntries(filterNames.filter((name) => query[name]).map((name) => [name, query[name]]));
}

/** The parameters of the API for these filters now. Ranges start at a full minute. */
export function toQuery(filters: EventFilters, now: number): Query {
    const { range, ...rest } = filters;
    const length = range ? ranges[range]?.length : undefined;
    if (length === undefined) return rest;
    return { ...rest, since: new Date(Math.floor((now - length) / 60_000) * 60_000).toISOString() };
}
