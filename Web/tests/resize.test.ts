import { test } from "node:test";
import assert from "node:assert/strict";
import { HeightReporter } from "../src/runtime/resize";
import { ManualClock } from "./manual-clock";

test("heights are rounded up, told on change, at most every 100 ms, and after every navigation", () => {
    const clock = new ManualClock();
    let height = 500.2;
    const told: number[] = [];
    const reporter = new HeightReporter(clock, () => height, (height) => told.push(height));
    reporter.changed();
    reporter.changed();
    assert.deepEqual(told, [501]);
    for (height of [510, 520, 530]) reporter.changed();
    assert.deepEqual(told, [501]);
    clock.advance(100);
    assert.deepEqual(told, [501, 530]);
    clock.advance(1000);
    reporter.changed();
    assert.deepEqual(told, [501, 530]);
    reporter.navigated();
    assert.deepEqual(told, [501, 530, 530]);
});

test("a height that means nothing is not told", () => {
    let height: number | null = null;
    const told: number[] = [];
    const reporter = new HeightReporter(new ManualClock(), () => height, (height) => told.push(height));
    reporter.changed();
    reporter.navigated();
    assert.deepEqual(told, []);
    height = 500;
    reporter.changed();
    assert.deepEqual(told, [500]);
});
