import { touchesConnections, touchesEvent, touchesRules } from "../../api/changes";
import { withQuery } from "../../api/client";
import type { Integration } from "../../api/integrations";
import type { Attempt, ConnectionRecord, EventRecord, Page, RuleRecord } from "../../api/records";
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

export interface Surroundings {
    connections: Map<string, ConnectionRecord>;
    /** What a rule does, in the words of its integration; null when the rule is gone or not in reach. */
    actionOf: (rule: string) => string | null;
}

/** What the workspace has beside the event, as far as one page holds it. */
export function useSurroundings(): Surroundings {
    const workspace = useWorkspacePath();
    const { data: connections } = useData<Page<ConnectionRecord>>(withQuery(`${workspace}/connections`, { limit: 200 }), { touchedBy: touchesConnections });
    const { data: rules } = useData<Page<RuleRecord>>(withQuery(`${workspace}/rules`, { limit: 200 }), { touchedBy: touchesRules });
    const { data: integrations } = useData<Page<Integration>>("/api/v1/integrations");
    return {
        connections: new Map((connections?.records ?? []).map((connection) => [connection.id, connection])),
        actionOf(id) {
            const rule = rules?.records.find((rule) => rule.id === id);
            const action = integrations?.records.find(({ type }) => type === rule?.type)?.actions[String(rule?.metadata["action"])];
            return action?.display?.label ?? action?.label ?? null;
        },
    };
}
