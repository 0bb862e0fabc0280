import { useState } from "preact";
import { ApiError, messageOf } from "../../api/errors";
import type { DefaultMappingResult, MappingSchema } from "../../api/mappings";
import { useApi } from "../../shell/services";
import { useToaster } from "../../ui/toast";
import { text } from "./mappings-text";

/** A mapping that is edited: what is stored, what has been changed, and what came of saving it. */
export function useMappingEditor(connection: string, start: DefaultMappingResult) {
    const api = useApi();
    const toaster = useToaster();
    const path = `/api/v1/connections/${connection}/mappings/default`;
    const [stored, setStored] = useState(start);
    const [schema, setSchema] = useState<MappingSchema>(start.mapping.schema);
    const [theirs, setTheirs] = useState<DefaultMappingResult | null>(null);
    const [failure, setFailure] = useState<string | null>(null);
    const [isBusy, setBusy] = useState(false);

    const take = (result: DefaultMappingResult) => {
        setStored(result);
        setSchema(result.mapping.schema);
        setTheirs(null);
        setFailure(null);
    };
    /** Refused when another version than the one that was read is stored by now. */
    const save = async (over: DefaultMappingResult = stored) => {
        if (isBusy) return;
        setBusy(true);
        setFailure(null);
        setTheirs(null);
        try {
            const { mapping_id, version } = over.mapping;
            take(await api.put<DefaultMappingResult>(path, { schema, mapping_id, expected_version: version }));
            toaster.say(text.saved);
        } catch (error) {
            if (error instanceof ApiError && error.status === 409) setTheirs(await api.get<DefaultMappingResult>(path).catch(() => null));
            setFailure(messageOf(error));
        }
        setBusy(false);
    };
    const reset = async () => {
        const generated = await api.get<DefaultMappingResult>(`${path}?generated=true`);
        setSchema(generated.mapping.schema);
        toaster.say(text.resetDone);
    };
    return {
        stored, schema, theirs, failure, isBusy, setSchema, take, save, reset,
        isDirty: JSON.stringify(schema) !== JSON.stringify(stored.mapping.schema),
        forgetTheirs: () => setTheirs(null),
    };
}
