import { useEffect, useState } from "preact";
import { withQuery } from "../../api/client";
import type { FieldResult, MappingPreview, MappingSchema } from "../../api/mappings";
import type { PayloadField } from "../../api/placeholders";
import { sampleWith } from "../../api/placeholders";
import type { EventRecord, Page } from "../../api/records";
import { useApi, useSession, useWorkspacePath } from "../../shell/services";
import { useData } from "../../shell/use-data";

/** The preview is asked for when typing pauses. */
const pause = 400;

/** Recent events of a type to try a mapping with; none where payloads may not be read. */
export function useSampleEvents(event: string): EventRecord[] {
    const { abilities } = useSession();
    const path = withQuery(`${useWorkspacePath()}/events`, { event, limit: 10 });
    const { data } = useData<Page<EventRecord>>(event && abilities.read_payload ? path : null);
    return data?.records ?? [];
}

export interface SampleOptions {
    connection: string;
    schema: MappingSchema;
    fields: PayloadField[];
    /** The event whose payload is taken; null for a made-up one. */
    event: string | null;
    isReady: boolean;
}

/** What the mapping makes of a sample, anew as it is edited; null while it can't be said. */
export function useMappingResults({ connection, schema, fields, event, isReady }: SampleOptions): Map<string, FieldResult> | null {
    const api = useApi();
    const [results, setResults] = useState<Map<string, FieldResult> | null>(null);
    const paths = schema.fields.flatMap(({ source }) => (source.type === "path" ? [source.value] : []));
    const request = event ? { schema, event } : { schema, payload: sampleWith(fields, fields.length > 0 ? [] : paths) };
    const key = isReady ? JSON.stringify(request) : null;
    useEffect(() => {
        if (key === null) return;
        let isOld = false;
        const timer = setTimeout(() => {
            api.post<MappingPreview>(`/api/v1/connections/${connection}/mappings/preview`, JSON.parse(key)).then(
                (preview) => !isOld && setResults(preview.errors.length > 0 ? null : new Map(preview.fields.map((field) => [field.dest, field]))),
                () => !isOld && setResults(null));
        }, pause);
        return () => {
            isOld = true;
            clearTimeout(timer);
        };
    }, [key, connection]);
    return isReady ? results : null;
}
