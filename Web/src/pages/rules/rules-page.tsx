import type { RuleRecord } from "../../api/records";
import { usePlace, useRouter, useSession } from "../../shell/services";
import { Page } from "../../shell/page";
import { useFresh } from "../../shell/use-fresh";
import { roleReasons } from "../../text/roles";
import { EmptyState, ErrorState, SkeletonRows } from "../../ui/states";
import { RuleBuilder } from "./rule-builder";
import { draftFrom } from "./rule-draft";
import { RuleList } from "./rule-list";
import { text } from "./rules-text";
import "./rules.css";

/** The list of rules, or the one that is made or changed: `?create=EVENT`, `?create=EVENT&from=RULE`, `?open=RULE`. */
export function RulesPage() {
    const router = useRouter();
    const { query } = usePlace();
    const { abilities } = useSession();
    const isNew = "create" in query;
    const id = isNew ? query["from"] : query["open"];
    const { data: rule, error, retry } = useFresh<RuleRecord>(id ? `/api/v1/rules/${id}` : null);
    if (!isNew && !id) return <RuleList />;

    const parent = { label: text.back, to: "/workspace/rules" };
    if (!abilities.manage) return <Page title={text.title} parent={parent}><EmptyState icon="lock" title={roleReasons.write} /></Page>;
    if (id && !rule) {
        return (
            <Page title={text.edit} parent={parent}>
                {error !== undefined ? <ErrorState error={error} noun="The rule" onRetry={retry} /> : <SkeletonRows label="Loading the rule" />}
            </Page>
        );
    }
    return (
        <RuleBuilder
            key={`${isNew} ${id}`} initial={draftFrom(rule ?? { event: query["create"] ?? "" })} rule={isNew ? null : rule ?? null}
            onSaved={() => router.navigate("/workspace/rules")}
        />
    );
}
