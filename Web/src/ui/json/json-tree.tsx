import { useState } from "preact";
import { Icon } from "../icon";
import type { JSONNode } from "./parse";
import "./json.css";

/** Deeper members are closed at first, and so are long lists. */
const openDepth = 2;
const openItems = 30;

/** JSON that opens and closes. Everything in it is shown as text. */
export function JSONTree({ node }: { node: JSONNode }) {
    return <div class="json"><Value node={node} depth={0} /></div>;
}

function Value({ name, node, depth }: { name?: string; node: JSONNode; depth: number }) {
    if (node.kind === "object" || node.kind === "array") return <Branch name={name} node={node} depth={depth} />;
    return (
        <div class="json-line">
            {name !== undefined && <span class="json-name">{name}</span>}
            <span class={`json-${node.kind}`}>{node.kind === "string" ? `"${node.text}"` : node.text}</span>
        </div>
    );
}

function Branch({ name, node, depth }: { name?: string; node: JSONNode & { kind: "object" | "array" }; depth: number }) {
    const children = node.kind === "object"
        ? node.members.map(({ key, value }) => [key, value] as const)
        : node.items.map((value, index) => [String(index), value] as const);
    const [isOpen, setOpen] = useState(depth < openDepth && children.length <= openItems);
    const [left, right] = node.kind === "object" ? "{}" : "[]";
    if (children.length === 0) return <div class="json-line">{name !== undefined && <span class="json-name">{name}</span>}<span class="muted">{left}{right}</span></div>;
    return (
        <div class={depth > 0 ? "json-branch" : undefined}>
            <button class="json-toggle" type="button" aria-expanded={String(isOpen)} onClick={() => setOpen(!isOpen)}>
                <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={12} />
                {name !== undefined && <span class="json-name">{name}</span>}
                <span class="muted">{left}{isOpen ? "" : `${children.length}${right}`}</span>
            </button>
            {isOpen && <div class="json-children">{children.map(([key, value]) => <Value key={key} name={key} node={value} depth={depth + 1} />)}</div>}
        </div>
    );
}
