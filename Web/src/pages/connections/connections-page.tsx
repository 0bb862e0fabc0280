import { useState } from "preact";
import { Page } from "../../shell/page";
import { usePlace, useRouter, useSession } from "../../shell/services";
import { useRegularly } from "../../shell/use-data";
import { useConnections, useIntegrations } from "../../shell/use-list";
import { roleReasons } from "../../text/roles";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { SelectField, TextField } from "../../ui/field";
import { FilterLine } from "../../ui/filter-line";
import { count } from "../../ui/format";
import { integrationName } from "../../ui/integration-icon";
import { Banner, EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { useTyped } from "../../ui/use-typed";
import { ConnectionDetails } from "./connection-details";
import { ConnectionDialog } from "./connection-dialogs";
import type { ConnectionFilters } from "./connection-filters";
import { filterConnections, readFilters } from "./connection-filters";
import type { ConnectionTask } from "./connection-menu";
import { signsIn } from "./connection-menu";
import { stateOf } from "./connection-state";
import { ConnectionTable } from "./connection-table";
import { text } from "./connections-text";
import { NewConnection } from "./new-connection";
import "./connections.css";

export function ConnectionsPage() {
    const router = useRouter();
    const { query } = usePlace();
    const { abilities } = useSession();
    const [asked, setAsked] = useState<{ id: string; task: ConnectionTask } | null>(null);
    const { data, error, refresh } = useConnections({ activity: true });
    const { data: integrations } = useIntegrations();
    useRegularly(refresh, 30_000);
    const filters = readFilters(query);
    const shown = data ? filterConnections(data.records, filters) : [];
    const find = (id: string | undefined) => data?.records.find((connection) => connection.id === id);
    const create = <Button kind="primary" icon="plus" disabledReason={abilities.manage_connections ? null : roleReasons.write} onClick={() => router.setQuery({ create: "1" })}>{text.create}</Button>;
    const opened = find(query["open"]);
    const target = find(asked?.id);
    const isMended = opened && integrations && stateOf(opened) === "attention" && signsIn(opened, integrations.records);
    const closeOpened = () => router.setQuery({ open: null });

    return (
        <Page title={text.title} actions={data && data.records.length > 0 && create}>
            {data && data.records.length > 0 && <Filters filters={filters} types={[...new Set(data.records.map(({ type }) => type))].sort()} onChange={router.setQuery} />}
            {data?.isCut && <Banner tone="calm">{text.cut}</Banner>}
            <Card isFlush>
                {shown.length > 0 && (
                    <ConnectionTable
                        connections={shown} integrations={integrations?.records ?? []} onOpen={({ id }) => router.setQuery({ open: id })}
                        onTask={({ id }, task) => setAsked({ id, task })}
                    />
                )}
                {data && shown.length === 0 && (
                    data.records.length === 0
                        ? <EmptyState icon="link" title={text.none} action={create}>{text.noneText}</EmptyState>
                        : <EmptyState icon="search" title={text.noneFit} action={<Button onClick={() => router.setQuery({ q: null, type: null, state: null })}>{text.clear}</Button>} />
                )}
                {!data && (error !== undefined ? <ErrorState error={error} noun="The list of connections" onRetry={refresh} /> : <SkeletonRows label="Loading connections" />)}
            </Card>
            <p class="visually-hidden" aria-live="polite">{data && count(shown.length, "connection shown", "connections shown")}</p>
            {abilities.manage_connections && "create" in query && <NewConnection onCreated={refresh} onClose={() => router.setQuery({ create: null })} />}
            {opened && !abilities.manage_connections && <ConnectionDetails connection={opened} onClose={closeOpened} />}
            {opened && abilities.manage_connections && integrations && (
                <ConnectionDialog key={opened.id} connection={opened} task={isMended ? "reconnect" : "edit"} onChanged={refresh} onClose={closeOpened} />
            )}
            {asked && target && <ConnectionDialog key={`${asked.task} ${target.id}`} connection={target} task={asked.task} onChanged={refresh} onClose={() => setAsked(null)} />}
        </Page>
    );
}

interface FiltersProps {
    filters: ConnectionFilters;
    types: string[];
    onChange: (changes: Record<string, string | null>) => void;
}

function Filters({ filters, types, onChange }: FiltersProps) {
    const [typed, type] = useTyped(filters.q, (q) => onChange({ q: q.trim() || null }));
    return (
        <FilterLine label={text.search}>
            <TextField label={text.search} hidesLabel type="search" placeholder={text.search} value={typed} onInput={type} />
            <SelectField
                label={text.type} hidesLabel value={filters.type} onChange={(value) => onChange({ type: value || null })}
                options={[{ value: "", label: `${text.type}: ${text.any}` }, ...types.map((value) => ({ value, label: integrationName(value) }))]}
            />
            <SelectField
                label={text.state} hidesLabel value={filters.state} onChange={(value) => onChange({ state: value || null })}
                options={[{ value: "", label: `${text.state}: ${text.any}` }, ...Object.entries(text.states).map(([value, label]) => ({ value, label }))]}
            />
        </FilterLine>
    );
}
