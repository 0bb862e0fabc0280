import { useState } from "preact";
import type { DefaultMappingResult, FieldCatalog } from "../../api/mappings";
import type { ConnectionRecord } from "../../api/records";
import { Page } from "../../shell/page";
import { useSession } from "../../shell/services";
import { useLeaveGuard } from "../../shell/use-leave-guard";
import { useRules } from "../../shell/use-list";
import { usePayloadFields } from "../../shell/use-payloads";
import { roleReasons } from "../../text/roles";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { Chip } from "../../ui/chip";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { TextField } from "../../ui/field";
import { Segmented } from "../../ui/segmented";
import { Banner, EmptyState } from "../../ui/states";
import { Time } from "../../ui/time";
import { CatalogChangesBanner } from "./catalog-changes";
import { ConflictDialog } from "./conflict-dialog";
import { hasProblems, rowsOf } from "./mapping-rows";
import { MappingSample } from "./mapping-sample";
import { MappingTable } from "./mapping-table";
import { text } from "./mappings-text";
import type { useFieldCatalog } from "./use-field-catalog";
import { useMappingEditor } from "./use-mapping-editor";
import { useMappingResults, useSampleEvents } from "./use-mapping-sample";

export interface MappingEditorProps {
    title: string;
    parent: { label: string; to: string };
    connection: ConnectionRecord;
    fields: ReturnType<typeof useFieldCatalog>;
    catalog: FieldCatalog;
    start: DefaultMappingResult;
}

export function MappingEditor({ title, parent, connection, fields, catalog, start }: MappingEditorProps) {
    const { abilities } = useSession();
    const mayEdit = abilities.manage_connections;
    const editor = useMappingEditor(connection.id, start);
    const guard = useLeaveGuard(editor.isDirty);
    const [words, setWords] = useState("");
    const [shown, setShown] = useState("all");
    const [isAsked, setAsked] = useState(false);

    const rules = useRules({ connection: connection.id });
    const [chosenType, setType] = useState<string | null>(null);
    const [chosenEvent, setEvent] = useState<string | null>(null);
    const type = chosenType ?? rules.data?.records[0]?.event ?? "";
    const events = useSampleEvents(type);
    const event = events.find(({ id }) => id === chosenEvent)?.id ?? events[0]?.id ?? null;
    const payload = usePayloadFields(type);
    const isWrong = hasProblems(editor.schema, catalog.fields);
    const results = useMappingResults({ connection: connection.id, schema: editor.schema, fields: payload, event, isReady: mayEdit && type !== "" && !isWrong });

    const isGenerated = editor.stored.status === "generated";
    const needle = words.trim().toLowerCase();
    const rows = rowsOf(catalog.fields, editor.schema).filter((row) =>
        `${row.label} ${row.key}`.toLowerCase().includes(needle) && (shown === "all" || row.mapped !== null));
    const canSave = isGenerated || editor.isDirty;

    return (
        <Page
            title={title} parent={parent}
            facts={isGenerated ? <Chip>{text.generated}</Chip> : <Chip>{text.version(editor.stored.mapping.version)}</Chip>}
            actions={
                <>
                    {editor.isDirty && <span class="muted" role="status">{text.unsaved}</span>}
                    {mayEdit && (!isGenerated || editor.isDirty) && <Button kind="quiet" onClick={() => setAsked(true)}>{text.reset}</Button>}
                    {(canSave || !mayEdit) && (
                        <Button kind="primary" isBusy={editor.isBusy} disabledReason={mayEdit ? null : roleReasons.write} onClick={() => void editor.save()}>
                            {isGenerated && !editor.isDirty ? text.saveGenerated : text.save}
                        </Button>
                    )}
                </>
            }
        >
            {isGenerated && !editor.isDirty && <Banner tone="calm">{text.generatedHelp}</Banner>}
            {editor.failure && !editor.theirs && <Banner tone="bad">{editor.failure}</Banner>}
            {fields.changes && <CatalogChangesBanner changes={fields.changes} onDismiss={fields.forgetChanges} />}
            {mayEdit && <MappingSample type={type} events={events} event={event} onType={setType} onEvent={setEvent} />}
            <div class="mapping-tools">
                <TextField label={text.search} hidesLabel type="search" placeholder={text.search} value={words} onInput={setWords} />
                <Segmented label={text.show} value={shown} onChange={setShown} options={Object.entries(text.shown).map(([value, label]) => ({ value, label }))} />
                <span class="mapping-refresh muted">
                    {text.refreshed} <Time at={catalog.refreshed_at} />
                    {mayEdit && <Button size="small" icon="refresh" isBusy={fields.isRefreshing} onClick={() => void fields.refresh()}>{text.refresh}</Button>}
                </span>
            </div>
            <Card isFlush>
                {rows.length > 0
                    ? <MappingTable rows={rows} schema={editor.schema} payload={payload} results={results} isFixed={!mayEdit} onChange={editor.setSchema} />
                    : <EmptyState icon="search" title={text.noneFit} />}
            </Card>
            {isAsked && (
                <ConfirmDialog title={text.resetTitle} action={text.reset} onConfirm={editor.reset} onClose={() => setAsked(false)}>
                    <p>{text.resetText}</p>
                </ConfirmDialog>
            )}
            {editor.theirs && <Conflict theirs={editor.theirs} editor={editor} />}
            {guard.dialog}
        </Page>
    );
}

function Conflict({ theirs, editor }: { theirs: DefaultMappingResult; editor: ReturnType<typeof useMappingEditor> }) {
    return <ConflictDialog theirs={theirs} onTake={() => editor.take(theirs)} onKeep={() => void editor.save(theirs)} onClose={editor.forgetTheirs} />;
}
