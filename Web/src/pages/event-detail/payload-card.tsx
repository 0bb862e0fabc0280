import { ApiError } from "../../api/errors";
import { useApi, useSession } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { Card } from "../../ui/card";
import { JSONViewer } from "../../ui/json/json-viewer";
import type { JSONNode } from "../../ui/json/parse";
import { member, parseJSON } from "../../ui/json/parse";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { text } from "./event-text";

/** The payload as it came, or a lock for those who may not see it. */
export function PayloadCard({ id }: { id: string }) {
    return <Card title={text.payload}><Payload id={id} /></Card>;
}

function Payload({ id }: { id: string }) {
    const api = useApi();
    const { abilities } = useSession();
    const path = `/api/v1/events/${id}/payload`;
    const { data, error, refresh } = useData<JSONNode | null>(abilities.read_payload ? path : null, {
        load: async () => member(parseJSON(await api.getText(path)), "payload"),
    });
    const isLocked = !abilities.read_payload || (error instanceof ApiError && error.status === 403);
    if (isLocked) return <EmptyState icon="lock" title={text.payloadLocked}>{text.payloadLockedText}</EmptyState>;
    if (data) return <JSONViewer node={data} label="payload" />;
    if (data === null || (error instanceof ApiError && error.status === 404)) return <p class="muted">{text.payloadGone}</p>;
    return error !== undefined ? <ErrorState error={error} noun="The payload" onRetry={refresh} /> : <SkeletonRows rows={4} label="Loading the payload" />;
}
