import { test } from "node:test";
import assert from "node:assert/strict";
import { formatBytes, formatDuration, formatPercent, formatRelative } from "../src/ui/format";
import { niceMaximum, shownLabels } from "../src/ui/charts/scale";

(globalThis as { document?: unknown }).document = { documentElement: { dataset: { locale: "en" } } };

test("a share with failures in it never reads 100 %", () => {
    assert.equal(formatPercent(1), "100%");
    assert.equal(formatPercent(0.99999), "99.99%");
    assert.equal(formatPercent(0.98544), "98.5%");
    assert.equal(formatPercent(0), "0%");
});

test("durations are told to the precision that helps", () => {
    assert.deepEqual(
        [42, 1340, 59_000, 125_000, 3_600_000, 12_000_000, 200_000_000].map(formatDuration),
        ["42 ms", "1.3 sec", "59 sec", "2 min 5 sec", "1 hr", "3 hr 20 min", "2.3 days"]);
});

test("times near now are told from now, older ones by their date", () => {
    const now = Date.parse("2026-03-10T12:00:00Z");
    const at = (seconds: number) => formatRelative(new Date(now + seconds * 1000), now);
    assert.deepEqual([at(-5), at(-119), at(-7200), at(90), at(0)], ["5s ago", "1m ago", "2h ago", "in 1m", "now"]);
    assert.match(at(-30 * 86_400), /Feb 8/);
});

test("sizes", () => assert.deepEqual([0, 999, 8192, 5_400_000].map(formatBytes), ["0 B", "999 B", "8.2 KB", "5.4 MB"]));

test("axes end on round numbers above the highest bar", () => {
    assert.deepEqual([0, 3, 7, 12, 101, 1446, 23_000].map(niceMaximum), [4, 4, 8, 20, 200, 2000, 40_000]);
});

test("the last label always shows, and no more than fit", () => {
    const shown = Array.from({ length: 30 }, (_, index) => index).filter(shownLabels(30, 640, 64));
    assert.deepEqual(shown, [2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
});
