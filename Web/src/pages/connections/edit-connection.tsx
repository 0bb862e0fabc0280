import type { ConnectionRecord } from "../../api/records";
import { useApi } from "../../shell/services";
import { useIntegrations } from "../../shell/use-list";
import { Dialog } from "../../ui/dialog";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { ConnectionForm } from "./connection-form";
import { text } from "./connections-text";
import { useRevealed } from "./use-revealed";

/** Changes a connection's name and settings. Secrets are never shown; those left blank stay. */
export function EditConnection({ connection, onSaved, onClose }: { connection: ConnectionRecord; onSaved: () => void; onClose: () => void }) {
    const api = useApi();
    const toaster = useToaster();
    const { data, error, refresh } = useIntegrations();
    const revealed = useRevealed(onClose);
    const integration = data?.records.find(({ type }) => type === connection.type);
    if (revealed.dialog) return revealed.dialog;
    if (!integration) {
        return (
            <Dialog title={text.editTitle(connection.name)} size="medium" onClose={onClose}>
                {error !== undefined ? <ErrorState error={error} noun="The form" onRetry={refresh} /> : <SkeletonRows rows={4} label="Loading the form" />}
            </Dialog>
        );
    }
    return (
        <ConnectionForm
            title={text.editTitle(connection.name)} integration={integration} connection={connection} action={text.save} onClose={onClose}
            onSave={async (draft) => {
                const saved = await api.put<ConnectionRecord>(`/api/v1/connections/${connection.id}`, draft);
                toaster.say(text.saved);
                onSaved();
                revealed.show(integration, saved);
            }}
        />
    );
}
