import { useState } from "preact";
import { touchesEvent } from "../../api/changes";
import { messageOf } from "../../api/errors";
import type { EventRecord, RuleRecord } from "../../api/records";
import { Link } from "../../shell/link";
import { useApi } from "../../shell/services";
import { useData, useRegularly } from "../../shell/use-data";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextAreaField } from "../../ui/field";
import { SkeletonRows } from "../../ui/states";
import { StatusChip } from "../../ui/status-chip";
import { placeholdersIn } from "../../api/placeholders";
import { RuleFacts } from "./rule-facts";
import { text } from "./rules-text";
import { isPayload, usePayloadFields, useSamplePayload, withPayload } from "../../shell/use-payloads";

/** Sends an event through one rule and follows what comes of it. */
export function TestEventDialog({ rule, onClose }: { rule: RuleRecord; onClose: () => void }) {
    const api = useApi();
    const fields = usePayloadFields(rule.event);
    const sample = useSamplePayload(rule.event, fields, Object.values(rule.metadata).flatMap((value) => placeholdersIn(String(value))));
    const [edited, setEdited] = useState<string | null>(null);
    const [isBusy, setBusy] = useState(false);
    const [failure, setFailure] = useState<string | null>(null);
    const [sent, setSent] = useState<string | null>(null);
    const shown = edited ?? sample.text;
    const isSendable = isPayload(shown);

    const send = async () => {
        if (!isSendable || isBusy) return;
        setBusy(true);
        setFailure(null);
        try {
            const { event } = await api.post<{ event: EventRecord }>(`/api/v1/rules/${rule.id}/test`, withPayload({}, shown));
            setSent(event.id);
        } catch (error) {
            setFailure(messageOf(error));
        }
        setBusy(false);
    };
    return (
        <Dialog
            title={text.testTitle} size="medium" onClose={onClose} onSubmit={() => void send()}
            actions={
                <>
                    <Button onClick={onClose}>{text.close}</Button>
                    <Button kind="primary" type="submit" icon="send" isBusy={isBusy}>{sent ? text.sendAnother : text.send}</Button>
                </>
            }
        >
            <RuleFacts rule={rule} />
            <p class="muted">{text.testText}</p>
            {sample.isLoading && edited === null
                ? <SkeletonRows rows={3} label="Loading a payload" />
                : (
                    <TextAreaField
                        label={text.payload} isMono rows={10} value={shown} onInput={setEdited} error={isSendable ? null : text.notJSON}
                        help={edited === null ? sample.isFromEvent ? text.sampleFromEvent : text.sampleMade : undefined}
                    />
                )}
            {failure && <p class="field-error" role="alert">{failure}</p>}
            {sent && <TestOutcome key={sent} id={sent} />}
        </Dialog>
    );
}

/** The delivery of a test event, as it goes. */
function TestOutcome({ id }: { id: string }) {
    const { data, refresh } = useData<EventRecord>(`/api/v1/events/${id}`, { touchedBy: touchesEvent(id) });
    useRegularly(refresh, 2_000);
    const delivery = data?.rule_events?.[0];
    return (
        <div class="test-outcome" role="status">
            {delivery ? <StatusChip status={delivery.status} /> : <span class="muted">{text.sent}</span>}
            {delivery?.last_error && <span>{delivery.last_error}</span>}
            <Link to={`/workspace/events/${id}`}>{text.open}</Link>
        </div>
    );
}
