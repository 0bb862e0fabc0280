import { sentenceCase } from "../../text/sentence-case";
import type { Integration } from "../../api/integrations";
import { itemName, valueOf } from "./rule-draft";
import { text } from "./rules-text";

/** What a rule does, in words: `Send message to #sales`. */
export interface RuleWords {
    action: string;
    /** What it does it to or with: a channel, a list, a subject. */
    target: string | null;
}

export function wordsOf(metadata: Record<string, unknown>, integration: Integration | undefined): RuleWords {
    const key = valueOf(metadata, "action");
    const action = integration?.actions[key];
    if (!action) return { action: key.replaceAll("_", " "), target: null };
    const input = action.data?.find((input) => valueOf(metadata, input.field) !== "");
    return { action: sentenceCase(action.label), target: input ? targetOf(metadata, input) : null };
}

function targetOf(metadata: Record<string, unknown>, input: NonNullable<Integration["actions"][string]["data"]>[number]): string {
    const value = valueOf(metadata, input.field);
    if (input.kind === "field") return `“${value}”`;
    const stored = input.field === "id" ? valueOf(metadata, "name") : value;
    const name = stored === "" ? text.byID(input.noun ?? "item", value) : itemName(input, stored);
    const option = input.kind === "advanced" ? valueOf(metadata, input.options.field) : "";
    return option ? `${name} = ${option}` : name;
}
