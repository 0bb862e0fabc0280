import type { RuleRecord } from "../../api/records";

export interface RuleFilters {
    q: string;
    connection: string;
    state: "" | "on" | "off" | "failing";
}

export function readFilters(query: Record<string, string>): RuleFilters {
    const state = query["state"];
    return {
        q: query["q"] ?? "", connection: query["connection"] ?? "",
        state: state === "on" || state === "off" || state === "failing" ? state : "",
    };
}

/** Those that fit, by event and then by connection. */
export function filterRules(rules: RuleRecord[], { q, connection, state }: RuleFilters): RuleRecord[] {
    const words = q.trim().toLowerCase();
    return rules
        .filter((rule) => (connection === "" || rule.connection === connection) && isIn(rule, state)
            && [rule.event, rule.connection_name, rule.resource, rule.resource_id].join(" ").toLowerCase().includes(words))
        .sort((one, other) => one.event.localeCompare(other.event) || (one.connection_name ?? "").localeCompare(other.connection_name ?? ""));
}

function isIn(rule: RuleRecord, state: RuleFilters["state"]): boolean {
    switch (state) {
        case "on": return rule.active;
        case "off": return !rule.active;
        case "failing": return rule.activity?.last_status === "failed";
        default: return true;
    }
}

/** The share of finished deliveries that went through; null while there are none. */
export function successRate(rule: RuleRecord): number | null {
    const { completed_24h: completed = 0, failed_24h: failed = 0 } = rule.activity ?? {};
    return completed + failed === 0 ? null : completed / (completed + failed);
}
