import { withQuery } from "../../api/client";
import type { CatalogEntry, EventRecord, Page } from "../../api/records";
import { useSession, useWorkspacePath } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { Card } from "../../ui/card";
import { Combobox } from "../../ui/combobox";
import { SelectField } from "../../ui/field";
import { formatExact } from "../../ui/format";
import { text } from "./mappings-text";

export interface MappingSampleProps {
    type: string;
    events: EventRecord[];
    event: string | null;
    onType: (type: string) => void;
    onEvent: (id: string) => void;
}

/** Which event the results are shown for. */
export function MappingSample({ type, events, event, onType, onEvent }: MappingSampleProps) {
    const { abilities } = useSession();
    const { data } = useData<Page<CatalogEntry>>(withQuery(`${useWorkspacePath()}/event-types`, { limit: 200 }));
    return (
        <Card title={text.sample}>
            <div class="mapping-sample">
                <Combobox
                    label={text.eventType} takesFreeText placeholder={text.pickEvent} value={type} onChange={onType}
                    options={(data?.records ?? []).map(({ key }) => ({ value: key, label: key }))}
                />
                {type !== "" && (events.length > 0
                    ? (
                        <SelectField
                            label={text.event} value={event ?? ""} onChange={onEvent}
                            options={events.map(({ id, created_at }) => ({ value: id, label: `${formatExact(new Date(created_at))} · ${id.slice(0, 8)}` }))}
                        />
                    )
                    : <p class="muted">{abilities.read_payload ? text.noEvents : text.noPermission}</p>)}
            </div>
        </Card>
    );
}
