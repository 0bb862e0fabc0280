import type { DefaultMappingResult } from "../../api/mappings";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Time } from "../../ui/time";
import { text } from "./mappings-text";

export interface ConflictDialogProps {
    /** What is stored now. */
    theirs: DefaultMappingResult;
    onTake: () => void;
    onKeep: () => void;
    onClose: () => void;
}

/** Somebody else saved first: one of the two versions is taken, and it is said whose. */
export function ConflictDialog({ theirs, onTake, onKeep, onClose }: ConflictDialogProps) {
    const { version, created_by, updated_at } = theirs.mapping;
    return (
        <Dialog
            title={text.conflictTitle} onClose={onClose}
            actions={
                <>
                    <Button kind="danger" onClick={onKeep}>{text.conflictKeep}</Button>
                    <Button kind="primary" onClick={onTake}>{text.conflictTake}</Button>
                </>
            }
        >
            <p>{text.conflictText(version)}</p>
            <p class="muted">{text.conflictBy} <Time at={updated_at} />{created_by && <> · <code>{created_by}</code></>}</p>
        </Dialog>
    );
}
