import { useState } from "preact";
import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { SecretDialog } from "./secret-dialog";

/** Shows a secret that the server made for a connection that was just saved, and then, or at once without one, ends. */
export function useRevealed(onEnd: () => void) {
    const [secret, setSecret] = useState<{ label: string; value: string } | null>(null);
    const show = (integration: Integration, connection: ConnectionRecord) => {
        const field = integration.authentication.fields?.find(({ key, type }) => type === "password" && typeof connection.metadata[key] === "string");
        if (field) setSecret({ label: field.label, value: String(connection.metadata[field.key]) });
        else onEnd();
    };
    return { show, dialog: secret && <SecretDialog label={secret.label} secret={secret.value} onClose={onEnd} /> };
}
