import { Button, IconButton } from "../../ui/button";
import { TextField } from "../../ui/field";
import { text } from "./connections-text";
import type { HeaderLine } from "./form-values";
import { formatHeaders, parseHeaders } from "./form-values";

/** So many headers the server takes. */
const most = 5;

/** Headers as rows of name and value. `saved` names those whose value is stored and not shown. */
export function HeaderRows({ label, value, saved, error, onInput }: { label: string; value: string; saved: string[]; error?: string; onInput: (value: string) => void }) {
    const rows = parseHeaders(value);
    const change = (at: number, part: Partial<HeaderLine>) =>
        onInput(formatHeaders(rows.map((row, index) => (index === at ? { ...row, ...part } : row))));
    return (
        <fieldset class="header-rows">
            <legend class="field-label">{label}<span class="field-optional"> optional</span></legend>
            {rows.map((row, at) => (
                <div key={at} class="header-row">
                    <TextField label={text.headerName} hidesLabel placeholder="X-Source" value={row.name} onInput={(name) => change(at, { name })} />
                    <TextField
                        label={text.headerValue} hidesLabel type="password" value={row.value}
                        placeholder={saved.includes(row.name) ? text.keep : text.headerValue} onInput={(value) => change(at, { value })}
                    />
                    <IconButton icon="close" label={text.removeHeader} onClick={() => onInput(formatHeaders(rows.filter((_, index) => index !== at)))} />
                </div>
            ))}
            {error && <p class="field-error" role="alert">{error}</p>}
            {rows.length < most && (
                <div><Button size="small" icon="plus" onClick={() => onInput(formatHeaders([...rows, { name: "", value: "" }]))}>{text.addHeader}</Button></div>
            )}
        </fieldset>
    );
}
