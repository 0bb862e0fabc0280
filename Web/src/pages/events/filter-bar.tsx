import { useState } from "preact";
import type { CatalogEntry, ConnectionRecord, Page, RuleRecord } from "../../api/records";
import { statuses } from "../../api/records";
import { withQuery } from "../../api/client";
import { useSession, useWorkspacePath } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { outcomes } from "../../text/outcomes";
import { Button } from "../../ui/button";
import { Combobox } from "../../ui/combobox";
import { SelectField, TextField } from "../../ui/field";
import { integrationName } from "../../ui/integration-icon";
import { statusLooks } from "../../ui/status-chip";
import type { EventFilters, FilterName } from "./event-filters";
import { filterNames, ranges } from "./event-filters";
import { text } from "./events-text";
import { useTyped } from "../../ui/use-typed";

export interface FilterBarProps {
    filters: EventFilters;
    onChange: (changes: Partial<Record<FilterName, string | null>>) => void;
}

const first: FilterName[] = ["q", "status", "event", "range", "since", "until"];
const any = { value: "", label: text.any };
const labels = text.filters;

/** What to look for. The usual questions are in sight, the others a click away. */
export function FilterBar({ filters, onChange }: FilterBarProps) {
    const hidden = filterNames.filter((name) => !first.includes(name) && filters[name]).length;
    const [isOpen, setOpen] = useState(hidden > 0);
    const { data: types } = useData<Page<CatalogEntry>>(withQuery(`${useWorkspacePath()}/event-types`, { limit: 200 }));
    const hasTimes = Boolean(filters.since || filters.until);
    const [typed, type] = useTyped(filters.q ?? "", (q) => (q.trim() === "" || isIdStart(q)) && onChange({ q: q.trim().toLowerCase() || null }));
    const set = (name: FilterName) => (value: string) => onChange({ [name]: value || null });

    return (
        <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
            <div class="filter-row">
                <TextField label={text.search} hidesLabel type="search" placeholder={text.searchPlaceholder} value={typed} onInput={type} error={typed.trim() === "" || isIdStart(typed) ? null : text.searchError} />
                <SelectField
                    label={labels.status} hidesLabel value={filters.status ?? ""} onChange={set("status")}
                    options={[{ value: "", label: `${labels.status}: ${text.any.toLowerCase()}` }, ...statuses.map((value) => ({ value, label: statusLooks[value].label }))]}
                />
                <Combobox
                    label={labels.event} hidesLabel takesFreeText placeholder={`${labels.event}: ${text.any.toLowerCase()}`} value={filters.event ?? ""} onChange={set("event")}
                    options={[...(filters.event ? [{ value: "", label: text.any }] : []), ...(types?.records ?? []).map(({ key }) => ({ value: key, label: key }))]}
                />
                <SelectField
                    label={labels.range} hidesLabel value={hasTimes ? "times" : filters.range ?? ""}
                    onChange={(value) => value !== "times" && onChange({ range: value || null, since: null, until: null })}
                    options={[
                        { value: "", label: text.allTime }, ...Object.entries(ranges).map(([value, { label }]) => ({ value, label })),
                        ...(hasTimes ? [{ value: "times", label: "From – to" }] : []),
                    ]}
                />
                <Button kind="quiet" icon="filter" onClick={() => setOpen(!isOpen)}>
                    {isOpen ? text.fewerFilters : text.moreFilters}{hidden > 0 && !isOpen ? ` (${hidden})` : ""}
                </Button>
            </div>
            {isOpen && <MoreFilters filters={filters} set={set} onChange={onChange} />}
        </form>
    );
}

function MoreFilters({ filters, set, onChange }: FilterBarProps & { set: (name: FilterName) => (value: string) => void }) {
    const { session_type } = useSession();
    const workspace = useWorkspacePath();
    const { data } = useData<Page<ConnectionRecord>>(withQuery(`${workspace}/connections`, { limit: 200 }));
    const { data: rules } = useData<Page<RuleRecord>>(withQuery(`${workspace}/rules`, { limit: 200 }));
    const connections = data?.records ?? [];
    const integrations = [...new Set(connections.map(({ type }) => type))].sort();
    const [resource, typeResource] = useTyped(filters.resource ?? "", (value) => set("resource")(value.trim()));
    const [resourceId, typeResourceId] = useTyped(filters.resource_id ?? "", (value) => set("resource_id")(value.trim()));
    return (
        <div class="filter-more">
            <TextField label={labels.since} type="datetime-local" value={toLocal(filters.since)} onInput={(value) => onChange({ since: fromLocal(value), range: null })} />
            <TextField label={labels.until} type="datetime-local" value={toLocal(filters.until)} onInput={(value) => onChange({ until: fromLocal(value), range: null })} />
            {session_type !== "resource" && (
                <>
                    <TextField label={labels.resource} value={resource} onInput={typeResource} />
                    <TextField label={labels.resource_id} value={resourceId} onInput={typeResourceId} />
                </>
            )}
            <Combobox
                label={labels.connection} value={filters.connection ?? ""} onChange={set("connection")} placeholder={text.any}
                options={[...(filters.connection ? [any] : []), ...connections.map(({ id, name, type }) => ({ value: id, label: name, hint: integrationName(type) }))]}
            />
            <Combobox
                label={labels.rule} value={filters.rule ?? ""} onChange={set("rule")} placeholder={text.any}
                options={[...(filters.rule ? [any] : []), ...(rules?.records ?? []).map((rule) => ({
                    value: rule.id, label: rule.event, hint: connections.find(({ id }) => id === rule.connection)?.name,
                }))]}
            />
            <SelectField
                label={labels.integration} value={filters.integration ?? ""} onChange={set("integration")}
                options={[any, ...integrations.map((value) => ({ value, label: integrationName(value) }))]}
            />
            <SelectField
                label={labels.outcome} value={filters.outcome ?? ""} onChange={set("outcome")}
                options={[any, ...Object.entries(outcomes).map(([value, { label }]) => ({ value, label }))]}
            />
            <SelectField
                label={labels.test} value={filters.test ?? ""} onChange={set("test")}
                options={[any, { value: "true", label: text.testOnly }, { value: "false", label: text.noTests }]}
            />
        </div>
    );
}

/** The server looks for ids by four characters or more. */
function isIdStart(text: string): boolean {
    return /^[0-9a-f-]{4,36}$/i.test(text.trim()) && text.replaceAll("-", "").trim().length >= 4;
}

/** ISO 8601 to what the browser's control takes, in the reader's time zone. */
function toLocal(time: string | undefined): string {
    if (!time) return "";
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return "";
    return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocal(value: string): string | null {
    const date = new Date(value);
    return value === "" || Number.isNaN(date.getTime()) ? null : date.toISOString();
}
