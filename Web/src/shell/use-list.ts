import type { Change } from "../api/changes";
import { touchesConnections, touchesNothing, touchesRules } from "../api/changes";
import type { Query } from "../api/client";
import { withQuery } from "../api/client";
import type { Integration } from "../api/integrations";
import type { ConnectionRecord, Page, RuleRecord } from "../api/records";
import { useApi, useWorkspacePath } from "./services";
import type { Data } from "./use-data";
import { useData } from "./use-data";

/** So many records are shown at once; who has more narrows the list on the server. */
const most = 1000;

export interface List<T> {
    records: T[];
    /** There are more than are shown. */
    isCut: boolean;
}

/** A list with all its pages. */
export function useList<T>(path: string | null, query: Query = {}, touchedBy: (change: Change) => boolean = touchesNothing): Data<List<T>> {
    const api = useApi();
    const load = async (): Promise<List<T>> => {
        const records: T[] = [];
        let cursor: string | null = null;
        do {
            const page: Page<T> = await api.get(withQuery(path ?? "", { ...query, limit: 200, cursor }));
            records.push(...page.records);
            cursor = page.next_cursor;
        } while (cursor !== null && records.length < most);
        return { records, isCut: cursor !== null };
    };
    return useData<List<T>>(path === null ? null : withQuery(path, query), { load, touchedBy });
}

/** With `activity`, each comes with its figures of the last 24 hours. */
export function useConnections({ activity }: { activity: boolean }): Data<List<ConnectionRecord>> {
    return useList(`${useWorkspacePath()}/connections`, { expand: activity ? "activity" : null }, touchesConnections);
}

export function useRules(query: Query = {}): Data<List<RuleRecord>> {
    return useList(`${useWorkspacePath()}/rules`, { expand: "activity", ...query }, touchesRules);
}

/** Every kind of destination that this server has. */
export function useIntegrations(): Data<Page<Integration>> {
    return useData("/api/v1/integrations");
}
