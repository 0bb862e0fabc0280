import type { AuthField } from "../../api/integrations";
import { text } from "./connections-text";

/** What stands in the fields of a connection's form, by key. Custom headers are lines of `Name: value`. */
export type Values = Record<string, string>;

/** Stored settings as a form shows them. Secrets are never among them. */
export function valuesFrom(fields: AuthField[], metadata: Record<string, unknown> = {}): Values {
    return Object.fromEntries(fields.map((field) => [field.key, valueFrom(field, metadata[field.key])]));
}

function valueFrom(field: AuthField, stored: unknown): string {
    if (field.type === "password") return "";
    if (Array.isArray(stored)) return formatHeaders(stored.map(({ name }) => ({ name: String(name), value: "" })));
    return stored === undefined || stored === null ? field.defaultValue ?? "" : String(stored);
}

/** Whether a field counts with these values; what depends on a hidden field is hidden as well. */
export function isShown(field: AuthField, fields: AuthField[], values: Values): boolean {
    const { dependsOn } = field;
    if (!dependsOn) return true;
    const other = fields.find(({ key }) => key === dependsOn.field);
    return [dependsOn.value].flat().includes(values[dependsOn.field] ?? "") && (!other || isShown(other, fields, values));
}

/** What is wrong with the values, by key. `saved` names the secrets that are stored already. */
export function problemsIn(fields: AuthField[], values: Values, saved: string[] = []): Record<string, string> {
    const problems: Record<string, string> = {};
    for (const field of fields.filter((field) => isShown(field, fields, values))) {
        const value = (values[field.key] ?? "").trim();
        if (value === "") {
            if (field.required && !saved.includes(field.key)) problems[field.key] = text.required;
        } else if (field.validate === "url" && !isURL(value)) {
            problems[field.key] = text.notURL;
        }
    }
    return problems;
}

/** The metadata to save. Secrets that were left blank stay as they are stored. */
export function toMetadata(fields: AuthField[], values: Values, stored: Record<string, unknown> = {}): Record<string, unknown> {
    const metadata = { ...stored };
    for (const field of fields) {
        const value = values[field.key] ?? "";
        if (!isShown(field, fields, values)) delete metadata[field.key];
        else if (field.type !== "password") metadata[field.key] = isHeaders(field) ? parseHeaders(value).map(toHeader) : value.trim();
        else if (value !== "") metadata[field.key] = value;
    }
    return metadata;
}

export interface HeaderLine {
    name: string;
    value: string;
}

/** The one field whose text is a list: headers of a webhook. */
export const isHeaders = (field: AuthField): boolean => field.key === "custom_headers";

export function parseHeaders(lines: string): HeaderLine[] {
    return lines.split("\n").filter((line) => line !== "").map((line) => {
        const colon = line.indexOf(":");
        return colon < 0 ? { name: line, value: "" } : { name: line.slice(0, colon), value: line.slice(colon + 1).trimStart() };
    });
}

export function formatHeaders(headers: HeaderLine[]): string {
    return headers.map(({ name, value }) => `${name.replaceAll(/[\n:]/g, "")}: ${value.replaceAll("\n", " ")}`).join("\n");
}

/** A value that was left blank stays as it is stored. */
function toHeader({ name, value }: HeaderLine): { name: string; value: string | null } {
    return { name: name.trim(), value: value.trim() || null };
}

function isURL(value: string): boolean {
    try {
        return ["https:", "http:"].includes(new URL(value).protocol);
    } catch {
        return false;
    }
}
