/** A place inside the embed: `/workspace/events?status=failed`. */
export interface Place {
    /** Without its query. */
    path: string;
    query: Record<string, string>;
}

export function parsePlace(text: string): Place {
    const [path = "/", query = ""] = text.split("?");
    return { path: path.replace(/\/+$/, "") || "/", query: Object.fromEntries(new URLSearchParams(query)) };
}

/** Members without a value are left out; the order is that of the query. */
export function formatPlace({ path, query }: { path: string; query?: Record<string, string | null | undefined> }): string {
    const values = Object.entries(query ?? {}).filter((pair): pair is [string, string] => Boolean(pair[1]));
    const text = new URLSearchParams(values).toString();
    return text ? `${path}?${text}` : path;
}

/** The variable parts of a path, or null when it does not fit `/workspace/events/:id`. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
    const wanted = pattern.split("/");
    const given = path.split("/");
    if (wanted.length !== given.length) return null;
    const values: Record<string, string> = {};
    for (const [index, part] of wanted.entries()) {
        const value = given[index]!;
        if (part.startsWith(":")) values[part.slice(1)] = decodeURIComponent(value);
        else if (part !== value) return null;
    }
    return values;
}
