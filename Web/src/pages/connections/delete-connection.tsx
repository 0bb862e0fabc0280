import { useState } from "preact";
import { withQuery } from "../../api/client";
import { messageOf } from "../../api/errors";
import type { ConnectionRecord } from "../../api/records";
import { useApi } from "../../shell/services";
import { useRules } from "../../shell/use-list";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { count } from "../../ui/format";
import { Skeleton } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { text } from "./connections-text";

/** So many rules are named in the dialog. */
const named = 8;

/** Deletes a connection; where rules use it, they are named, and go only when that is confirmed. */
export function DeleteConnection({ connection, onDeleted, onClose }: { connection: ConnectionRecord; onDeleted: () => void; onClose: () => void }) {
    const api = useApi();
    const toaster = useToaster();
    const { data, error } = useRules({ connection: connection.id });
    const [isConfirmed, setConfirmed] = useState(false);
    const [isBusy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string | null>(null);
    const rules = data?.records ?? [];
    const mayGo = data !== undefined && (rules.length === 0 || isConfirmed);

    const remove = async () => {
        if (isBusy || !mayGo) return;
        setBusy(true);
        setFailure(null);
        try {
            await api.delete(withQuery(`/api/v1/connections/${connection.id}`, { force_delete: rules.length > 0 ? true : null }));
            toaster.say(text.removed);
            onDeleted();
        } catch (error) {
            setFailure(messageOf(error));
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={text.removeTitle(connection.name)} onClose={onClose} onSubmit={() => void remove()}
            actions={
                <>
                    <Button onClick={onClose}>{text.cancel}</Button>
                    <Button kind="danger" type="submit" icon="trash" isBusy={isBusy} disabledReason={mayGo ? null : text.removeUnconfirmed}>{text.remove}</Button>
                </>
            }
        >
            <p>{text.removeText}</p>
            {!data && error === undefined && <Skeleton width="most" />}
            {rules.length > 0 && (
                <>
                    <p>{text.removeRules(count(rules.length, "rule", "rules"))}</p>
                    <ul class="deleted-rules">
                        {rules.slice(0, named).map((rule) => <li key={rule.id}><code>{rule.event}</code>{rule.resource && <span class="muted"> {rule.resource}{rule.resource_id && ` / ${rule.resource_id}`}</span>}</li>)}
                        {rules.length > named && <li class="muted">{text.removeMore(String(rules.length - named))}</li>}
                    </ul>
                    <label class="check-line">
                        <input type="checkbox" checked={isConfirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} />
                        {text.removeConfirm}
                    </label>
                </>
            )}
            {failure !== null && <p class="field-error" role="alert">{failure}</p>}
            {error !== undefined && <p class="field-error" role="alert">{messageOf(error)}</p>}
        </Dialog>
    );
}
