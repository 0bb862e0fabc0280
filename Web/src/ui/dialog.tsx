import type { Children } from "preact";
import { useEffect, useRef } from "preact";
import { IconButton } from "./button";
import { showInSight } from "./show-in-sight";
import { useId } from "./use-id";
import "./dialog.css";

export interface DialogProps {
    title: string;
    size?: "small" | "medium" | "large";
    /** Buttons; the one that goes on comes last. */
    actions?: Children;
    /** Escape, the close button or a click beside it. */
    onClose: () => void;
    onSubmit?: () => void;
    children: Children;
}

/** A dialog in the part of the frame that the reader sees. It keeps the focus, and gives it back when it goes. */
export function Dialog({ title, size = "small", actions, onClose, onSubmit, children }: DialogProps) {
    const id = useId("dialog");
    const dialog = useRef<HTMLDialogElement>(null);

    useEffect(() => {
        const element = dialog.current;
        const before = document.activeElement;
        if (!element) return;
        const close = showInSight(element);
        return () => {
            close();
            if (before instanceof HTMLElement && before.isConnected) before.focus();
        };
    }, []);

    return (
        <dialog
            class={`dialog dialog-${size}`} ref={dialog} aria-labelledby={id}
            onCancel={(event) => {
                event.preventDefault();
                onClose();
            }}
            onMouseDown={(event) => event.target === event.currentTarget && onClose()}
        >
            <form
                class="dialog-body" noValidate
                onSubmit={(event) => {
                    event.preventDefault();
                    onSubmit?.();
                }}
            >
                <header class="dialog-header">
                    <h2 id={id}>{title}</h2>
                    <IconButton icon="close" label="Close" onClick={onClose} />
                </header>
                <div class="dialog-content">{children}</div>
                {actions && <footer class="dialog-actions">{actions}</footer>}
            </form>
        </dialog>
    );
}
