import type { FieldDefinition, Source } from "../../api/mappings";
import type { PayloadField } from "../../api/placeholders";
import { IconButton } from "../../ui/button";
import { Combobox } from "../../ui/combobox";
import { SelectField, TextField } from "../../ui/field";
import { literalFrom, problemIn } from "./mapping-rows";
import { text } from "./mappings-text";

export interface SourceFieldProps {
    label: string;
    definition: FieldDefinition | null;
    source: Source | null;
    payload: PayloadField[];
    onChange: (source: Source | null) => void;
}

/** No path of a payload can look like this. */
const literalChoice = "=";

/** What fills a field: a value of the payload, looked for by its path, or a fixed one. */
export function SourceField({ label, definition, source, payload, onChange }: SourceFieldProps) {
    if (source?.type === "literal") return <LiteralField label={label} definition={definition} source={source} onChange={onChange} />;
    const options = [
        ...(source ? [{ value: "", label: text.notFilled }] : []),
        ...payload.map(({ path, type, example }) => ({ value: path, label: path, hint: example ?? type })),
        { value: literalChoice, label: text.literal },
    ];
    return (
        <Combobox
            label={text.sourceOf(label)} hidesLabel takesFreeText placeholder={text.notFilled} value={source?.value ?? ""} options={options}
            error={source && problemIn(source, definition)}
            onChange={(value) => onChange(value === "" ? null : value === literalChoice ? { type: "literal", value: "" } : { type: "path", value })}
        />
    );
}

function LiteralField({ label, definition, source, onChange }: Omit<SourceFieldProps, "payload" | "source"> & { source: Source }) {
    const choices = definition?.type === "boolean" ? ["true", "false"] : definition?.type === "enum" ? definition.constraints?.allowed_values ?? [] : [];
    const shared = { label: text.literalOf(label), hidesLabel: true, value: String(source.value ?? ""), error: problemIn(source, definition) };
    const set = (typed: string) => onChange({ type: "literal", value: literalFrom(typed, definition) });
    return (
        <div class="literal-field">
            {choices.length > 0
                ? <SelectField {...shared} options={["", ...choices].map((value) => ({ value, label: value }))} onChange={set} />
                : <TextField {...shared} placeholder={text.literal} onInput={set} />}
            <IconButton icon="close" label={text.usePath} onClick={() => onChange(null)} />
        </div>
    );
}
