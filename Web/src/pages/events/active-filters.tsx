import type { ConnectionRecord, OutcomeCode, Page, RuleRecord, Status } from "../../api/records";
import { withQuery } from "../../api/client";
import { useWorkspacePath } from "../../shell/services";
import { useData } from "../../shell/use-data";
import { outcome } from "../../text/outcomes";
import { formatDayAndHour } from "../../ui/format";
import { Icon } from "../../ui/icon";
import { integrationName } from "../../ui/integration-icon";
import { statusLooks } from "../../ui/status-chip";
import type { EventFilters, FilterName } from "./event-filters";
import { filterNames, ranges } from "./event-filters";
import { text } from "./events-text";

export interface ActiveFiltersProps {
    filters: EventFilters;
    onRemove: (name: FilterName) => void;
    onClear: () => void;
}

/** What narrows the list, each to be taken away. */
export function ActiveFilters({ filters, onRemove, onClear }: ActiveFiltersProps) {
    const workspace = useWorkspacePath();
    const { data: connections } = useData<Page<ConnectionRecord>>(filters.connection ? withQuery(`${workspace}/connections`, { limit: 200 }) : null);
    const { data: rule } = useData<RuleRecord>(filters.rule ? `/api/v1/rules/${filters.rule}` : null);
    const active = filterNames.filter((name) => filters[name]);
    if (active.length === 0) return null;

    const valueOf = (name: FilterName, value: string): string => {
        switch (name) {
            case "status": return statusLooks[value as Status]?.label ?? value;
            case "range": return ranges[value]?.label ?? value;
            case "since": case "until": return formatDayAndHour(new Date(value));
            case "connection": return connections?.records.find(({ id }) => id === value)?.name ?? "…";
            case "rule": return rule ? `${rule.event} → ${rule.connection_name ?? integrationName(rule.type)}` : "…";
            case "integration": return integrationName(value);
            case "outcome": return outcome(value as OutcomeCode).label;
            case "test": return value === "true" ? text.testOnly : text.noTests;
            default: return value;
        }
    };
    return (
        <ul class="active-filters" aria-label="Filters in use">
            {active.map((name) => (
                <li key={name}>
                    <button class="filter-chip" type="button" aria-label={`Remove filter ${text.filters[name]}`} onClick={() => onRemove(name)}>
                        <span class="muted">{text.filters[name]}</span> {valueOf(name, filters[name]!)} <Icon name="close" size={12} />
                    </button>
                </li>
            ))}
            {active.length > 1 && <li><button class="filter-chip filter-clear" type="button" onClick={onClear}>{text.clear}</button></li>}
        </ul>
    );
}
