import type { RuleRecord } from "../../api/records";
import { useIntegrations } from "../../shell/use-list";
import { integrationName } from "../../ui/integration-icon";
import { draftFrom } from "./rule-draft";
import { RuleSentence } from "./rule-sentence";

/** A stored rule in words. */
export function RuleFacts({ rule }: { rule: RuleRecord }) {
    const { data } = useIntegrations();
    return (
        <RuleSentence
            draft={draftFrom(rule)} connection={{ name: rule.connection_name ?? integrationName(rule.type), type: rule.type }}
            integration={data?.records.find(({ type }) => type === rule.type)}
        />
    );
}
