import { visibleArea } from "./visible-area";

/** Pixels between a dialog and the edges of what the reader sees. */
const margin = 16;
/** A dialog begins at most so far below the upper edge. */
const lowest = 120;

/**
 * Shows a dialog in the part of the frame that the reader sees, and keeps it there while its content comes or the frame
 * changes its height.
 *
 * @returns what to call when the dialog goes.
 */
export function showInSight(dialog: HTMLDialogElement): () => void {
    let isGone = false;
    let y = Infinity;
    const place = async (): Promise<void> => {
        const { top, bottom } = await visibleArea();
        if (isGone) return;
        dialog.style.setProperty("max-height", `${Math.max(240, bottom - top - 2 * margin)}px`);
        if (!dialog.open) {
            // Showing it moves the focus into it, and browsers scroll to the focus: it has to be in sight by then.
            dialog.style.setProperty("top", `${top + margin}px`);
            dialog.showModal();
            y = top + Math.min((bottom - top - dialog.offsetHeight) / 2, lowest);
        }
        // It makes way for what comes later, and otherwise stays where it is.
        y = Math.max(top + margin, Math.min(y, bottom - margin - dialog.offsetHeight));
        dialog.style.setProperty("top", `${y}px`);
    };
    const again = (): void => void place();
    const growth = new ResizeObserver(again);
    void place().then(() => isGone || growth.observe(dialog));
    window.addEventListener("resize", again);
    return () => {
        isGone = true;
        growth.disconnect();
        window.removeEventListener("resize", again);
        dialog.close();
    };
}
