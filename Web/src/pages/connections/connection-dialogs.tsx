import type { ConnectionRecord } from "../../api/records";
import { focusHeading } from "../../shell/page";
import { useSession } from "../../shell/services";
import { useToaster } from "../../ui/toast";
import { AuthorizationDialog } from "./authorization-dialog";
import type { ConnectionTask } from "./connection-menu";
import { text } from "./connections-text";
import { DeleteConnection } from "./delete-connection";
import { EditConnection } from "./edit-connection";
import { RotateSecret } from "./rotate-secret";
import { SwitchConnection } from "./switch-connection";
import { TestConnection } from "./test-connection";

export interface ConnectionDialogProps {
    connection: ConnectionRecord;
    task: ConnectionTask;
    onChanged: () => void;
    onClose: () => void;
}

/** The dialog for what was asked for. */
export function ConnectionDialog({ connection, task, onChanged, onClose }: ConnectionDialogProps) {
    const toaster = useToaster();
    const { workspace_id } = useSession();
    switch (task) {
        case "edit": return <EditConnection connection={connection} onSaved={onChanged} onClose={onClose} />;
        case "test": return <TestConnection connection={connection} onClose={onClose} />;
        case "rotate": return <RotateSecret connection={connection} onDone={onChanged} onClose={onClose} />;
        case "switch": return <SwitchConnection connection={connection} onDone={onChanged} onClose={onClose} />;
        case "reconnect": return (
            <AuthorizationDialog
                type={connection.type} workspace={workspace_id} connection={connection} onClose={onClose}
                onDone={() => {
                    toaster.say(text.oauthDone);
                    onChanged();
                    onClose();
                }}
            />
        );
        case "delete": return (
            <DeleteConnection
                connection={connection} onClose={onClose}
                onDeleted={() => {
                    onClose();
                    onChanged();
                    setTimeout(focusHeading);
                }}
            />
        );
    }
}
