import { useState } from "preact";
import { ApiError, messageOf } from "../../api/errors";
import type { RuleRecord } from "../../api/records";
import { Page } from "../../shell/page";
import { useApi, useRouter, useSession } from "../../shell/services";
import { useConnections, useIntegrations } from "../../shell/use-list";
import { useLeaveGuard } from "../../shell/use-leave-guard";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SelectField } from "../../ui/field";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { ActionInputs } from "./action-inputs";
import { ConnectionField } from "./connection-field";
import { placeholdersIn } from "../../api/placeholders";
import type { RuleDraft } from "./rule-draft";
import { metadataFor, problemsIn, valueOf } from "./rule-draft";
import { RulePreviewCard } from "./rule-preview";
import { sentenceCase } from "../../text/sentence-case";
import { text } from "./rules-text";
import { EventFields } from "./target-fields";
import { usePayloadFields, useSamplePayload } from "../../shell/use-payloads";

export interface RuleBuilderProps {
    initial: RuleDraft;
    /** The rule that is changed; null for a new one. */
    rule: RuleRecord | null;
    onSaved: () => void;
}

/** The form of a rule, and beside it what it would do. */
export function RuleBuilder({ initial, rule, onSaved }: RuleBuilderProps) {
    const api = useApi();
    const router = useRouter();
    const toaster = useToaster();
    const { workspace_id, session_type } = useSession();
    const [draft, setDraft] = useState(initial);
    const [start] = useState(initial);
    const [problems, setProblems] = useState<Record<string, string>>({});
    const [failure, setFailure] = useState<unknown>(null);
    const [isBusy, setBusy] = useState(false);
    const guard = useLeaveGuard(JSON.stringify(draft) !== JSON.stringify(start));
    const connections = useConnections({ activity: false });
    const { data: integrations } = useIntegrations();

    const connection = connections.data?.records.find(({ id }) => id === draft.connection);
    const integration = integrations?.records.find(({ type }) => type === connection?.type);
    const actions = Object.values(integration?.actions ?? {});
    const action = integration?.actions[valueOf(draft.metadata, "action")];
    const fields = usePayloadFields(draft.event);
    const sample = useSamplePayload(draft.event, fields, Object.values(draft.metadata).flatMap((value) => placeholdersIn(String(value))));

    const change = (changes: Partial<RuleDraft>) => setDraft((draft) => ({ ...draft, ...changes }));
    const chooseConnection = (id: string) => {
        if (id === draft.connection) return;
        const type = connections.data?.records.find((connection) => connection.id === id)?.type;
        const [only, ...others] = Object.values(integrations?.records.find((integration) => integration.type === type)?.actions ?? {});
        change({ connection: id, metadata: only && others.length === 0 ? metadataFor(only) : {} });
    };
    const chooseAction = (key: string) => {
        const chosen = integration?.actions[key];
        if (chosen) change({ metadata: metadataFor(chosen) });
    };
    const save = async () => {
        if (isBusy) return;
        const found = problemsIn(draft, action);
        if (connection && !action) found["action"] = text.required;
        setProblems(found);
        if (Object.keys(found).length > 0) {
            setTimeout(() => document.querySelector<HTMLElement>(".rule-form [aria-invalid]")?.focus());
            return;
        }
        setBusy(true);
        setFailure(null);
        const { event, metadata } = draft;
        const pair = session_type === "resource" ? {} : { resource: draft.resource || null, resource_id: draft.resource_id || null };
        try {
            if (rule) await api.put(`/api/v1/rules/${rule.id}`, { event, metadata, ...pair });
            else await api.post("/api/v1/rules", withoutNulls({ workspace: workspace_id, connection: draft.connection, event, metadata, ...pair }));
            toaster.say(rule ? text.saved : text.created);
            guard.release();
            onSaved();
        } catch (error) {
            setFailure(error);
            setBusy(false);
        }
    };
    const shownProblems = failure instanceof ApiError
        ? { ...Object.fromEntries(failure.issues.map(({ param, msg }) => [param.replace(/^metadata\./, ""), msg])), ...problems }
        : problems;

    return (
        <Page title={rule ? text.edit : text.create} parent={{ label: text.back, to: "/workspace/rules" }}>
            <div class="rule-builder">
                <form
                    class="rule-form" noValidate
                    onSubmit={(event) => {
                        event.preventDefault();
                        void save();
                    }}
                >
                    <Card title={text.when}>
                        <div class="rule-fields"><EventFields draft={draft} problems={shownProblems} onChange={change} /></div>
                    </Card>
                    <Card title={text.then}>
                        <div class="rule-fields">
                            {!connections.data && (connections.error !== undefined
                                ? <ErrorState error={connections.error} noun="The list of connections" onRetry={connections.refresh} />
                                : <SkeletonRows rows={2} label="Loading connections" />)}
                            {connections.data && (
                                <ConnectionField
                                    connections={connections.data.records} value={draft.connection} isFixed={rule !== null} error={shownProblems["connection"]}
                                    onChange={chooseConnection}
                                />
                            )}
                            {connection && actions.length > 0 && (
                                <SelectField
                                    label={text.action} help={action?.display?.description} error={shownProblems["action"]} value={action?.key ?? ""} onChange={chooseAction}
                                    options={[
                                        ...(action ? [] : [{ value: "", label: text.pick("action") }]),
                                        ...actions.map(({ key, label }) => ({ value: key, label: sentenceCase(label) })),
                                    ]}
                                />
                            )}
                            {connection && action && (
                                <ActionInputs
                                    key={`${connection.id} ${action.key}`} action={action} connection={connection} metadata={draft.metadata} problems={shownProblems}
                                    fields={fields} onChange={(metadata) => change({ metadata })}
                                />
                            )}
                        </div>
                    </Card>
                    {failure !== null && <p class="field-error" role="alert">{messageOf(failure)}</p>}
                    <div class="rule-actions">
                        <Button onClick={() => router.navigate("/workspace/rules")}>{text.cancel}</Button>
                        <Button kind="primary" type="submit" isBusy={isBusy}>{rule ? text.save : text.add}</Button>
                    </div>
                </form>
                <RulePreviewCard
                    draft={draft} connection={connection} integration={integration} sample={sample}
                    isReady={connection !== undefined && Object.keys(problemsIn(draft, action)).length === 0 && action !== undefined}
                />
            </div>
            {guard.dialog}
        </Page>
    );
}

function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
