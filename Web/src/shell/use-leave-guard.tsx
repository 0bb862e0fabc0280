import type { Children } from "preact";
import { useEffect, useState } from "preact";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { useRouter } from "./services";

/** Asks before unsaved changes are left behind. The page shows `dialog`, and calls `release` before it goes on itself. */
export function useLeaveGuard(isDirty: boolean): { dialog: Children; release: () => void } {
    const router = useRouter();
    const [asked, setAsked] = useState<{ go: () => void } | null>(null);
    const release = () => router.setGuard(null);
    useEffect(() => {
        if (!isDirty) return;
        router.setGuard((go) => setAsked({ go }));
        return release;
    }, [isDirty]);
    const leave = async () => {
        release();
        asked?.go();
    };
    const dialog = asked && (
        <ConfirmDialog title="Leave without saving?" action="Leave" isDangerous onConfirm={leave} onClose={() => setAsked(null)}>
            <p>What you changed here is not saved yet.</p>
        </ConfirmDialog>
    );
    return { dialog, release };
}
