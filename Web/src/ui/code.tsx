import "./code.css";

/** Text as it is. Reached by keyboard, since it may scroll. */
export function Code({ text, label }: { text: string; label: string }) {
    return <pre class="code" tabIndex={0} role="region" aria-label={label}>{text}</pre>;
}
