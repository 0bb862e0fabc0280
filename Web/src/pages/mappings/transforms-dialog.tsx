import { useState } from "preact";
import type { Transform } from "../../api/mappings";
import { Button, IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { text } from "./mappings-text";

/** So many transforms a field takes. */
const most = 10;

export interface TransformsDialogProps {
    label: string;
    transforms: Transform[];
    onApply: (transforms: Transform[]) => void;
    onClose: () => void;
}

/** What happens to a value on its way, one step after the other. */
export function TransformsDialog({ label, transforms, onApply, onClose }: TransformsDialogProps) {
    const [steps, setSteps] = useState(transforms);
    const replace = (at: number, step: Transform) => setSteps(steps.map((one, index) => (index === at ? step : one)));
    const raise = (at: number) => setSteps([...steps.slice(0, at - 1), steps[at]!, steps[at - 1]!, ...steps.slice(at + 1)]);
    const apply = () => {
        onApply(steps);
        onClose();
    };
    return (
        <Dialog
            title={text.transformsOf(label)} size="medium" onClose={onClose} onSubmit={apply}
            actions={
                <>
                    <Button onClick={onClose}>{text.cancel}</Button>
                    <Button kind="primary" type="submit">{text.apply}</Button>
                </>
            }
        >
            <p class="muted">{text.transformsText}</p>
            {steps.length > 0 && (
                <ol class="transform-steps">
                    {steps.map((step, at) => (
                        <li key={`${at} ${step.type}`} class="transform-step">
                            <span class="transform-name">{text.transforms[step.type]}</span>
                            <StepParameters step={step} onChange={(step) => replace(at, step)} />
                            <span class="transform-buttons">
                                {at > 0 && <IconButton icon="arrowUp" label={text.up} onClick={() => raise(at)} />}
                                <IconButton icon="close" label={text.removeTransform} onClick={() => setSteps(steps.filter((_, index) => index !== at))} />
                            </span>
                        </li>
                    ))}
                </ol>
            )}
            {steps.length < most && (
                <SelectField
                    label={text.addTransform} value="" onChange={(type) => type && setSteps([...steps, startOf(type as Transform["type"])])}
                    options={[{ value: "", label: text.addTransform }, ...Object.entries(text.transforms).map(([value, label]) => ({ value, label }))]}
                />
            )}
        </Dialog>
    );
}

function startOf(type: Transform["type"]): Transform {
    if (type === "default") return { type, value: "" };
    return type === "substring" ? { type, start: 0 } : { type };
}

function StepParameters({ step, onChange }: { step: Transform; onChange: (step: Transform) => void }) {
    switch (step.type) {
        case "to_date":
        case "to_datetime": return (
            <TextField label={text.timezone} hidesLabel placeholder={`${text.timezone}: UTC`} value={step.timezone ?? ""} onInput={(timezone) => onChange({ ...step, timezone: timezone || undefined })} />
        );
        case "default": return (
            <TextField label={text.defaultValue} hidesLabel placeholder={text.defaultValue} value={String(step.value ?? "")} onInput={(value) => onChange({ ...step, value })} />
        );
        case "substring": return (
            <span class="transform-pair">
                <TextField label={text.start} hidesLabel placeholder={text.start} value={String(step.start ?? 0)} onInput={(typed) => onChange({ ...step, start: wholeNumber(typed) ?? 0 })} />
                <TextField label={text.length} hidesLabel placeholder={text.length} value={String(step.length ?? "")} onInput={(typed) => onChange({ ...step, length: wholeNumber(typed) || undefined })} />
            </span>
        );
        default: return <span />;
    }
}

function wholeNumber(typed: string): number | undefined {
    const value = Number.parseInt(typed, 10);
    return Number.isNaN(value) || value < 0 ? undefined : value;
}
