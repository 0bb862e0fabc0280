import type { Action, ActionData, ActionInput, ActionItem, AdvancedInput, SimpleInput } from "../../api/integrations";
import type { RuleRecord } from "../../api/records";
import { text } from "./rules-text";

/** A rule as it stands in the form. */
export interface RuleDraft {
    event: string;
    resource: string;
    resource_id: string;
    connection: string;
    /** What the server keeps of the action and its inputs. */
    metadata: Record<string, unknown>;
}

export function draftFrom(rule: Partial<RuleRecord> & { event: string }): RuleDraft {
    return {
        event: rule.event, resource: rule.resource ?? "", resource_id: rule.resource_id ?? "", connection: rule.connection ?? "",
        metadata: { ...rule.metadata },
    };
}

/** The metadata of an action that has just been chosen. */
export function metadataFor(action: Action): Record<string, unknown> {
    const defaults = (action.data ?? []).flatMap((input) =>
        input.kind === "field" && input.defaultValue !== undefined ? [[input.field, input.defaultValue] as const] : []);
    return { action: action.key, ...Object.fromEntries(defaults) };
}

export const valueOf = (metadata: Record<string, unknown>, field: string): string => {
    const value = metadata[field];
    return value === undefined || value === null ? "" : String(value);
};

/** A value that is cleared leaves the metadata. */
export function withValue(metadata: Record<string, unknown>, field: string, value: string): Record<string, unknown> {
    const next = { ...metadata, [field]: value };
    if (value === "") delete next[field];
    return next;
}

/** An item that was picked; its name is kept with it, so that it can be named when the provider no longer lists it. */
export function withItem(metadata: Record<string, unknown>, input: SimpleInput | AdvancedInput, item: ActionItem | undefined): Record<string, unknown> {
    let next = withValue(metadata, input.field, item?.id ?? "");
    if (input.field === "id") next = withValue(next, "name", item?.name ?? "");
    return input.kind === "advanced" ? withValue(next, input.options.field, "") : next;
}

/** `#sales` for channels, the plain name for everything else. */
export function itemName(input: ActionInput, name: string): string {
    return input.noun === "channel" && !name.startsWith("#") ? `#${name}` : name;
}

/** Whether a stored item is not among those that the provider lists now. */
export function isMissing(metadata: Record<string, unknown>, input: SimpleInput | AdvancedInput, data: ActionData | undefined): boolean {
    const value = valueOf(metadata, input.field);
    const items = data?.[input.key];
    return value !== "" && items !== undefined && !items.some(({ id }) => id === value);
}

/** What is wrong, by the name of the field. */
export function problemsIn(draft: RuleDraft, action: Action | undefined): Record<string, string> {
    const problems: Record<string, string> = {};
    if (draft.event.trim() === "") problems["event"] = text.required;
    if (draft.connection === "") problems["connection"] = text.required;
    if (draft.resource_id !== "" && !/^[A-Za-z0-9._:-]{1,64}$/.test(draft.resource_id)) problems["resource_id"] = text.resourceIdProblem;
    for (const input of action?.data ?? []) Object.assign(problems, inputProblems(input, draft.metadata));
    return problems;
}

function inputProblems(input: ActionInput, metadata: Record<string, unknown>): Record<string, string> {
    const value = valueOf(metadata, input.field);
    if (value.trim() === "") return input.required ? { [input.field]: text.required } : {};
    if (input.kind === "advanced" && valueOf(metadata, input.options.field) === "") return { [input.options.field]: text.required };
    if (input.kind === "field" && input.regex && !fits(value, input.regex)) return { [input.field]: input.regexMessage ?? text.required };
    return {};
}

/** A pattern that browsers can't read is left to the server. */
function fits(value: string, pattern: string): boolean {
    try {
        return new RegExp(pattern).test(value);
    } catch {
        return true;
    }
}
