import { test } from "node:test";
import assert from "node:assert/strict";
import { formatJSON, member, parseJSON } from "../src/ui/json/parse";

test("numbers keep every digit and members their order", () => {
    const text = '{\n  "z": 12345678901234567890,\n  "a": 1.10,\n  "e": -1E+5\n}';
    assert.equal(formatJSON(parseJSON(text)!), text);
});

test("everything that JSON can say is read as the standard reader reads it", () => {
    const text = ' {"s":"a\\"b\\u00e9\\n","t":true,"f":false,"n":null,"o":{},"l":[1,[],{"x":[2]}]} ';
    assert.deepEqual(JSON.parse(formatJSON(parseJSON(text)!)), JSON.parse(text));
    assert.equal(formatJSON(member(parseJSON(text), "s")!), '"a\\"bé\\n"');
});

test("what is no JSON is nothing", () => {
    for (const text of ["", "{", '{"a":}', "[1,]", "tru", '{"a" 1}', "1 2", '"open']) assert.equal(parseJSON(text), null, text);
});
