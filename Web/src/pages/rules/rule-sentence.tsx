import type { Integration } from "../../api/integrations";
import type { ConnectionRecord } from "../../api/records";
import { integrationName, IntegrationIcon } from "../../ui/integration-icon";
import type { RuleDraft } from "./rule-draft";
import { valueOf } from "./rule-draft";
import { text } from "./rules-text";
import { wordsOf } from "./rule-words";

/** A rule as one sentence: when what happens, what is done, and through which connection. */
export function RuleSentence({ draft, connection, integration }: { draft: RuleDraft; connection?: Pick<ConnectionRecord, "name" | "type">; integration?: Integration }) {
    if (draft.event === "" || !connection || valueOf(draft.metadata, "action") === "") return <p class="muted">{text.sentencePending}</p>;
    const { action, target } = wordsOf(draft.metadata, integration);
    const { sentence } = text;
    return (
        <p class="rule-sentence">
            {sentence.when} <code>{draft.event}</code>
            {draft.resource && <> {sentence.on} <strong>{draft.resource}{draft.resource_id && ` ${draft.resource_id}`}</strong></>}
            {" "}{sentence.happens} <strong>{lowerFirst(action)}{target && ` ${target.startsWith("#") ? `to ${target}` : target}`}</strong> {sentence.through}{" "}
            <span class="rule-connection"><IntegrationIcon type={connection.type} size={16} /> <strong>{connection.name}</strong></span>
            {connection.name !== integrationName(connection.type) && ` (${integrationName(connection.type)})`}.
        </p>
    );
}

const lowerFirst = (words: string): string => (words[0]?.toLowerCase() ?? "") + words.slice(1);
