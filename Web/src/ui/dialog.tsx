import type { Children } from "preact";
import { useEffect, useRef } from "preact";
import { IconButton } from "./button";
import { useId } from "./use-id";
import { visibleArea } from "./visible-area";
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
        let isGone = false;
        void visibleArea().then(({ top, bottom }) => {
            if (isGone) return;
            element.style.setProperty("max-height", `${Math.max(240, bottom - top - 32)}px`);
            // Showing it moves the focus into it, and browsers scroll to the focus: it has to be in sight by then.
            element.style.setProperty("top", `${top + 16}px`);
            element.showModal();
            const room = bottom - top - element.offsetHeight;
            element.style.setProperty("top", `${top + Math.max(16, Math.min(room / 2, 120))}px`);
        });
        return () => {
            isGone = true;
            element.close();
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
