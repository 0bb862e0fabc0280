import type { Children } from "preact";
import { useState } from "preact";
import { messageOf } from "../api/errors";
import { Button } from "./button";
import { Dialog } from "./dialog";

export interface ConfirmDialogProps {
    title: string;
    /** What it does, as on the button that asked. */
    action: string;
    isDangerous?: boolean;
    /** Stays open with what went wrong when this fails. */
    onConfirm: () => Promise<void>;
    onClose: () => void;
    /** Comes after it worked, instead of closing. */
    onDone?: () => void;
    children: Children;
}

export function ConfirmDialog({ title, action, isDangerous, onConfirm, onClose, onDone = onClose, children }: ConfirmDialogProps) {
    const [isBusy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string | null>(null);
    const confirm = async () => {
        if (isBusy) return;
        setBusy(true);
        setFailure(null);
        try {
            await onConfirm();
            onDone();
        } catch (error) {
            setFailure(messageOf(error));
            setBusy(false);
        }
    };
    return (
        <Dialog
            title={title} onClose={onClose} onSubmit={() => void confirm()}
            actions={
                <>
                    <Button onClick={onClose}>Back</Button>
                    <Button kind={isDangerous ? "danger" : "primary"} type="submit" isBusy={isBusy}>{action}</Button>
                </>
            }
        >
            {children}
            {failure && <p class="field-error" role="alert">{failure}</p>}
        </Dialog>
    );
}
