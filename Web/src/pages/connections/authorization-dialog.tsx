import { useState } from "preact";
import type { AuthField } from "../../api/integrations";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { integrationName } from "../../ui/integration-icon";
import { Banner } from "../../ui/states";
import { AuthFieldView } from "./auth-field-view";
import type { Authorization } from "./authorization";
import { useAuthorization } from "./authorization";
import { text } from "./connections-text";
import type { Values } from "./form-values";
import { isShown, problemsIn, toMetadata, valuesFrom } from "./form-values";

export interface AuthorizationDialogProps {
    type: string;
    workspace: string;
    /** What is asked for before the sign-in, for a new connection. */
    fields?: AuthField[];
    /** The one to connect again; null for a new one. */
    connection: { id: string; name: string } | null;
    onDone: (connectionId: string | undefined) => void;
    onBack?: () => void;
    onClose: () => void;
}

/** Connects to a provider that asks its users to sign in there. */
export function AuthorizationDialog({ type, workspace, fields = [], connection, onDone, onBack, onClose }: AuthorizationDialogProps) {
    const provider = integrationName(type);
    const [name, setName] = useState(connection?.name ?? provider);
    const [problem, setProblem] = useState<string | null>(null);
    const [values, setValues] = useState<Values>(() => valuesFrom(fields));
    const [problems, setProblems] = useState<Record<string, string>>({});
    const { state, start } = useAuthorization(onDone);
    const go = () => {
        if (!/^[a-zA-Z0-9 _-]{1,128}$/.test(name.trim())) return setProblem(text.nameProblem);
        setProblem(null);
        if (connection) return start({ connection: connection.id });
        const found = problemsIn(fields, values);
        setProblems(found);
        if (Object.keys(found).length > 0) return;
        const metadata = fields.length > 0 ? { metadata: toMetadata(fields, values) } : {};
        start({ workspace, type, name: name.trim(), ...metadata });
    };
    const isWaiting = state.phase === "opening" || (state.phase === "waiting" && state.window === "open");
    const isRepeated = state.phase === "failed" || (state.phase === "waiting" && !isWaiting);
    return (
        <Dialog
            title={connection ? `${text.reconnect} ${connection.name}` : text.oauth(provider)} size="medium" onClose={onClose}
            onSubmit={() => !isWaiting && go()}
            actions={
                <>
                    {onBack && <Button kind="quiet" icon="arrowLeft" onClick={onBack}>{text.back}</Button>}
                    <Button onClick={onClose}>{text.cancel}</Button>
                    <Button kind="primary" type="submit" isBusy={isWaiting}>{isRepeated ? text.tryAgain : text.oauth(provider)}</Button>
                </>
            }
        >
            {!connection && <TextField label={text.name} isRequired value={name} help={text.nameHelp} error={problem} onInput={setName} />}
            {fields.filter((field) => isShown(field, fields, values)).map((field) => (
                <AuthFieldView
                    key={field.key} field={field} value={values[field.key] ?? ""} error={problems[field.key]} isSaved={false} savedHeaders={[]}
                    onInput={(value) => setValues({ ...values, [field.key]: value })}
                />
            ))}
            <p>{connection ? text.oauthAgain(provider) : text.oauthText(provider)}</p>
            <div aria-live="polite"><Progress state={state} provider={provider} /></div>
        </Dialog>
    );
}

function Progress({ state, provider }: { state: Authorization; provider: string }) {
    if (state.phase === "failed") return <Banner tone="bad">{state.message}</Banner>;
    if (state.phase !== "waiting") return null;
    switch (state.window) {
        case "open": return <Banner tone="calm"><p>{text.oauthWaiting(provider)}</p></Banner>;
        case "closed": return <Banner tone="warn"><p>{text.oauthClosed(provider)}</p></Banner>;
        case "blocked": return (
            <Banner tone="warn">
                <p>{text.oauthBlocked}</p>
                <p><a href={state.url} target="_blank" rel="opener">{text.oauthOpen(provider)}</a></p>
                <p class="field-help">{text.oauthHint}</p>
            </Banner>
        );
    }
}
