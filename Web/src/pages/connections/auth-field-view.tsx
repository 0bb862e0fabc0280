import type { AuthField } from "../../api/integrations";
import { SelectField, TextField } from "../../ui/field";
import { text } from "./connections-text";
import { isHeaders } from "./form-values";
import { HeaderRows } from "./header-rows";

export interface AuthFieldViewProps {
    field: AuthField;
    value: string;
    error?: string;
    /** A value is stored that is not shown. */
    isSaved: boolean;
    /** Names of headers whose values are stored. */
    savedHeaders: string[];
    onInput: (value: string) => void;
}

/** One field of a connection's form as the integration describes it. */
export function AuthFieldView({ field, value, error, isSaved, savedHeaders, onInput }: AuthFieldViewProps) {
    if (isHeaders(field)) return <HeaderRows label={field.label} value={value} saved={savedHeaders} error={error} onInput={onInput} />;
    const shared = { label: field.label, help: field.helpText, error };
    if (field.type === "select") return <SelectField {...shared} value={value} options={field.options ?? []} onChange={onInput} />;
    return (
        <TextField
            {...shared} isRequired={field.required ?? false} value={value} onInput={onInput}
            type={field.type === "password" ? "password" : "text"} isMono={field.validate === "url"}
            placeholder={isSaved ? text.keep : field.validate === "url" ? "https://" : undefined}
        />
    );
}
