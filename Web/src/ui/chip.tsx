import type { Children } from "preact";
import type { IconName } from "./icon";
import { Icon } from "./icon";
import "./chip.css";

export type Tone = "good" | "bad" | "warn" | "busy" | "calm";

/** A short fact about a thing, such as its state. Colour never says it alone. */
export function Chip({ tone = "calm", icon, children }: { tone?: Tone; icon?: IconName; children: Children }) {
    return (
        <span class={`chip chip-${tone}`}>
            {icon && <Icon name={icon} size={12} />}
            {children}
        </span>
    );
}
