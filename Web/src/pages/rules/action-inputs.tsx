import { useState } from "preact";
import { messageOf } from "../../api/errors";
import type { Action, ActionData } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import { useApi, useSession } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { Button } from "../../ui/button";
import { Banner, Skeleton } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { ItemField } from "./item-field";
import type { PayloadField } from "../../api/placeholders";
import { valueOf, withValue } from "./rule-draft";
import { text } from "./rules-text";
import { TemplateField } from "./template-field";

export interface ActionInputsProps {
    action: Action;
    connection: ConnectionRecord;
    metadata: Record<string, unknown>;
    problems: Record<string, string>;
    fields: PayloadField[];
    onChange: (metadata: Record<string, unknown>) => void;
}

/** The inputs of an action; those that pick something of the connected account wait for its lists. */
export function ActionInputs({ action, connection, metadata, problems, fields, onChange }: ActionInputsProps) {
    const inputs = action.data ?? [];
    const isLive = inputs.some(({ kind }) => kind !== "field");
    const lists = useLists(isLive ? connection.id : null);
    const noun = inputs.find(({ kind }) => kind !== "field")?.noun ?? action.noun;
    return (
        <>
            {isLive && lists.error !== undefined && <FailedLists connection={connection} error={lists.error} onRetry={lists.reload} />}
            {isLive && lists.isFirst && <div role="status"><p class="field-label">{text.loadingList(noun)}</p><Skeleton height="control" /></div>}
            {inputs.map((input) => {
                if (input.kind === "field") {
                    return (
                        <TemplateField
                            key={input.key} input={input} value={valueOf(metadata, input.field)} error={problems[input.field]} fields={fields}
                            onInput={(value) => onChange(withValue(metadata, input.field, value))}
                        />
                    );
                }
                return lists.isFirst ? null : <ItemField key={input.key} input={input} data={lists.data} metadata={metadata} problems={problems} onChange={onChange} />;
            })}
            {isLive && lists.data && <div><Button kind="quiet" size="small" icon="refresh" isBusy={lists.isReloading} onClick={lists.reload}>{text.reload}</Button></div>}
        </>
    );
}

/** The live lists of a connection's account; `reload` has the provider asked again. */
function useLists(connection: string | null) {
    const api = useApi();
    const toaster = useToaster();
    const path = connection === null ? null : `/api/v1/connections/${connection}/actions`;
    const { data, error, isLoading, refresh } = useData<ActionData>(path);
    const [isReloading, setReloading] = useState(false);
    const reload = () => {
        setReloading(true);
        api.get(`${path}?refresh=true`)
            .then(() => {
                refresh();
                toaster.say(text.reloaded);
            }, (error) => toaster.warn(messageOf(error)))
            .finally(() => setReloading(false));
    };
    return { data, error, isFirst: data === undefined && isLoading, isReloading, reload };
}

function FailedLists({ connection, error, onRetry }: { connection: ConnectionRecord; error: unknown; onRetry: () => void }) {
    const { abilities, session_type } = useSession();
    const mayMend = abilities.manage_connections && session_type === "workspace";
    return (
        <Banner
            tone="bad"
            action={
                <>
                    {mayMend && !connection.active && <Link to={formatPlace({ path: "/workspace/connections", query: { open: connection.id } })}>{text.reconnect}</Link>}
                    <Button size="small" icon="refresh" onClick={onRetry}>{text.reload}</Button>
                </>
            }
        >
            {text.listFailed} {messageOf(error)}
        </Banner>
    );
}
