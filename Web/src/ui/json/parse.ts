/** JSON as it was sent: numbers keep every digit, members their order. */
export type JSONNode =
    | { kind: "object"; members: { key: string; value: JSONNode }[] }
    | { kind: "array"; items: JSONNode[] }
    /** The text of a string without its escapes, or of a number, `true`, `false` or `null` as it was written. */
    | { kind: "string" | "number" | "word"; text: string };

/** Null when the text is no JSON. */
export function parseJSON(text: string): JSONNode | null {
    try {
        const reader = new Reader(text);
        const node = reader.value();
        reader.end();
        return node;
    } catch {
        return null;
    }
}

/** Indented by two spaces, numbers untouched. */
export function formatJSON(node: JSONNode, indent = ""): string {
    const inner = indent + "  ";
    switch (node.kind) {
        case "object":
            if (node.members.length === 0) return "{}";
            return `{\n${node.members.map(({ key, value }) => `${inner}${JSON.stringify(key)}: ${formatJSON(value, inner)}`).join(",\n")}\n${indent}}`;
        case "array":
            if (node.items.length === 0) return "[]";
            return `[\n${node.items.map((item) => inner + formatJSON(item, inner)).join(",\n")}\n${indent}]`;
        case "string":
            return JSON.stringify(node.text);
        default:
            return node.text;
    }
}

/** The member of an object, if it is one and has it. */
export function member(node: JSONNode | null, key: string): JSONNode | null {
    return node?.kind === "object" ? node.members.find((member) => member.key === key)?.value ?? null : null;
}

const scalar = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const space = /\s*/y;

class Reader {
    private at = 0;

    constructor(private readonly text: string) {}

    value(): JSONNode {
        this.skip();
        const first = this.text[this.at];
        if (first === "{") return { kind: "object", members: this.list("}", () => this.member()) };
        if (first === "[") return { kind: "array", items: this.list("]", () => this.value()) };
        if (first === '"') return { kind: "string", text: this.string() };
        const text = this.match(scalar);
        return { kind: /^[tfn]/.test(text) ? "word" : "number", text };
    }

    end(): void {
        this.skip();
        if (this.at !== this.text.length) throw new SyntaxError();
    }

    private member(): { key: string; value: JSONNode } {
        this.skip();
        const key = this.string();
        this.expect(":");
        return { key, value: this.value() };
    }

    private list<Item>(close: string, read: () => Item): Item[] {
        const items: Item[] = [];
        this.at += 1;
        this.skip();
        if (this.text[this.at] === close) {
            this.at += 1;
            return items;
        }
        for (;;) {
            items.push(read());
            this.skip();
            if (this.text[this.at] === close) break;
            this.expect(",");
        }
        this.at += 1;
        return items;
    }

    private string(): string {
        return JSON.parse(this.match(string)) as string;
    }

    private expect(sign: string): void {
        this.skip();
        if (this.text[this.at] !== sign) throw new SyntaxError();
        this.at += 1;
    }

    private skip(): void {
        this.match(space);
    }

    private match(pattern: RegExp): string {
        pattern.lastIndex = this.at;
        const found = pattern.exec(this.text);
        if (!found) throw new SyntaxError();
        this.at = pattern.lastIndex;
        return found[0]!;
    }
}
