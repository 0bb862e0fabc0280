import type { Attempt, AttemptDetails, Delivery } from "../../api/records";
import { useSession } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { Code } from "../../ui/code";
import { CopyButton } from "../../ui/copy-button";
import { formatBytes } from "../../ui/format";
import { formatJSON, parseJSON } from "../../ui/json/parse";
import { Banner, SkeletonRows } from "../../ui/states";
import { text } from "./event-text";
import { deliveryPath } from "./use-event";

/** What was sent in an attempt and what came back, without secrets. */
export function AttemptDetailsView({ attempt, delivery }: { attempt: Attempt; delivery: Delivery }) {
    const { abilities } = useSession();
    const path = `${deliveryPath(delivery.event_id, delivery.rule)}/attempts/${attempt.id}/response-details`;
    const { data, error } = useData<AttemptDetails>(abilities.read_payload ? path : null);
    if (!abilities.read_payload) return <Banner tone="calm">{text.detailsLocked}</Banner>;
    if (error !== undefined && !data) return <Banner tone="calm">{text.detailsGone}</Banner>;
    if (!data) return <SkeletonRows rows={3} label="Loading" />;
    return (
        <div class="exchange">
            {data.request && (
                <section aria-label={text.request}>
                    <h4>{text.request}</h4>
                    <p class="exchange-line"><b>{data.request.method}</b> {data.request.url}</p>
                    <Headers headers={data.request.headers} />
                </section>
            )}
            <section aria-label={text.response}>
                <h4>{text.response}</h4>
                {data.response ? <ResponseView response={data.response} /> : <p class="exchange-line">{data.error ?? text.noResponse}</p>}
            </section>
            {attempt.request_id && (
                <p class="exchange-id muted">{text.requestId} <code class="truncate">{attempt.request_id}</code><CopyButton text={attempt.request_id} label="Copy the request id" /></p>
            )}
        </div>
    );
}

function ResponseView({ response }: { response: NonNullable<AttemptDetails["response"]> }) {
    const json = response.body && !response.body_truncated ? parseJSON(response.body) : null;
    return (
        <>
            <p class="exchange-line"><b>{response.status}</b> {response.content_type}</p>
            <Headers headers={response.headers} />
            {response.body
                ? <Code text={json ? formatJSON(json) : response.body} label={text.body} />
                : (response.body_bytes ?? 0) > 0 && <p class="muted">{text.binary} ({formatBytes(response.body_bytes ?? 0)})</p>}
            {response.body && response.body_truncated && (
                <p class="muted">{text.cut(formatBytes(new TextEncoder().encode(response.body).length), formatBytes(response.body_bytes ?? 0))}</p>
            )}
        </>
    );
}

function Headers({ headers }: { headers: Record<string, string> | undefined }) {
    const all = Object.entries(headers ?? {});
    if (all.length === 0) return null;
    return (
        <dl class="headers">
            {all.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        </dl>
    );
}
