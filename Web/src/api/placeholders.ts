/** A value of recent payloads, by its path. */
export interface PayloadField {
    path: string;
    type: string;
    example?: string;
}

/** The paths that a template names in `{{…}}`, each once. */
export function placeholdersIn(template: string): string[] {
    const found = template.matchAll(/(?<!\\)\{\{\s*([A-Za-z_][\w.]*)\s*\}\}/g);
    return [...new Set([...found].map(([, path]) => path!))];
}

/** Those that no recent payload had. Without a look at payloads nothing is known to be wrong. */
export function unknownIn(template: string, fields: PayloadField[]): string[] {
    if (fields.length === 0) return [];
    const isKnown = (path: string) =>
        fields.some((field) => field.path === path || field.path.startsWith(`${path}.`) || path.startsWith(`${field.path}.`));
    return placeholdersIn(template).filter((path) => !isKnown(path));
}

/** Stands in where nothing is known; the server refuses empty payloads. */
const stranger: PayloadField[] = [{ path: "email", type: "string" }, { path: "name", type: "string", example: "Ada Lovelace" }];

/** A payload that has a value at each path. */
export function sampleWith(fields: PayloadField[], paths: string[]): Record<string, unknown> {
    if (fields.length + paths.length === 0) return sampleWith(stranger, []);
    const sample: Record<string, unknown> = {};
    const known = new Map(fields.map((field) => [field.path, field]));
    for (const path of [...known.keys(), ...paths]) place(sample, path.split("."), valueFor(path, known.get(path)));
    return sample;
}

function place(target: Record<string, unknown>, path: string[], value: unknown): void {
    const [key, ...rest] = path;
    if (key === undefined) return;
    const inner = target[key];
    if (rest.length === 0) target[key] = inner ?? value;
    else place((target[key] = isRecord(inner) ? inner : {}), rest, value);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function valueFor(path: string, field: PayloadField | undefined): unknown {
    const last = path.split(".").at(-1)!;
    switch (field?.type) {
        case "number": return Number(field.example ?? 1);
        case "boolean": return field.example !== "false";
        case "null": return null;
        case "array": return [];
        case "object": return {};
        default: return field?.example ?? (/mail/i.test(last) ? "ada@example.com" : last);
    }
}
