import { useEffect, useRef, useState } from "preact";
import { classes } from "./class-names";
import type { IconName } from "./icon";
import { Icon } from "./icon";
import "./menu.css";

export interface MenuItem {
    label: string;
    icon?: IconName;
    isDangerous?: boolean;
    disabledReason?: string | null;
    onSelect: () => void;
}

export interface MenuProps {
    /** Names the button, for example "More actions for Orders". */
    label: string;
    icon?: IconName;
    items: MenuItem[];
}

/** A button with a list of actions: arrows move, letters jump, Escape closes. */
export function Menu({ label, icon = "more", items }: MenuProps) {
    const [isOpen, setOpen] = useState(false);
    const [opensUp, setOpensUp] = useState(false);
    const root = useRef<HTMLDivElement>(null);
    const button = useRef<HTMLButtonElement>(null);
    const entries = () => [...(root.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

    useEffect(() => {
        if (!isOpen) return;
        entries()[0]?.focus();
        const close = (event: Event) => !root.current?.contains(event.target as Node) && setOpen(false);
        document.addEventListener("pointerdown", close);
        return () => document.removeEventListener("pointerdown", close);
    }, [isOpen]);

    const open = () => {
        const below = document.documentElement.scrollHeight - window.scrollY - (button.current?.getBoundingClientRect().bottom ?? 0);
        setOpensUp(below < items.length * 36 + 24);
        setOpen(true);
    };
    const close = () => {
        setOpen(false);
        button.current?.focus();
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (!isOpen) return;
        const all = entries();
        const at = all.indexOf(document.activeElement as HTMLElement);
        const move = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
        if (event.key === "Escape" || event.key === "Tab") {
            if (event.key === "Escape") event.stopPropagation();
            close();
        } else if (move !== undefined) {
            event.preventDefault();
            all[move % all.length]?.focus();
        } else if (event.key.length === 1) {
            all.find((entry) => entry.textContent?.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
        }
    };

    return (
        <div class="menu" ref={root} onKeyDown={onKeyDown}>
            <button
                class="icon-button" type="button" ref={button} aria-label={label} aria-haspopup="menu" aria-expanded={String(isOpen)}
                onClick={() => (isOpen ? close() : open())}
            >
                <Icon name={icon} />
            </button>
            {isOpen && (
                <div class={classes("menu-list", opensUp && "opens-up")} role="menu" aria-label={label}>
                    {items.map((item) => (
                        <button
                            key={item.label} class={classes("menu-item", item.isDangerous && "is-dangerous")} type="button" role="menuitem"
                            tabIndex={-1} aria-disabled={item.disabledReason ? "true" : undefined}
                            onClick={() => {
                                if (item.disabledReason) return;
                                close();
                                item.onSelect();
                            }}
                        >
                            {item.icon && <Icon name={item.icon} />}
                            <span>
                                {item.label}
                                {item.disabledReason && <small class="menu-reason">{item.disabledReason}</small>}
                            </span>
                        </button>
                    ))}
                </div>
            )}
        </div>
    );
}
