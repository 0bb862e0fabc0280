import { useState } from "preact";
import type { ConnectionRecord, Delivery } from "../../api/records";
import { Link } from "../../shell/link";
import { formatPlace } from "../../shell/path";
import { useApi, useSession } from "../../shell/services";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Icon } from "../../ui/icon";
import { IntegrationIcon, integrationName } from "../../ui/integration-icon";
import { useNow } from "../../ui/now";
import { StatusChip } from "../../ui/status-chip";
import { Countdown } from "../../ui/time";
import { AttemptList } from "./attempt-list";
import { attemptsOf, whyNoCancel, whyNoRetry } from "./delivery-state";
import { text } from "./event-text";
import { SentButton } from "./sent-dialog";
import { deliveryPath } from "./use-event";
import { useWrite } from "./use-write";

export interface DeliveryCardProps {
    delivery: Delivery;
    connection: ConnectionRecord | undefined;
    /** What its rule does, in words. */
    action: string | null;
    /** Whether its attempts are in sight at once. */
    isOpenAtFirst: boolean;
    onChanged: () => void;
}

/** What became of an event at one destination. */
export function DeliveryCard({ delivery, connection, action, isOpenAtFirst, onChanged }: DeliveryCardProps) {
    const { session_type } = useSession();
    const [isOpen, setOpen] = useState(isOpenAtFirst);
    const name = connection?.name ?? text.deletedConnection;
    const link = connection && session_type === "workspace" ? formatPlace({ path: "/workspace/connections", query: { open: connection.id } }) : null;
    return (
        <article class="delivery" aria-label={`${integrationName(delivery.integration_type)}: ${name}`}>
            <header class="delivery-head">
                <IntegrationIcon type={delivery.integration_type} size={32} />
                <div class="delivery-title">
                    <h2 class="truncate">{link ? <Link to={link}>{name}</Link> : name}</h2>
                    <p class="muted">{integrationName(delivery.integration_type)}{action && ` · ${action}`}</p>
                </div>
                <StatusChip status={delivery.status} />
            </header>
            <State delivery={delivery} />
            <footer class="delivery-foot">
                <button class="disclosure" type="button" aria-expanded={String(isOpen)} onClick={() => setOpen(!isOpen)}>
                    <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />
                    <span class="number">{attemptsOf(delivery)}</span>
                </button>
                <Actions delivery={delivery} name={name} onChanged={onChanged} />
            </footer>
            {isOpen && <AttemptList delivery={delivery} />}
        </article>
    );
}

function State({ delivery }: { delivery: Delivery }) {
    const isWaiting = delivery.status === "retrying";
    const error = delivery.status === "completed" ? undefined : delivery.last_error;
    if (!error && !isWaiting) return null;
    return (
        <div class="delivery-state">
            {error && <p>{error}</p>}
            {isWaiting && (
                <p class="muted">
                    {delivery.next_attempt_at ? <>{text.nextAttempt} <Countdown to={delivery.next_attempt_at} /></> : text.parked}
                </p>
            )}
        </div>
    );
}

function Actions({ delivery, name, onChanged }: { delivery: Delivery; name: string; onChanged: () => void }) {
    const api = useApi();
    const { abilities } = useSession();
    const now = useNow(1000);
    const retrying = useWrite();
    const [isAsking, setAsking] = useState(false);
    const path = deliveryPath(delivery.event_id, delivery.rule);
    const noCancel = whyNoCancel(delivery, abilities);
    const retry = () => retrying.run(async () => {
        await api.post(`${path}/retry`);
        onChanged();
    }, text.retried);
    return (
        <div class="delivery-actions">
            {abilities.manage && abilities.read_payload && <SentButton delivery={delivery} name={name} />}
            {!noCancel && <Button size="small" kind="quiet" onClick={() => setAsking(true)}>{text.cancel}</Button>}
            {delivery.status !== "completed" && (
                <Button
                    size="small" icon="refresh" isBusy={retrying.isBusy} disabledReason={whyNoRetry(delivery, abilities, now)}
                    onClick={() => void retry()}
                >
                    {delivery.status === "retrying" ? text.retryNow : text.retry}
                </Button>
            )}
            {isAsking && (
                <ConfirmDialog
                    title={text.cancelTitle} action={text.cancel} isDangerous onClose={() => setAsking(false)}
                    onConfirm={async () => {
                        await api.post(`${path}/cancel`);
                        onChanged();
                    }}
                >
                    <p><b>{name}</b></p>
                    <p>{text.cancelText}</p>
                </ConfirmDialog>
            )}
        </div>
    );
}
