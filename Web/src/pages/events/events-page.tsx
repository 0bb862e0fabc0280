import { useEffect, useState } from "preact";
import { Page } from "../../shell/page";
import { usePlace, useRouter, useSession } from "../../shell/services";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { formatDayAndHour, formatNumber } from "../../ui/format";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { Switch } from "../../ui/switch";
import { ActiveFilters } from "./active-filters";
import { BulkActions } from "./bulk-actions";
import { readFilters } from "./event-filters";
import type { EventListing } from "./event-listing";
import { EventTable } from "./event-table";
import { text } from "./events-text";
import { FilterBar } from "./filter-bar";
import { useEventListing } from "./use-event-listing";
import "./events.css";

export function EventsPage() {
    const router = useRouter();
    const { abilities } = useSession();
    const filters = readFilters(usePlace().query);
    const [isLive, setLive] = useState(true);
    const { listing, isLast } = useEventListing(filters, isLive);
    const selection = useSelection(listing);
    const hasFilters = Object.keys(filters).length > 0;
    const clear = () => router.navigate("/workspace/events", { replaces: true });

    return (
        <Page title={text.title} actions={<Switch label={text.live} isOn={isLive} onChange={setLive} />}>
            <FilterBar filters={filters} onChange={router.setQuery} />
            <ActiveFilters filters={filters} onRemove={(name) => router.setQuery({ [name]: null })} onClear={clear} />
            {abilities.manage && (
                <BulkActions ids={[...selection.ids]} onClear={selection.clear} onDone={() => {
                    selection.clear();
                    void listing.look();
                }} />
            )}
            <Card isFlush isStale={isLast}>
                <Newcomers listing={listing} />
                {listing.records.length > 0 && <EventTable events={listing.records} selection={abilities.manage ? selection : null} />}
                {listing.isLoaded && listing.records.length === 0 && !listing.error && !listing.hasMore && (
                    hasFilters
                        ? <EmptyState icon="search" title={text.noneFit} action={<Button onClick={clear}>{text.clear}</Button>}>{text.noneFitText}</EmptyState>
                        : <EmptyState icon="bolt" title={text.none}>{text.noneText}</EmptyState>
                )}
                {!listing.isLoaded && !listing.error && <SkeletonRows rows={8} label="Loading events" />}
                {listing.error !== undefined && <ErrorState error={listing.error} noun="The list of events" onRetry={() => void listing.start()} />}
                <Foot listing={listing} />
            </Card>
            <p class="visually-hidden" aria-live="polite">
                {listing.isLoaded && !listing.isBusy ? `${formatNumber(listing.records.length)} events shown` : ""}
            </p>
        </Page>
    );
}

function Newcomers({ listing }: { listing: EventListing }) {
    const count = listing.newcomers.length;
    if (count === 0) return null;
    return (
        <button class="newcomers" type="button" onClick={listing.showNewcomers}>
            <span aria-live="polite">{text.newcomers(formatNumber(count) + (listing.hasManyNewcomers ? "+" : ""))}</span> – {text.show}
        </button>
    );
}

function Foot({ listing }: { listing: EventListing }) {
    if (!listing.hasMore || !listing.isLoaded) return null;
    const { searchedUntil } = listing;
    return (
        <div class="list-foot">
            {searchedUntil && <span class="muted">{text.searching(formatDayAndHour(new Date(searchedUntil)))}</span>}
            <Button isBusy={listing.isBusy} icon={searchedUntil ? "search" : undefined} onClick={() => void listing.more()}>
                {searchedUntil ? text.searchOn : text.more}
            </Button>
        </div>
    );
}

/** Which events are ticked; those that left the list are let go. */
function useSelection(listing: EventListing) {
    const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
    useEffect(() => setIds(new Set()), [listing]);
    const listed = new Set([...ids].filter((id) => listing.records.some((event) => event.id === id)));
    return {
        ids: listed as ReadonlySet<string>,
        clear: () => setIds(new Set()),
        toggleAll: () => setIds(new Set(listed.size === listing.records.length ? [] : listing.records.map(({ id }) => id))),
        toggle(id: string) {
            const next = new Set(listed);
            if (!next.delete(id)) next.add(id);
            setIds(next);
        },
    };
}
