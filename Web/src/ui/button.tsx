import type { Children } from "preact";
import { classes } from "./class-names";
import type { IconName } from "./icon";
import { Icon } from "./icon";
import { Tooltip } from "./tooltip";
import "./button.css";

export interface ButtonProps {
    kind?: "primary" | "secondary" | "quiet" | "danger";
    size?: "medium" | "small";
    icon?: IconName;
    /** Shows that what was asked for is under way, and takes no more clicks. */
    isBusy?: boolean;
    /** Why it can't be used now. The button stays reachable, so that everybody can learn the reason. */
    disabledReason?: string | null;
    type?: "button" | "submit";
    onClick?: (event: MouseEvent) => void;
    children: Children;
}

export function Button({ kind = "secondary", size = "medium", icon, isBusy, disabledReason, type = "button", onClick, children }: ButtonProps) {
    const isOff = Boolean(disabledReason) || Boolean(isBusy);
    const button = (
        <button
            class={classes("button", `button-${kind}`, `button-${size}`, isBusy && "is-busy")} type={type}
            aria-disabled={isOff ? "true" : undefined} aria-busy={isBusy ? "true" : undefined}
            onClick={(event) => {
                if (isOff) event.preventDefault();
                else onClick?.(event);
            }}
        >
            {icon && <Icon name={icon} />}
            <span>{children}</span>
        </button>
    );
    return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}

export interface IconButtonProps {
    icon: IconName;
    /** What it does; shown on hover and focus. */
    label: string;
    isPressed?: boolean;
    isBusy?: boolean;
    onClick: (event: MouseEvent) => void;
}

export function IconButton({ icon, label, isPressed, isBusy, onClick }: IconButtonProps) {
    return (
        <Tooltip text={label} isLabel>
            <button
                class={classes("icon-button", isBusy && "is-busy")} type="button" aria-label={label}
                aria-pressed={isPressed === undefined ? undefined : String(isPressed)} aria-disabled={isBusy ? "true" : undefined}
                onClick={(event) => {
                    if (!isBusy) onClick(event);
                }}
            >
                <Icon name={icon} />
            </button>
        </Tooltip>
    );
}
