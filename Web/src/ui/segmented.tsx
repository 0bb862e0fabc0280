import "./segmented.css";
import type { Option } from "./field";

/** A choice of few, all of them in sight. */
export function Segmented({ label, options, value, onChange }: { label: string; options: Option[]; value: string; onChange: (value: string) => void }) {
    return (
        <div class="segmented" role="group" aria-label={label}>
            {options.map((option) => (
                <button
                    key={option.value} class="segment" type="button" aria-pressed={String(option.value === value)}
                    onClick={() => onChange(option.value)}
                >
                    {option.label}
                </button>
            ))}
        </div>
    );
}
