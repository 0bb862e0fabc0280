import type { FieldCatalog, FieldDefinition, MappingField, MappingSchema, Scalar, Source } from "../../api/mappings";
import { text } from "./mappings-text";

/** A field of the destination together with what fills it. */
export interface MappingRow {
    key: string;
    label: string;
    /** Null when the destination no longer has the field. */
    definition: FieldDefinition | null;
    mapped: MappingField | null;
}

/** What is no longer there first, then required fields, then all others by name, those that can't be written last. */
export function rowsOf(fields: FieldDefinition[], schema: MappingSchema): MappingRow[] {
    const mapped = new Map(schema.fields.map((field) => [field.dest, field]));
    const known = fields.map((definition) => ({
        key: definition.key, label: definition.label || definition.key, definition, mapped: mapped.get(definition.key) ?? null,
    }));
    const keys = new Set(fields.map(({ key }) => key));
    const gone = schema.fields.filter(({ dest }) => !keys.has(dest))
        .map((field) => ({ key: field.dest, label: field.dest, definition: null, mapped: field }));
    return [...gone, ...known].sort((one, other) => rank(one) - rank(other) || one.label.localeCompare(other.label));
}

function rank({ definition }: MappingRow): number {
    if (definition === null) return 0;
    if (definition.constraints?.read_only) return 3;
    return definition.constraints?.required ? 1 : 2;
}

/** Puts in what fills a field, or takes it away; fields keep their order. */
export function withField(schema: MappingSchema, dest: string, field: MappingField | null): MappingSchema {
    const isThere = schema.fields.some((one) => one.dest === dest);
    const fields = field === null
        ? schema.fields.filter((one) => one.dest !== dest)
        : isThere ? schema.fields.map((one) => (one.dest === dest ? field : one)) : [...schema.fields, field];
    return { ...schema, fields };
}

/** A fixed value as the field's type wants it; a text that can't be one stays a text, and is found wrong. */
export function literalFrom(typed: string, definition: FieldDefinition | null): Scalar {
    if (definition?.type === "number" && typed.trim() !== "" && Number.isFinite(Number(typed))) return Number(typed);
    if (definition?.type === "boolean" && (typed === "true" || typed === "false")) return typed === "true";
    return typed;
}

const pathPattern = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z0-9_]+)*$/;

/** What is wrong with a source; null when nothing is. */
export function problemIn(source: Source, definition: FieldDefinition | null): string | null {
    if (source.type === "path") return pathPattern.test(source.value) && source.value.length <= 128 ? null : text.badPath;
    if (typeof source.value !== "string") return null;
    if (definition?.type === "number") return text.badNumber;
    return source.value.length >= 1 && source.value.length <= 256 ? null : text.badLiteral;
}

export function hasProblems(schema: MappingSchema, fields: FieldDefinition[]): boolean {
    const definitions = new Map(fields.map((field) => [field.key, field]));
    return schema.fields.some(({ dest, source }) => problemIn(source, definitions.get(dest) ?? null) !== null);
}

/** What a refresh brought. */
export interface CatalogChanges {
    added: string[];
    removed: string[];
    changed: string[];
}

export function changesBetween(before: FieldCatalog, after: FieldCatalog): CatalogChanges {
    const old = new Map(before.fields.map((field) => [field.key, field]));
    const now = new Map(after.fields.map((field) => [field.key, field]));
    const nameOf = (field: FieldDefinition) => field.label || field.key;
    return {
        added: after.fields.filter(({ key }) => !old.has(key)).map(nameOf),
        removed: before.fields.filter(({ key }) => !now.has(key)).map(nameOf),
        changed: after.fields.filter(({ key, type }) => old.has(key) && old.get(key)?.type !== type).map(nameOf),
    };
}
