import { ApiError } from "../../api/errors";
import type { Attempt, AttemptDetails, Delivery } from "../../api/records";
import { useSession } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { CopyButton } from "../../ui/copy-button";
import { formatBytes } from "../../ui/format";
import { Banner, ErrorState, SkeletonRows } from "../../ui/states";
import { text } from "./event-text";
import { Body, Exchange } from "./exchange";
import { deliveryPath } from "./use-event";

/** What was sent in an attempt and what came back, without secrets. */
export function AttemptDetailsView({ attempt, delivery }: { attempt: Attempt; delivery: Delivery }) {
    const { abilities } = useSession();
    const path = `${deliveryPath(delivery.event_id, delivery.rule)}/attempts/${attempt.id}/response-details`;
    const { data, error, refresh } = useData<AttemptDetails>(abilities.read_payload ? path : null);
    if (!abilities.read_payload) return <Banner tone="calm">{text.detailsLocked}</Banner>;
    if (error instanceof ApiError && error.status === 404) return <Banner tone="calm">{text.detailsGone}</Banner>;
    if (error !== undefined && !data) return <ErrorState error={error} noun={text.details} onRetry={refresh} />;
    if (!data) return <SkeletonRows rows={3} label="Loading" />;
    const { request, response } = data;
    return (
        <div class="exchange">
            {request && <Exchange title={text.request} line={<><b>{request.method}</b> {request.url}</>} headers={request.headers} />}
            {response
                ? <Exchange title={text.response} line={<><b>{response.status}</b> {response.content_type}</>} headers={response.headers}><ResponseBody response={response} /></Exchange>
                : <Exchange title={text.response} line={data.error ?? text.noResponse} />}
            {attempt.request_id && (
                <p class="exchange-id muted">{text.requestId} <code class="truncate">{attempt.request_id}</code><CopyButton text={attempt.request_id} label={text.copyRequestId} /></p>
            )}
        </div>
    );
}

function ResponseBody({ response }: { response: NonNullable<AttemptDetails["response"]> }) {
    const size = response.body_bytes ?? 0;
    if (!response.body) return size > 0 ? <p class="muted">{text.binary(formatBytes(size))}</p> : null;
    return (
        <>
            <Body body={response.body} />
            {response.body_truncated && <p class="muted">{text.cut(formatBytes(new TextEncoder().encode(response.body).length), formatBytes(size))}</p>}
        </>
    );
}
