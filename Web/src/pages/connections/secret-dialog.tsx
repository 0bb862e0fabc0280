import { Button } from "../../ui/button";
import { CopyButton } from "../../ui/copy-button";
import { Dialog } from "../../ui/dialog";
import { text } from "./connections-text";

/** A secret that the server made and shows this once. */
export function SecretDialog({ label, secret, onClose }: { label: string; secret: string; onClose: () => void }) {
    return (
        <Dialog title={text.secretTitle} size="medium" onClose={onClose} actions={<Button kind="primary" onClick={onClose}>{text.secretDone}</Button>}>
            <p>{text.secretText}</p>
            <div class="secret">
                <span class="muted">{label}</span>
                <code>{secret}</code>
                <CopyButton text={secret} label={text.copySecret} />
            </div>
        </Dialog>
    );
}
