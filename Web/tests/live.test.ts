import { test } from "node:test";
import assert from "node:assert/strict";
import type { Change } from "../src/api/changes";
import { ApiError } from "../src/api/errors";
import { StreamParser } from "../src/api/event-stream";
import { Live } from "../src/api/live";
import { ManualClock, settle } from "./manual-clock";

test("messages are put together however they are cut", () => {
    const parser = new StreamParser();
    const text = ": hello\n\nevent: open\ndata: {}\n\nevent: changed\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\n";
    const messages = [...text].flatMap((letter) => parser.take(letter));
    assert.deepEqual(messages, [{ event: "open", data: "{}" }, { event: "changed", data: "{\"a\":\n1}" }]);
});

function make(answers: (() => Promise<Response>)[]) {
    const clock = new ManualClock();
    const changes: Change[] = [];
    let opened = 0;
    let isVisible = true;
    const live = new Live({
        clock, onChange: (change) => changes.push(change), isVisible: () => isVisible,
        open: () => (answers[opened++] ?? (() => new Promise<Response>(() => {})))(),
    });
    return { clock, changes, live, opened: () => opened, show: (value: boolean) => { isVisible = value; live.visibilityChanged(); } };
}

/** A stream that says these things and stays open. */
const stream = (text: string) => async () => new Response(new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
}));
const refusal = async () => { throw new ApiError(503, "ServiceUnavailable", "Too many streams"); };

test("changes come from the stream", async () => {
    const { live, changes } = make([stream('event: open\ndata: {}\n\nevent: changed\ndata: {"events":["1"],"more":false}\n\n')]);
    live.start();
    for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
    assert.deepEqual(changes, [{ events: ["1"], connections: [], rules: [], more: false }]);
});

test("without a stream the server is asked every five seconds, until there is one", async () => {
    const { live, changes, clock, opened } = make([refusal, refusal]);
    live.start();
    await settle();
    assert.equal(changes.length, 0);
    clock.advance(5000);
    await settle();
    assert.equal(changes.length, 1);
    assert.equal(opened(), 2);
    clock.advance(10_000);
    assert.equal(changes.filter(({ more }) => more).length, 3);
});

test("a hidden page asks for nothing, and catches up when it is shown", async () => {
    const { live, changes, clock, show } = make([refusal]);
    live.start();
    await settle();
    show(false);
    clock.advance(600_000);
    assert.equal(changes.length, 0);
    show(true);
    assert.equal(changes.length, 1);
});
