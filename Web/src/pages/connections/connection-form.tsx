import { useState } from "preact";
import { ApiError, messageOf } from "../../api/errors";
import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { Button } from "../../ui/button";
import { classes } from "../../ui/class-names";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { AuthFieldView } from "./auth-field-view";
import { text } from "./connections-text";
import { FailedTest } from "./failed-test";
import type { Values } from "./form-values";
import { isHeaders, isShown, problemsIn, toMetadata, valuesFrom } from "./form-values";

/** What the server takes to make or change a connection. */
export interface ConnectionDraft {
    name: string;
    metadata: Record<string, unknown>;
}

export interface ConnectionFormProps {
    title: string;
    integration: Integration;
    /** The one that is changed; null for a new one. */
    connection: ConnectionRecord | null;
    action: string;
    onSave: (draft: ConnectionDraft) => Promise<void>;
    onBack?: () => void;
    onClose: () => void;
}

/** Whether an integration lets its check be left out when saving. */
const skipKey = "skip_url_test";

/** The form of a connection, drawn from what the integration says of itself. */
export function ConnectionForm({ title, integration, connection, action, onSave, onBack, onClose }: ConnectionFormProps) {
    const fields = integration.authentication.fields ?? [];
    const saved = connection?.secrets_set ?? [];
    const [name, setName] = useState(connection?.name ?? "");
    const [values, setValues] = useState<Values>(() => valuesFrom(fields, connection?.metadata));
    const [problems, setProblems] = useState<Record<string, string>>({});
    const [failure, setFailure] = useState<unknown>(null);
    const [isBusy, setBusy] = useState(false);
    const isFailedTest = failure instanceof ApiError && failure.name === "ConnectionTestFailed";
    const storedHeaders = connection?.metadata["custom_headers"];
    const savedHeaders = Array.isArray(storedHeaders) ? storedHeaders.map(({ name }) => String(name)) : [];

    const save = async (changes: Values = {}) => {
        if (isBusy) return;
        const all = { ...values, ...changes };
        const found = problemsIn(fields, all, saved);
        if (!/^[a-zA-Z0-9 _-]{1,128}$/.test(name.trim())) found["name"] = text.nameProblem;
        setProblems(found);
        if (Object.keys(found).length > 0) return focusFirstProblem();
        setBusy(true);
        setFailure(null);
        try {
            await onSave({ name: name.trim(), metadata: toMetadata(fields, all, connection?.metadata) });
        } catch (error) {
            setFailure(error);
            setBusy(false);
        }
    };
    const errorOf = (key: string) => problems[key] ?? (failure instanceof ApiError && !isFailedTest ? failure.issue(key) : undefined);
    const isNamed = failure instanceof ApiError && ["name", ...fields.map(({ key }) => key)].some((key) => failure.issue(key));

    return (
        <Dialog
            title={title} size="medium" onClose={onClose} onSubmit={() => void save()}
            actions={
                <>
                    {onBack && <Button kind="quiet" icon="arrowLeft" onClick={onBack}>{text.back}</Button>}
                    <Button onClick={onClose}>{text.cancel}</Button>
                    <Button kind="primary" type="submit" isBusy={isBusy}>{action}</Button>
                </>
            }
        >
            <div class="connection-form">
                <div class="is-wide">
                    <TextField label={text.name} isRequired value={name} help={text.nameHelp} error={errorOf("name")} onInput={setName} />
                </div>
                {fields.filter((field) => isShown(field, fields, values)).map((field) => (
                    <div key={field.key} class={classes((fields.length === 1 || field.validate === "url" || isHeaders(field)) && "is-wide")}>
                        <AuthFieldView
                            field={field} value={values[field.key] ?? ""} error={errorOf(field.key)} isSaved={saved.includes(field.key)}
                            savedHeaders={savedHeaders} onInput={(value) => setValues((all) => ({ ...all, [field.key]: value }))}
                        />
                    </div>
                ))}
            </div>
            {typeof connection?.metadata["note"] === "string" && <p class="muted">{connection.metadata["note"]}</p>}
            {isFailedTest && (
                <FailedTest
                    error={failure}
                    action={fields.some(({ key }) => key === skipKey) && <Button size="small" onClick={() => void save({ [skipKey]: "true" })}>{text.saveAnyway}</Button>}
                />
            )}
            {failure !== null && !isFailedTest && !isNamed && <p class="field-error" role="alert">{messageOf(failure)}</p>}
        </Dialog>
    );
}

/** Once the fields say what is wrong. */
function focusFirstProblem(): void {
    setTimeout(() => document.querySelector<HTMLElement>("dialog [aria-invalid]")?.focus());
}
