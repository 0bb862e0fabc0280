import { useState } from "preact";
import { focusHeading, Page } from "../../shell/page";
import { useApi, usePlace, useRouter, useSession } from "../../shell/services";
import { useRegularly } from "../../shell/use-data";
import { useConnections, useIntegrations, useRules } from "../../shell/use-list";
import { roleReasons } from "../../text/roles";
import { Button } from "../../ui/button";
import { Card } from "../../ui/card";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { SelectField, TextField } from "../../ui/field";
import { FilterLine } from "../../ui/filter-line";
import { count } from "../../ui/format";
import { Banner, EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { useToaster } from "../../ui/toast";
import { useTyped } from "../../ui/use-typed";
import { RuleFacts } from "./rule-facts";
import type { RuleFilters } from "./rule-filters";
import { filterRules, readFilters } from "./rule-filters";
import type { RuleTask } from "./rule-menu";
import { RuleTable } from "./rule-table";
import { text } from "./rules-text";
import { TestEventDialog } from "./test-event-dialog";

export function RuleList() {
    const api = useApi();
    const router = useRouter();
    const toaster = useToaster();
    const { abilities } = useSession();
    const filters = readFilters(usePlace().query);
    const [asked, setAsked] = useState<{ id: string; task: RuleTask } | null>(null);
    const { data, error, refresh } = useRules({ connection: filters.connection || null });
    const { data: integrations } = useIntegrations();
    useRegularly(refresh, 30_000);
    const shown = data ? filterRules(data.records, filters) : [];
    const hasFilters = Boolean(filters.q || filters.connection || filters.state);
    const isBare = data !== undefined && data.records.length === 0 && !hasFilters;
    const create = <Button kind="primary" icon="plus" disabledReason={abilities.manage ? null : roleReasons.write} onClick={() => router.navigate("/workspace/rules?create=")}>{text.create}</Button>;
    const target = data?.records.find(({ id }) => id === asked?.id);
    const close = () => setAsked(null);
    const remove = async () => {
        await api.delete(`/api/v1/rules/${asked?.id}`);
        toaster.say(text.removed);
        refresh();
        setTimeout(focusHeading);
    };

    return (
        <Page title={text.title} actions={!isBare && create}>
            {!isBare && <Filters filters={filters} onChange={router.setQuery} />}
            {data?.isCut && <Banner tone="calm">{text.cut}</Banner>}
            <Card isFlush>
                {shown.length > 0 && <RuleTable rules={shown} integrations={integrations?.records ?? []} onTask={({ id }, task) => setAsked({ id, task })} onChanged={refresh} />}
                {data && shown.length === 0 && (
                    isBare
                        ? <EmptyState icon="arrowRight" title={text.none} action={create}>{text.noneText}</EmptyState>
                        : <EmptyState icon="search" title={text.noneFit} action={<Button onClick={() => router.setQuery({ q: null, connection: null, state: null })}>{text.clear}</Button>} />
                )}
                {!data && (error !== undefined ? <ErrorState error={error} noun="The list of rules" onRetry={refresh} /> : <SkeletonRows label="Loading rules" />)}
            </Card>
            <p class="visually-hidden" aria-live="polite">{data && count(shown.length, "rule shown", "rules shown")}</p>
            {target && asked?.task === "test" && <TestEventDialog rule={target} onClose={close} />}
            {target && asked?.task === "delete" && (
                <ConfirmDialog title={text.removeTitle} action={text.remove} isDangerous onConfirm={remove} onClose={close}>
                    <RuleFacts rule={target} />
                    <p>{text.removeText}</p>
                </ConfirmDialog>
            )}
        </Page>
    );
}

function Filters({ filters, onChange }: { filters: RuleFilters; onChange: (changes: Record<string, string | null>) => void }) {
    const [typed, type] = useTyped(filters.q, (q) => onChange({ q: q.trim() || null }));
    const { data: connections } = useConnections({ activity: false });
    return (
        <FilterLine label={text.search}>
            <TextField label={text.search} hidesLabel type="search" placeholder={text.search} value={typed} onInput={type} />
            <SelectField
                label={text.connection} hidesLabel value={filters.connection} onChange={(value) => onChange({ connection: value || null })}
                options={[{ value: "", label: `${text.connection}: ${text.any}` }, ...(connections?.records ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
            />
            <SelectField
                label={text.state} hidesLabel value={filters.state} onChange={(value) => onChange({ state: value || null })}
                options={[{ value: "", label: `${text.state}: ${text.any}` }, ...Object.entries(text.states).map(([value, label]) => ({ value, label }))]}
            />
        </FilterLine>
    );
}
