import type { Children } from "preact";
import { classes } from "./class-names";
import { useId } from "./use-id";
import "./field.css";

export interface FieldProps {
    label: string;
    /** The label is read out but not shown: where the surroundings make it plain. */
    hidesLabel?: boolean;
    help?: Children;
    error?: string | null;
    isRequired?: boolean;
    /** Gets the attributes that bind the control to its label, help and error. */
    children: (control: ControlAttributes) => Children;
}

export interface ControlAttributes {
    id: string;
    "aria-describedby": string | undefined;
    "aria-invalid": "true" | undefined;
    required: boolean | undefined;
}

/** A control with its label, help and what is wrong with it. */
export function Field({ label, hidesLabel, help, error, isRequired, children }: FieldProps) {
    const id = useId("field");
    const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
    return (
        <div class="field">
            <label class={classes("field-label", hidesLabel && "visually-hidden")} for={id}>
                {label}
                {!isRequired && isRequired !== undefined && <span class="field-optional"> optional</span>}
            </label>
            {children({
                id, "aria-describedby": described || undefined, "aria-invalid": error ? "true" : undefined, required: isRequired,
            })}
            {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
            {help && <p class="field-help" id={`${id}-help`}>{help}</p>}
        </div>
    );
}

interface TextProps extends Omit<FieldProps, "children"> {
    value: string;
    onInput: (value: string) => void;
    placeholder?: string;
}

export function TextField({ value, onInput, placeholder, type = "text", isMono, ...field }: TextProps & { type?: "text" | "password" | "search" | "url" | "datetime-local"; isMono?: boolean }) {
    return (
        <Field {...field}>
            {(control) => (
                <input
                    {...control} class={classes("control", isMono && "mono")} type={type} value={value} placeholder={placeholder}
                    autocomplete={type === "password" ? "new-password" : "off"} spellcheck={false}
                    onInput={(event) => onInput(event.currentTarget.value)}
                />
            )}
        </Field>
    );
}

export function TextAreaField({ value, onInput, placeholder, rows = 4, isMono, ...field }: TextProps & { rows?: number; isMono?: boolean }) {
    return (
        <Field {...field}>
            {(control) => (
                <textarea
                    {...control} class={classes("control", isMono && "mono")} rows={rows} value={value} placeholder={placeholder}
                    spellcheck={!isMono} onInput={(event) => onInput(event.currentTarget.value)}
                />
            )}
        </Field>
    );
}

export interface Option {
    value: string;
    label: string;
}

interface SelectProps extends Omit<FieldProps, "children"> {
    value: string;
    options: Option[];
    onChange: (value: string) => void;
}

export function SelectField({ value, options, onChange, ...field }: SelectProps) {
    return (
        <Field {...field}>
            {(control) => (
                <select {...control} class="control" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
                    {options.map((option) => (
                        <option key={option.value} value={option.value} selected={option.value === value}>{option.label}</option>
                    ))}
                </select>
            )}
        </Field>
    );
}
