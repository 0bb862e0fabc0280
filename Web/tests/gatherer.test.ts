import { test } from "node:test";
import assert from "node:assert/strict";
import type { Change } from "../src/api/changes";
import { Gatherer } from "../src/api/gatherer";
import { ManualClock } from "./manual-clock";

const change = (...events: string[]): Change => ({ events, connections: [], rules: [], more: false });

test("the first change goes on at once, those that follow as one after a second", () => {
    const clock = new ManualClock();
    const told: string[][] = [];
    const gatherer = new Gatherer(clock, 1000, ({ events }) => told.push(events));
    for (const id of ["1", "2", "2", "3"]) gatherer.take(change(id));
    assert.deepEqual(told, [["1"]]);
    clock.advance(1000);
    assert.deepEqual(told, [["1"], ["2", "3"]]);
    gatherer.take(change("4"));
    clock.advance(999);
    assert.equal(told.length, 2);
    clock.advance(1);
    assert.deepEqual(told[2], ["4"]);
    clock.advance(5000);
    gatherer.take(change("5"));
    assert.deepEqual(told[3], ["5"]);
});

test("what waits is forgotten when it is stopped", () => {
    const clock = new ManualClock();
    let told = 0;
    const gatherer = new Gatherer(clock, 1000, () => told++);
    gatherer.take(change("1"));
    gatherer.take(change("2"));
    gatherer.stop();
    clock.advance(5000);
    assert.equal(told, 1);
});
