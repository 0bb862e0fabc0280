import { touchesConnections, touchesEvent, touchesRules } from "../../api/changes";
import { withQuery } from "../../api/client";
import type { Attempt, ConnectionRecord, EventRecord, Page } from "../../api/records";
import { useWorkspacePath } from "../../shell/services";
import type { Data } from "../../shell/use-data";
import { useData } from "../../shell/use-data";

export function useEvent(id: string): Data<EventRecord> {
    return useData<EventRecord>(`/api/v1/events/${id}`, { touchedBy: touchesEvent(id) });
}

export function deliveryPath(event: string, rule: string): string {
    return `/api/v1/events/${event}/rules/${rule}`;
}

export function useAttempts(event: string, rule: string): Data<Page<Attempt>> {
    return useData<Page<Attempt>>(withQuery(`${deliveryPath(event, rule)}/attempts`, { limit: 50 }), { touchedBy: touchesEvent(event) });
}

/** The connections of the workspace by id, as far as one page holds them. */
export function useConnections(): Map<string, ConnectionRecord> {
    const { data } = useData<Page<ConnectionRecord>>(withQuery(`${useWorkspacePath()}/connections`, { limit: 200 }), {
        touchedBy: (change) => touchesConnections(change) || touchesRules(change),
    });
    return new Map((data?.records ?? []).map((connection) => [connection.id, connection]));
}
