import { useState } from "preact";
import type { Attempt, Delivery } from "../../api/records";
import { outcome } from "../../text/outcomes";
import { Chip } from "../../ui/chip";
import { formatDuration } from "../../ui/format";
import { Icon } from "../../ui/icon";
import { ErrorState, SkeletonRows } from "../../ui/states";
import { Time } from "../../ui/time";
import { AttemptDetailsView } from "./attempt-details";
import { text } from "./event-text";
import { useAttempts } from "./use-event";

/** Every attempt of a delivery, the newest first. */
export function AttemptList({ delivery }: { delivery: Delivery }) {
    const { data, error, refresh } = useAttempts(delivery.event_id, delivery.rule);
    if (error !== undefined && !data) return <ErrorState error={error} noun="The list of attempts" onRetry={refresh} />;
    if (!data) return <SkeletonRows rows={2} label="Loading attempts" />;
    if (data.records.length === 0) return <p class="muted attempts-none">{text.noAttempts}</p>;
    return (
        <ol class="attempts" aria-label={text.attempts}>
            {data.records.map((attempt) => <AttemptView key={attempt.id} attempt={attempt} delivery={delivery} />)}
        </ol>
    );
}

function AttemptView({ attempt, delivery }: { attempt: Attempt; delivery: Delivery }) {
    const [isOpen, setOpen] = useState(false);
    const { label, tone } = outcome(attempt.outcome_code);
    const trigger = text.triggers[attempt.trigger];
    return (
        <li class={`attempt attempt-${tone}`}>
            <div class="attempt-line">
                <span class="strong">{text.attempt(attempt.number)}</span>
                <Chip tone={tone}>{label}{attempt.http_status !== undefined && ` · ${attempt.http_status}`}</Chip>
                {trigger && <Chip>{trigger}</Chip>}
                <span class="attempt-times muted">
                    <span class="number">{formatDuration(attempt.duration_ms)}</span>
                    <Time at={attempt.started_at} />
                </span>
            </div>
            <p class="attempt-message">{attempt.message}</p>
            {attempt.has_response_details && (
                <button class="disclosure" type="button" aria-expanded={String(isOpen)} onClick={() => setOpen(!isOpen)}>
                    <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />{text.details}
                </button>
            )}
            {isOpen && <AttemptDetailsView attempt={attempt} delivery={delivery} />}
        </li>
    );
}
