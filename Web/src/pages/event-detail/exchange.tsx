import type { Children } from "preact";
import { Code } from "../../ui/code";
import { formatJSON, parseJSON } from "../../ui/json/parse";
import { text } from "./event-text";

/** One side of a call: its first line, headers and body. */
export function Exchange({ title, line, headers, children }: { title: string; line: Children; headers?: Record<string, string>; children?: Children }) {
    const all = Object.entries(headers ?? {});
    return (
        <section aria-label={title}>
            <h3>{title}</h3>
            <p class="exchange-line">{line}</p>
            {all.length > 0 && (
                <dl class="headers">
                    {all.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
                </dl>
            )}
            {children}
        </section>
    );
}

/** A body, indented if it is JSON. */
export function Body({ body }: { body: string }) {
    const json = parseJSON(body);
    return <Code text={json ? formatJSON(json) : body} label={text.body} />;
}
