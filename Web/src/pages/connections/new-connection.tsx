import { useState } from "preact";
import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { useApi, useSession } from "../../shell/services";
import { useToaster } from "../../ui/toast";
import { AuthorizationDialog } from "./authorization-dialog";
import { ConnectionForm } from "./connection-form";
import { text } from "./connections-text";
import { TypePicker } from "./type-picker";
import { useRevealed } from "./use-revealed";

/** From the choice of a destination to the connection that is usable. */
export function NewConnection({ onCreated, onClose }: { onCreated: () => void; onClose: () => void }) {
    const api = useApi();
    const toaster = useToaster();
    const { workspace_id } = useSession();
    const [integration, setIntegration] = useState<Integration | null>(null);
    const revealed = useRevealed(onClose);
    if (revealed.dialog) return revealed.dialog;
    if (!integration) return <TypePicker onPick={setIntegration} onClose={onClose} />;

    const back = () => setIntegration(null);
    if (integration.authentication.type === "oauth") {
        return (
            <AuthorizationDialog
                type={integration.type} workspace={workspace_id} fields={integration.authentication.fields ?? []} connection={null} onBack={back} onClose={onClose}
                onDone={() => {
                    toaster.say(text.oauthDone);
                    onCreated();
                    onClose();
                }}
            />
        );
    }
    return (
        <ConnectionForm
            title={`${text.create}: ${integration.name}`} integration={integration} connection={null} action={text.add} onBack={back} onClose={onClose}
            onSave={async (draft) => {
                const { connection } = await api.post<{ connection: ConnectionRecord }>(
                    "/api/v1/connections", { workspace: workspace_id, type: integration.type, ...draft });
                toaster.say(text.created);
                onCreated();
                revealed.show(integration, connection);
            }}
        />
    );
}
