import { useState } from "preact";
import type { FieldResult, MappingField, MappingSchema } from "../../api/mappings";
import type { PayloadField } from "../../api/placeholders";
import { Button, IconButton } from "../../ui/button";
import { Chip } from "../../ui/chip";
import type { Column } from "../../ui/data-table";
import { DataTable } from "../../ui/data-table";
import { SelectField } from "../../ui/field";
import { Tooltip } from "../../ui/tooltip";
import type { MappingRow } from "./mapping-rows";
import { withField } from "./mapping-rows";
import { text } from "./mappings-text";
import { SourceField } from "./source-field";
import { TransformsDialog } from "./transforms-dialog";

export interface MappingTableProps {
    rows: MappingRow[];
    schema: MappingSchema;
    payload: PayloadField[];
    /** What came out for the sample, by field; null while there is no sample. */
    results: Map<string, FieldResult> | null;
    /** The session may only look. */
    isFixed: boolean;
    onChange: (schema: MappingSchema) => void;
}

export function MappingTable({ rows, schema, payload, results, isFixed, onChange }: MappingTableProps) {
    const [open, setOpen] = useState<string | null>(null);
    const opened = rows.find(({ key }) => key === open);
    const set = (row: MappingRow, changes: Partial<MappingField> | null) =>
        onChange(withField(schema, row.key, changes && { ...(row.mapped ?? { dest: row.key, source: { type: "path", value: "" } }), ...changes }));
    const isLocked = (row: MappingRow) => isFixed || Boolean(row.definition?.constraints?.read_only);
    const labels = text.columns;
    const columns: Column<MappingRow>[] = [
        { key: "field", label: labels.field, narrow: "title", cell: (row) => <FieldName row={row} /> },
        {
            key: "source", label: labels.source,
            cell: (row) => (isLocked(row)
                ? <span class="muted">{row.mapped ? String(row.mapped.source.value) : text.notFilled}</span>
                : (
                    <div class="mapping-source">
                        <SourceField
                            label={row.label} definition={row.definition} source={row.mapped?.source ?? null} payload={payload}
                            onChange={(source) => set(row, source && { source })}
                        />
                    </div>
                )),
        },
        {
            key: "transforms", label: labels.transforms,
            cell: (row) => row.mapped && (isLocked(row)
                ? <span class="muted">{transformWords(row.mapped)}</span>
                : <Button size="small" onClick={() => setOpen(row.key)}>{transformWords(row.mapped)}</Button>),
        },
        {
            key: "error", label: labels.onError, width: "fit",
            cell: (row) => row.mapped && (isLocked(row)
                ? <span class="muted">{text.onError[row.mapped.on_error ?? "skip_field"]}</span>
                : (
                    <div class="mapping-error">
                        <SelectField
                            label={text.onErrorOf(row.label)} hidesLabel value={row.mapped.on_error ?? "skip_field"}
                            options={Object.entries(text.onError).map(([value, label]) => ({ value, label }))}
                            onChange={(value) => set(row, { on_error: value as MappingField["on_error"] })}
                        />
                    </div>
                )),
        },
        { key: "result", label: labels.result, cell: (row) => results && <Result row={row} result={results.get(row.key)} /> },
    ];
    if (!isFixed) {
        columns.push({
            key: "remove", label: labels.remove, hidesLabel: true, width: "fit", narrow: "aside",
            cell: (row) => row.mapped && <IconButton icon="close" label={text.removeField(row.label)} onClick={() => set(row, null)} />,
        });
    }
    return (
        <>
            <div class="mapping-table"><DataTable label={labels.field} columns={columns} rows={rows} keyOf={({ key }) => key} isDim={(row) => isLocked(row) && !isFixed} /></div>
            {opened?.mapped && (
                <TransformsDialog
                    label={opened.label} transforms={opened.mapped.transforms ?? []} onClose={() => setOpen(null)}
                    onApply={(transforms) => set(opened, { transforms: transforms.length > 0 ? transforms : undefined })}
                />
            )}
        </>
    );
}

function FieldName({ row }: { row: MappingRow }) {
    const { definition } = row;
    return (
        <span class="mapping-field">
            <span class="mapping-label">
                {definition?.description ? <Tooltip text={definition.description}><span tabIndex={0}>{row.label}</span></Tooltip> : row.label}
                {definition?.constraints?.required && <Chip tone="busy">{text.required}</Chip>}
                {definition?.constraints?.read_only && <Chip icon="lock">{text.readOnly}</Chip>}
                {!definition && <Tooltip text={text.removedHelp}><span tabIndex={0}><Chip tone="warn" icon="alert">{text.removed}</Chip></span></Tooltip>}
            </span>
            <span class="muted mapping-key">{row.key}{definition && ` · ${definition.constraints?.format ?? definition.type.replaceAll("_", " ")}`}</span>
        </span>
    );
}

function Result({ row, result }: { row: MappingRow; result?: FieldResult }) {
    if (!result) return row.definition?.constraints?.required && !row.mapped ? <Chip tone="bad" icon="alert">{text.missing}</Chip> : null;
    if (result.state === "sent") return <code class="mapping-value">{typeof result.value === "string" ? result.value : JSON.stringify(result.value)}</code>;
    return (
        <span class="mapping-outcome">
            <Chip tone={result.state === "failed" ? "bad" : result.state === "warned" ? "warn" : "calm"}>{text.states[result.state]}</Chip>
            {result.message && <span class="muted">{result.message}</span>}
        </span>
    );
}

function transformWords({ transforms = [] }: MappingField): string {
    return transforms.length === 0 ? text.noTransforms : transforms.map(({ type }) => text.transforms[type]).join(", ");
}
