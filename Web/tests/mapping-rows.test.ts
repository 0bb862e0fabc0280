import assert from "node:assert/strict";
import { test } from "node:test";
import type { FieldDefinition, MappingSchema } from "../src/api/mappings";
import { changesBetween, hasProblems, literalFrom, problemIn, rowsOf, withField } from "../src/pages/mappings/mapping-rows";

const fields: FieldDefinition[] = [
    { key: "phone", label: "Phone", type: "string" },
    { key: "created", label: "Created", type: "datetime", constraints: { read_only: true } },
    { key: "email", label: "Email", type: "string", constraints: { required: true } },
    { key: "seats", label: "Seats", type: "number" },
];
const schema: MappingSchema = {
    schema_version: 1,
    fields: [{ dest: "old", source: { type: "path", value: "a" } }, { dest: "seats", source: { type: "literal", value: 3 } }],
};

test("removed fields come first, then required ones, those that can't be written last", () => {
    assert.deepEqual(rowsOf(fields, schema).map(({ key }) => key), ["old", "email", "phone", "seats", "created"]);
    assert.equal(rowsOf(fields, schema)[0]!.definition, null);
});

test("a field that is changed keeps its place, a new one comes last", () => {
    const changed = withField(schema, "old", { dest: "old", source: { type: "path", value: "b" } });
    assert.deepEqual(changed.fields.map(({ dest, source }) => [dest, source.value]), [["old", "b"], ["seats", 3]]);
    assert.deepEqual(withField(schema, "email", { dest: "email", source: { type: "path", value: "x" } }).fields.map(({ dest }) => dest), ["old", "seats", "email"]);
    assert.deepEqual(withField(schema, "old", null).fields.map(({ dest }) => dest), ["seats"]);
});

test("fixed values take the type of the field, and what can't is found wrong", () => {
    const [phone, , , seats] = fields;
    assert.equal(literalFrom("3", seats!), 3);
    assert.equal(literalFrom("3", phone!), "3");
    assert.equal(literalFrom("true", { key: "b", type: "boolean" }), true);
    assert(problemIn({ type: "literal", value: literalFrom("many", seats!) }, seats!) !== null);
    assert(problemIn({ type: "literal", value: "" }, phone!) !== null);
    assert.equal(problemIn({ type: "literal", value: 3 }, seats!), null);
});

test("paths are names joined by dots", () => {
    for (const value of ["email", "user.email", "items.0.id", "_a"]) assert.equal(problemIn({ type: "path", value }, null), null, value);
    for (const value of ["", "a b", "a..b", ".a", "1a", "a-b", "x".repeat(129)]) assert(problemIn({ type: "path", value }, null) !== null, value);
    assert.equal(hasProblems(schema, fields), false);
    assert.equal(hasProblems(withField(schema, "phone", { dest: "phone", source: { type: "path", value: "a b" } }), fields), true);
});

test("a refresh says what was added, removed and given another type", () => {
    const catalog = (fields: FieldDefinition[]) => ({ catalog_version: "v", refreshed_at: "2026-01-01T00:00:00.000Z", fields });
    const after = [{ ...fields[0]!, type: "number" as const }, fields[1]!, fields[2]!, { key: "new", type: "string" as const }];
    assert.deepEqual(changesBetween(catalog(fields), catalog(after)), { added: ["new"], removed: ["Seats"], changed: ["Phone"] });
});
