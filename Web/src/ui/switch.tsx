import { Tooltip } from "./tooltip";
import "./switch.css";

export interface SwitchProps {
    label: string;
    isOn: boolean;
    /** The label stands beside it already. */
    hidesLabel?: boolean;
    disabledReason?: string | null;
    onChange: (isOn: boolean) => void;
}

export function Switch({ label, isOn, hidesLabel, disabledReason, onChange }: SwitchProps) {
    const control = (
        <button
            class="switch" type="button" role="switch" aria-checked={String(isOn)} aria-label={hidesLabel ? label : undefined}
            aria-disabled={disabledReason ? "true" : undefined} onClick={() => !disabledReason && onChange(!isOn)}
        >
            <span class="switch-track"><span class="switch-knob" /></span>
            {!hidesLabel && <span>{label}</span>}
        </button>
    );
    return disabledReason ? <Tooltip text={disabledReason}>{control}</Tooltip> : control;
}
