import type { EventRecord } from "../../api/records";
import { Page } from "../../shell/page";
import { formatPlace } from "../../shell/path";
import { useRouter, useSession } from "../../shell/services";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { StatusChip } from "../../ui/status-chip";
import { Tooltip } from "../../ui/tooltip";
import { DeliveryCard } from "./delivery-card";
import { EventActions } from "./event-actions";
import { EventFacts } from "./event-facts";
import { text } from "./event-text";
import { PayloadCard } from "./payload-card";
import { useEvent, useSurroundings } from "./use-event";
import "./event-detail.css";

export function EventDetailPage({ id }: { id: string }) {
    const { data: event, error, refresh } = useEvent(id);
    const parent = { label: text.back, to: "/workspace/events" };
    if (!event) {
        return (
            <Page title={text.noun} parent={parent}>
                {error === undefined ? <SkeletonRows rows={5} label="Loading the event" /> : <ErrorState error={error} noun={text.noun} onRetry={refresh} />}
            </Page>
        );
    }
    return (
        <Page
            title={event.event} parent={parent} actions={<EventActions event={event} onChanged={refresh} />}
            facts={
                <>
                    <span aria-live="polite"><StatusChip status={event.status} /></span>
                    {event.test && <Tooltip text={text.testHelp}><span tabIndex={0}><Chip>{text.test}</Chip></span></Tooltip>}
                </>
            }
        >
            <EventFacts event={event} />
            <div class="event-columns">
                <Deliveries event={event} onChanged={refresh} />
                <PayloadCard id={event.id} />
            </div>
        </Page>
    );
}

function Deliveries({ event, onChanged }: { event: EventRecord; onChanged: () => void }) {
    const router = useRouter();
    const { abilities } = useSession();
    const { connections, actionOf } = useSurroundings();
    const deliveries = event.rule_events ?? [];
    if (deliveries.length === 0) {
        const makeRule = () => router.navigate(formatPlace({ path: "/workspace/rules", query: { create: event.event } }));
        return (
            <Card title={text.deliveries}>
                <EmptyState icon="unplug" title={text.none} action={abilities.manage && <Button icon="plus" onClick={makeRule}>{text.makeRule}</Button>}>
                    {text.noneText}
                </EmptyState>
            </Card>
        );
    }
    const needsLook = (status: string) => status === "failed" || status === "retrying";
    return (
        <section class="deliveries" aria-label={text.deliveries}>
            {deliveries.map((delivery) => (
                <DeliveryCard
                    key={delivery.id} delivery={delivery} connection={connections.get(delivery.connection)} action={actionOf(delivery.rule)}
                    onChanged={onChanged}
                    isOpenAtFirst={deliveries.length === 1 || needsLook(delivery.status)}
                />
            ))}
        </section>
    );
}
