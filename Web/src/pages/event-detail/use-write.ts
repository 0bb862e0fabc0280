import { useState } from "preact";
import { ApiError, messageOf } from "../../api/errors";
import { useToaster } from "../../ui/toast";
import { text } from "./event-text";

/** Runs a write, one at a time, and says how it went. */
export function useWrite(): { isBusy: boolean; run: (write: () => Promise<unknown>, done: string) => Promise<void> } {
    const toaster = useToaster();
    const [isBusy, setBusy] = useState(false);
    const run = async (write: () => Promise<unknown>, done: string) => {
        setBusy(true);
        try {
            await write();
            toaster.say(done);
        } catch (error) {
            toaster.warn(error instanceof ApiError && error.status === 425 ? text.tooEarly : messageOf(error));
        }
        setBusy(false);
    };
    return { isBusy, run };
}
