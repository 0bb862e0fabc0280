import type { CatalogEntry, Page } from "../../api/records";
import { withQuery } from "../../api/client";
import { useSession, useWorkspacePath } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { Chip } from "../../ui/chip";
import { Combobox } from "../../ui/combobox";
import { TextField } from "../../ui/field";
import type { RuleDraft } from "./rule-draft";
import { text } from "./rules-text";

export interface EventFieldsProps {
    draft: RuleDraft;
    problems: Record<string, string>;
    onChange: (changes: Partial<RuleDraft>) => void;
}

/** Which events a rule is for. A session for one resource has that fixed. */
export function EventFields({ draft, problems, onChange }: EventFieldsProps) {
    const session = useSession();
    const workspace = useWorkspacePath();
    const types = useData<Page<CatalogEntry>>(withQuery(`${workspace}/event-types`, { limit: 200 }));
    const isLocked = session.session_type === "resource";
    return (
        <>
            <Combobox
                label={text.event} isRequired takesFreeText placeholder={text.eventPlaceholder} help={text.eventHelp} value={draft.event} error={problems["event"]}
                options={entriesOf(types.data)} onChange={(event) => onChange({ event })}
            />
            {isLocked
                ? <div class="field"><span class="field-label">{text.lock}</span><div><Chip icon="lock">{session.resource} / {session.resource_id}</Chip></div><p class="field-help">{text.lockHelp}</p></div>
                : <ResourceFields draft={draft} problems={problems} onChange={onChange} />}
        </>
    );
}

function ResourceFields({ draft, problems, onChange }: EventFieldsProps) {
    const resources = useData<Page<CatalogEntry>>(withQuery(`${useWorkspacePath()}/resources`, { limit: 200 }));
    return (
        <div class="rule-pair">
            <Combobox
                label={text.resource} isRequired={false} takesFreeText placeholder={text.anyResource} help={text.resourceHelp} value={draft.resource} error={problems["resource"]}
                options={[...(draft.resource ? [{ value: "", label: text.anyResource }] : []), ...entriesOf(resources.data)]}
                onChange={(resource) => onChange(resource ? { resource } : { resource, resource_id: "" })}
            />
            {draft.resource !== "" && (
                <TextField
                    label={text.resourceId} isRequired={false} help={text.resourceIdHelp} value={draft.resource_id} error={problems["resource_id"]}
                    onInput={(resource_id) => onChange({ resource_id: resource_id.trim() })}
                />
            )}
        </div>
    );
}

function entriesOf(page: Page<CatalogEntry> | undefined) {
    return (page?.records ?? []).filter(({ active }) => active).map(({ key, label }) => ({ value: key, label: key, hint: label === key ? undefined : label }));
}
