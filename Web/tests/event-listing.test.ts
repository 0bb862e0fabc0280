import { test } from "node:test";
import assert from "node:assert/strict";
import type { EventPage, EventRecord, Status } from "../src/api/records";
import { toQuery } from "../src/pages/events/event-filters";
import { EventListing } from "../src/pages/events/event-listing";

function event(number: number, status: Status = "completed"): EventRecord {
    const id = String(number).padStart(4, "0");
    return {
        id, workspace: "w", event: "a", resource: "global", status, total_rules: 1, completed_count: 0, failed_count: 0,
        canceled_count: 0, created_by: "x", created_at: id,
    };
}

/** Events of a workspace, newest first, in pages. */
class Server {
    events: EventRecord[] = [];
    fits = (_: EventRecord): boolean => true;

    load = async (limit: number, cursor: string | null): Promise<EventPage> => {
        const all = this.events.filter(this.fits).sort((a, b) => (a.id < b.id ? 1 : -1));
        const from = cursor === null ? 0 : all.findIndex(({ id }) => id < cursor);
        const records = all.slice(from, from + limit);
        const last = records[records.length - 1];
        return { count: records.length, limit, next_cursor: last && last !== all[all.length - 1] ? last.id : null, records };
    };
}

function make(count: number) {
    const server = new Server();
    server.events = Array.from({ length: count }, (_, number) => event(number + 1));
    return { server, listing: new EventListing({ load: server.load }) };
}

const ids = (listing: EventListing) => listing.records.map(({ id }) => Number(id));

test("newcomers wait until they are asked for", async () => {
    const { server, listing } = make(3);
    await listing.start();
    server.events.push(event(4), event(5));
    await listing.look();
    assert.deepEqual(ids(listing), [3, 2, 1]);
    assert.equal(listing.newcomers.length, 2);
    await listing.look();
    assert.equal(listing.newcomers.length, 2);
    listing.showNewcomers();
    assert.deepEqual(ids(listing), [5, 4, 3, 2, 1]);
    assert.equal(listing.newcomers.length, 0);
});

test("states change in place", async () => {
    const { server, listing } = make(3);
    await listing.start();
    server.events[1] = event(2, "failed");
    await listing.look();
    assert.deepEqual(listing.records.map(({ status }) => status), ["completed", "failed", "completed"]);
});

test("what fits the filter no more goes, what lies beyond the look stays", async () => {
    const { server, listing } = make(300);
    await listing.start();
    for (let pages = 0; pages < 5; pages++) await listing.more();
    assert.equal(listing.records.length, 300);
    assert.equal(listing.hasMore, false);
    server.fits = ({ id }) => id !== "0299";
    await listing.look();
    assert.equal(listing.records.length, 299);
    assert.deepEqual(ids(listing).slice(0, 3), [300, 298, 297]);
});

test("more newcomers than one look can tell start the list over", async () => {
    const { server, listing } = make(60);
    await listing.start();
    server.events.push(...Array.from({ length: 500 }, (_, number) => event(number + 61)));
    // A look tells as many as the list is long, so it takes a few to see them all.
    for (let looks = 0; looks < 5; looks++) await listing.look();
    assert.equal(listing.hasManyNewcomers, true);
    listing.showNewcomers();
    await Promise.resolve();
    await new Promise((done) => setImmediate(done));
    assert.equal(ids(listing)[0], 560);
    assert.equal(listing.records.length, 50);
});

test("a failure keeps the list and says so", async () => {
    const { listing, server } = make(80);
    await listing.start();
    server.load = async () => { throw new Error("down"); };
    const broken = new EventListing({ load: server.load });
    await broken.start();
    assert.equal((broken.error as Error).message, "down");
    assert.equal(listing.records.length, 50);
});

test("ranges become times when they are asked for", () => {
    const now = Date.parse("2026-01-02T03:04:59Z");
    assert.deepEqual(toQuery({ range: "1h", status: "failed" }, now), { status: "failed", since: "2026-01-02T02:04:00.000Z" });
    assert.deepEqual(toQuery({ since: "2026-01-01" }, now), { since: "2026-01-01" });
});
