import { RawJSON, withQuery } from "../api/client";
import type { EventRecord, Page } from "../api/records";
import { useApi, useSession, useWorkspacePath } from "./services";
import { useData } from "./use-data";
import type { JSONNode } from "../ui/json/parse";
import { formatJSON, member, parseJSON } from "../ui/json/parse";
import type { PayloadField } from "../api/placeholders";
import { sampleWith } from "../api/placeholders";

/** The values that recent events of a type carried. */
export function usePayloadFields(event: string): PayloadField[] {
    const path = withQuery(`${useWorkspacePath()}/payload-fields`, { event });
    const { data } = useData<{ fields: PayloadField[] }>(event ? path : null);
    return data?.fields ?? [];
}

export interface SamplePayload {
    text: string;
    isFromEvent: boolean;
    isLoading: boolean;
}

/** A payload to try things with: that of the newest event of the type, or one made up where that may not be read. */
export function useSamplePayload(event: string, fields: PayloadField[], paths: string[]): SamplePayload {
    const api = useApi();
    const { abilities } = useSession();
    const list = withQuery(`${useWorkspacePath()}/events`, { event, limit: 1 });
    const newest = useData<Page<EventRecord>>(event && abilities.read_payload ? list : null);
    const id = newest.data?.records[0]?.id;
    const path = id ? `/api/v1/events/${id}/payload` : null;
    const body = useData<JSONNode | null>(path, { load: async () => member(parseJSON(await api.getText(path ?? "")), "payload") });
    if (body.data) return { text: formatJSON(body.data), isFromEvent: true, isLoading: false };
    return {
        text: JSON.stringify(sampleWith(fields, paths), null, 2), isFromEvent: false,
        isLoading: newest.isLoading || (path !== null && body.isLoading && body.error === undefined),
    };
}

/** Whether a text is a payload as the server takes it: a JSON object. */
export function isPayload(text: string): boolean {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value);
    } catch {
        return false;
    }
}

/** A body with a payload as it was typed, so that its numbers keep every digit. */
export function withPayload(members: Record<string, unknown>, payload: string): RawJSON {
    const others = Object.entries(members).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`);
    return new RawJSON(`{${others.join("")}"payload":${payload}}`);
}
