import { useMemo, useState } from "preact";
import { CopyButton } from "../copy-button";
import { Segmented } from "../segmented";
import { Code } from "../code";
import { JSONTree } from "./json-tree";
import type { JSONNode } from "./parse";
import { formatJSON } from "./parse";

const views = [{ value: "tree", label: "Tree" }, { value: "raw", label: "Raw" }];

/** JSON as a tree or as text, to look at and to copy. */
export function JSONViewer({ node, label }: { node: JSONNode; label: string }) {
    const [view, setView] = useState("tree");
    const text = useMemo(() => formatJSON(node), [node]);
    return (
        <div class="json-viewer">
            <div class="json-bar">
                <Segmented label={`View of the ${label}`} options={views} value={view} onChange={setView} />
                <CopyButton text={text} label={`Copy the ${label}`} />
            </div>
            {view === "tree" ? <JSONTree node={node} /> : <Code text={text} label={label} />}
        </div>
    );
}
