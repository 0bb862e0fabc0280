import { useState } from "preact";
import type { ConnectionRecord } from "../../api/records";
import { useApi } from "../../shell/services";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { text } from "./connections-text";
import { SecretDialog } from "./secret-dialog";

const secretKey = "standard_webhooks_secret";

/** Whether it signs with a secret that can be changed over without a gap. */
export const rotates = ({ secrets_set }: Pick<ConnectionRecord, "secrets_set">): boolean => secrets_set?.includes(secretKey) ?? false;

/** Has the server make a new secret, and shows it this once. */
export function RotateSecret({ connection, onDone, onClose }: { connection: ConnectionRecord; onDone: () => void; onClose: () => void }) {
    const api = useApi();
    const [secret, setSecret] = useState<string | null>(null);
    const { id, name, metadata } = connection;
    const rotate = async () => {
        const saved = await api.put<ConnectionRecord>(`/api/v1/connections/${id}`, { name, metadata: { ...metadata, standard_webhooks_rotate: true } });
        setSecret(String(saved.metadata[secretKey]));
    };
    if (secret !== null) return <SecretDialog label={text.rotateLabel} secret={secret} onClose={onClose} />;
    return (
        <ConfirmDialog title={text.rotateTitle(name)} action={text.rotate} onConfirm={rotate} onDone={onDone} onClose={onClose}>
            <p>{text.rotateText}</p>
        </ConfirmDialog>
    );
}
