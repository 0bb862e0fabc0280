import { useState } from "preact";
import type { Delivery, RulePreview } from "../../api/records";
import { useApi } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { withPayload } from "../../shell/use-payloads";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { formatJSON, member, parseJSON } from "../../ui/json/parse";
import { Banner, ErrorState, SkeletonRows } from "../../ui/states";
import { text } from "./event-text";
import { Body, Exchange } from "./exchange";

/** Shows the body that goes out after mapping and template, to lay beside the payload. */
export function SentButton({ delivery, name }: { delivery: Delivery; name: string }) {
    const [isOpen, setOpen] = useState(false);
    return (
        <>
            <Button size="small" kind="quiet" onClick={() => setOpen(true)}>{text.sent}</Button>
            {isOpen && (
                <Dialog title={text.sentTitle(name)} size="medium" onClose={() => setOpen(false)}>
                    <p class="muted">{text.sentText}</p>
                    <Preview delivery={delivery} />
                </Dialog>
            )}
        </>
    );
}

function Preview({ delivery }: { delivery: Delivery }) {
    const api = useApi();
    const path = `/api/v1/rules/${delivery.rule}/preview`;
    const { data, error, refresh } = useData<RulePreview>(`${path} ${delivery.event_id}`, {
        async load() {
            const event = parseJSON(await api.getText(`/api/v1/events/${delivery.event_id}/payload`));
            const payload = member(event, "payload");
            return api.post<RulePreview>(path, withPayload({}, payload ? formatJSON(payload) : "{}"));
        },
    });
    if (error !== undefined && !data) return <ErrorState error={error} noun="What is sent" onRetry={refresh} />;
    if (!data) return <SkeletonRows rows={4} label="Loading" />;
    return (
        <>
            {!data.ok && <Banner tone="warn">{text.sentNothing} {data.errors.map(({ msg }) => msg).join("; ")}</Banner>}
            {data.requests.map((request, index) => (
                <div key={index} class="exchange">
                    <Exchange title={text.request} line={<><b>{request.method}</b> {request.url}</>} headers={request.headers}>
                        {request.body && <Body body={request.body} />}
                    </Exchange>
                </div>
            ))}
        </>
    );
}
