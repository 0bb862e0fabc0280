import { test } from "node:test";
import assert from "node:assert/strict";
import { Cache } from "../src/api/cache";
import type { Change } from "../src/api/changes";
import { touchesEvent, touchesEvents } from "../src/api/changes";
import { settle } from "./manual-clock";

const change = (events: string[]): Change => ({ events, connections: [], rules: [], more: false });

test("a page that is opened again shows what was known while it is asked for anew", async () => {
    const cache = new Cache();
    let version = 0;
    const load = async () => ++version;
    const leave = cache.follow("/x", load, () => false, () => {});
    await settle();
    leave();
    cache.follow("/x", load, () => false, () => {});
    assert.deepEqual([cache.peek("/x").data, cache.peek("/x").isLoading], [1, true]);
    await settle();
    assert.deepEqual([cache.peek("/x").data, cache.peek("/x").isLoading], [2, false]);
});

test("several parts of a page that show the same thing ask for it once", async () => {
    const cache = new Cache();
    let loads = 0;
    for (let parts = 0; parts < 3; parts++) cache.follow("/x", async () => ++loads, () => false, () => {});
    await settle();
    assert.equal(loads, 1);
});

test("a change asks again for what is on the screen and touched by it, and for nothing else", async () => {
    const cache = new Cache();
    const loads: string[] = [];
    const follow = (key: string, touchedBy: (change: Change) => boolean) =>
        cache.follow(key, async () => void loads.push(key), touchedBy, () => {});
    follow("list", touchesEvents);
    follow("one", touchesEvent("1"));
    follow("two", touchesEvent("2"));
    const leave = follow("gone", touchesEvents);
    await settle();
    leave();
    loads.length = 0;
    cache.touch(change(["1"]));
    await settle();
    assert.deepEqual(loads, ["list", "one"]);
});

test("a change during a load is followed by one more load, however many there were", async () => {
    const cache = new Cache();
    let loads = 0;
    let finish = () => {};
    cache.follow("x", () => new Promise<number>((done) => {
        loads += 1;
        finish = () => done(loads);
    }), touchesEvents, () => {});
    for (let times = 0; times < 5; times++) cache.touch(change(["1"]));
    finish();
    await settle();
    assert.equal(loads, 2);
    finish();
    await settle();
    assert.deepEqual([loads, cache.peek("x").data, cache.peek("x").isLoading], [2, 2, false]);
});

test("a failure keeps what was known", async () => {
    const cache = new Cache();
    let fails = false;
    cache.follow("x", async () => {
        if (fails) throw new Error("down");
        return 1;
    }, () => false, () => {});
    await settle();
    fails = true;
    cache.refresh("x");
    await settle();
    assert.equal(cache.peek("x").data, 1);
    assert.equal((cache.peek("x").error as Error).message, "down");
});
