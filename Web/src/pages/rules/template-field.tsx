import { useRef } from "preact";
import type { TextInput } from "../../api/integrations";
import { Combobox } from "../../ui/combobox";
import { SelectField, TextAreaField, TextField } from "../../ui/field";
import type { PayloadField } from "../../api/placeholders";
import { unknownIn } from "../../api/placeholders";
import { text } from "./rules-text";

export interface TemplateFieldProps {
    input: TextInput;
    value: string;
    error?: string;
    fields: PayloadField[];
    onInput: (value: string) => void;
}

/** A text that may name values of the payload, with a list to take them from. */
export function TemplateField({ input, value, error, fields, onInput }: TemplateFieldProps) {
    const root = useRef<HTMLDivElement>(null);
    const shared = { label: input.label ?? input.field, error, isRequired: input.required ?? false, placeholder: input.placeholder };
    if (input.type === "select") return <SelectField {...shared} help={input.description} value={value} options={input.options ?? []} onChange={onInput} />;

    const unknown = unknownIn(value, fields);
    const help = (
        <>
            {input.description}
            {unknown.length > 0 && <span class="rule-warning" role="status"> {text.unknown(unknown.map((path) => `{{${path}}}`).join(", "))}</span>}
        </>
    );
    const insert = (path: string) => {
        const control = root.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(".control");
        const at = control?.selectionStart ?? value.length;
        const piece = `{{${path}}}`;
        onInput(value.slice(0, at) + piece + value.slice(control?.selectionEnd ?? at));
        setTimeout(() => {
            control?.focus();
            control?.setSelectionRange(at + piece.length, at + piece.length);
        });
    };
    return (
        <div class="template-field" ref={root}>
            {input.type === "textarea"
                ? <TextAreaField {...shared} help={help} rows={5} value={value} onInput={onInput} />
                : <TextField {...shared} help={help} type={input.type} value={value} onInput={onInput} />}
            {fields.length > 0 && input.type !== "password" && (
                <Combobox
                    label={text.insert} hidesLabel placeholder={text.insert} value="" onChange={insert}
                    options={fields.map(({ path, type, example }) => ({ value: path, label: path, hint: example ?? type }))}
                />
            )}
        </div>
    );
}
