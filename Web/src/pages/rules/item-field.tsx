import type { ActionData, AdvancedInput, SimpleInput } from "../../api/integrations";
import { Combobox } from "../../ui/combobox";
import { isMissing, itemName, valueOf, withItem, withValue } from "./rule-draft";
import { sentenceCase } from "../../text/sentence-case";
import { text } from "./rules-text";

export interface ItemFieldProps {
    input: SimpleInput | AdvancedInput;
    data: ActionData | undefined;
    metadata: Record<string, unknown>;
    problems: Record<string, string>;
    onChange: (metadata: Record<string, unknown>) => void;
}

/** Something of the connected account: a channel, a list, or a property together with the value to set. */
export function ItemField({ input, data, metadata, problems, onChange }: ItemFieldProps) {
    const noun = input.noun ?? "item";
    const items = data?.[input.key] ?? [];
    const value = valueOf(metadata, input.field);
    const isGone = isMissing(metadata, input, data);
    const stored = (input.field === "id" && valueOf(metadata, "name")) || value;
    const options = items.map(({ id, name }) => ({ value: id, label: itemName(input, name ?? id) }));
    if (isGone) options.unshift({ value, label: text.missing(itemName(input, stored)) });
    else if (value !== "" && data === undefined) options.unshift({ value, label: itemName(input, stored) });
    return (
        <>
            <Combobox
                label={input.label ?? sentenceCase(noun)} isRequired={input.required ?? false} placeholder={text.pick(noun)} value={value} options={options}
                error={problems[input.field]} help={isGone && <span class="rule-warning">{text.missingHelp}</span>}
                onChange={(id) => id !== value && onChange(withItem(metadata, input, items.find((item) => item.id === id)))}
            />
            {input.kind === "advanced" && value !== "" && <OptionField input={input} data={data} metadata={metadata} problems={problems} onChange={onChange} />}
        </>
    );
}

function OptionField({ input, data, metadata, problems, onChange }: ItemFieldProps & { input: AdvancedInput }) {
    const { field, display } = input.options;
    const item = data?.[input.key]?.find(({ id }) => id === valueOf(metadata, input.field));
    const options = (item?.options ?? []).map(({ value, label }) => ({ value, label: label ?? value }));
    return (
        <Combobox
            label={display.label} help={display.description} isRequired placeholder={display.button} value={valueOf(metadata, field)} options={options}
            takesFreeText={options.length === 0} error={problems[field]} onChange={(value) => onChange(withValue(metadata, field, value))}
        />
    );
}
