import { useEffect, useMemo, useReducer, useRef } from "preact";
import { touchesEvents } from "../../api/changes";
import { withQuery } from "../../api/client";
import type { EventPage } from "../../api/records";
import { useServices, useWorkspacePath } from "../../shell/services";
import type { EventFilters } from "./event-filters";
import { toQuery } from "./event-filters";
import { EventListing } from "./event-listing";

/**
 * The events under some filters; they follow the workspace while `isLive`. Until the list of new filters is there, the last
 * one stays, marked as such.
 */
export function useEventListing(filters: EventFilters, isLive: boolean): { listing: EventListing; isLast: boolean } {
    const { api, onChange, now, cache } = useServices();
    const path = `${useWorkspacePath()}/events`;
    const key = `${path} ${JSON.stringify(filters)}`;
    const [, again] = useReducer((times: number, _: void) => times + 1, 0);
    const listing = useMemo(() => cache.keep(key, () => new EventListing({
        load: (limit, cursor) => api.get<EventPage>(withQuery(path, { ...toQuery(filters, now()), expand: "rule_events", limit, cursor })),
    })), [key]);

    useEffect(() => {
        const stop = listing.subscribe(() => again());
        // A list that is opened again shows what it had, and what came since as news.
        if (listing.isLoaded) void listing.look();
        else void listing.start();
        return stop;
    }, [listing]);
    useEffect(() => {
        if (!isLive) return;
        return onChange((change) => touchesEvents(change) && void listing.look());
    }, [listing, isLive]);
    const last = useRef(listing);
    if (listing.isLoaded || listing.error !== undefined || !last.current.isLoaded) last.current = listing;
    return { listing: last.current, isLast: last.current !== listing };
}
