import { useState } from "preact";
import type { EventRecord } from "../../api/records";
import { useApi, useRouter, useSession } from "../../shell/services";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { useToaster } from "../../ui/toast";
import { isOver } from "./delivery-state";
import { text } from "./event-text";

/** What can be done with the event as a whole. */
export function EventActions({ event, onChanged }: { event: EventRecord; onChanged: () => void }) {
    const api = useApi();
    const router = useRouter();
    const toaster = useToaster();
    const { abilities } = useSession();
    const [asked, setAsked] = useState<"emit" | "cancel" | null>(null);
    const isWaiting = (event.rule_events ?? []).some((delivery) => !isOver(delivery));
    const noEmit = !abilities.emit || !abilities.manage ? text.reasons.role : abilities.read_payload ? null : text.reasons.payload;
    const emit = async () => {
        const { event: fresh } = await api.post<{ event: EventRecord }>(`/api/v1/events/${event.id}/replay`);
        toaster.say(text.emitted);
        router.navigate(`/workspace/events/${fresh.id}`);
    };
    const cancel = async () => {
        await api.post(`/api/v1/events/${event.id}/cancel`);
        toaster.say(text.canceled);
        onChanged();
    };
    return (
        <>
            {isWaiting && abilities.manage && <Button icon="ban" onClick={() => setAsked("cancel")}>{text.cancelEvent}</Button>}
            <Button icon="send" disabledReason={noEmit} onClick={() => setAsked("emit")}>{text.emitAgain}</Button>
            {asked === "emit" && (
                <ConfirmDialog title={text.emitTitle} action={text.emitAgain} onConfirm={emit} onClose={() => setAsked(null)}>
                    <p>{text.emitText}</p>
                </ConfirmDialog>
            )}
            {asked === "cancel" && (
                <ConfirmDialog title={text.cancelEventTitle} action={text.cancelEvent} isDangerous onConfirm={cancel} onClose={() => setAsked(null)}>
                    <p>{text.cancelEventText}</p>
                </ConfirmDialog>
            )}
        </>
    );
}
