import { useRef, useState } from "preact";
import { classes } from "./class-names";
import type { FieldProps, Option } from "./field";
import { Field } from "./field";
import { Icon } from "./icon";
import "./combobox.css";

export interface ComboboxProps extends Omit<FieldProps, "children"> {
    value: string;
    options: (Option & { hint?: string })[];
    /** Also takes what is typed. */
    takesFreeText?: boolean;
    placeholder?: string;
    /** Said when nothing fits. */
    noneText?: string;
    onChange: (value: string) => void;
}

/** A list to search in while typing: arrows move, Enter takes, Escape closes. */
export function Combobox({ value, options, takesFreeText, placeholder, noneText = "Nothing found", onChange, ...field }: ComboboxProps) {
    const [typed, setTyped] = useState<string | null>(null);
    const [active, setActive] = useState(0);
    const [opensUp, setOpensUp] = useState(false);
    const input = useRef<HTMLInputElement>(null);
    const chosen = options.find((option) => option.value === value)?.label ?? value;
    const words = (typed ?? "").trim().toLowerCase();
    const found = options.filter(({ label, value, hint }) => `${label} ${value} ${hint ?? ""}`.toLowerCase().includes(words)).slice(0, 100);
    const isOpen = typed !== null;

    const open = (text: string) => {
        if (!isOpen && input.current) setOpensUp(hasMoreRoomAbove(input.current));
        setTyped(text);
        setActive(0);
    };
    const take = (taken: string) => {
        onChange(taken);
        setTyped(null);
    };
    const leave = () => {
        if (takesFreeText && typed !== null && typed.trim() !== "") onChange(typed.trim());
        setTyped(null);
    };
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            event.preventDefault();
            if (!isOpen) return open("");
            setActive((active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % Math.max(1, found.length));
        } else if (event.key === "Enter" && isOpen) {
            event.preventDefault();
            const option = found[active];
            if (option && (words === "" || !takesFreeText || option.label.toLowerCase().includes(words))) take(option.value);
            else leave();
        } else if (event.key === "Escape" && isOpen) {
            event.preventDefault();
            event.stopPropagation();
            setTyped(null);
        }
    };

    return (
        <Field {...field}>
            {(control) => (
                <div class="combobox">
                    <input
                        {...control} ref={input} class="control" type="text" role="combobox" autocomplete="off" spellcheck={false}
                        aria-expanded={String(isOpen)} aria-controls={`${control.id}-list`} aria-autocomplete="list"
                        aria-activedescendant={isOpen && found[active] ? `${control.id}-${active}` : undefined}
                        value={typed ?? chosen} placeholder={placeholder} onInput={(event) => open(event.currentTarget.value)}
                        onClick={() => !isOpen && open("")} onKeyDown={onKeyDown} onBlur={leave}
                    />
                    <Icon name="chevronDown" size={14} />
                    <ul class={classes("combobox-list", opensUp && "opens-up")} id={`${control.id}-list`} role="listbox" aria-label={field.label} hidden={!isOpen}>
                        {isOpen && found.map((option, index) => (
                            <li
                                key={option.value} id={`${control.id}-${index}`} role="option"
                                class={classes("combobox-option", index === active && "is-active")} aria-selected={String(option.value === value)}
                                ref={(element) => index === active && element?.scrollIntoView({ block: "nearest" })}
                                onMouseDown={(event) => {
                                    event.preventDefault();
                                    take(option.value);
                                    input.current?.focus();
                                }}
                            >
                                <span class="truncate">{option.label}</span>
                                {option.hint && <span class="muted truncate">{option.hint}</span>}
                            </li>
                        ))}
                        {isOpen && found.length === 0 && <li class="combobox-none muted" role="presentation">{takesFreeText && words ? `Use “${typed}”` : noneText}</li>}
                    </ul>
                </div>
            )}
        </Field>
    );
}

/** The list's full height and a little space. */
const listHeight = 272;

/** Whether the list would be cut off below: the frame is only as high as the page, and dialogs are as high as they are. */
function hasMoreRoomAbove(control: HTMLElement): boolean {
    const { top, bottom } = control.getBoundingClientRect();
    const around = (control.closest(".dialog-content") ?? document.body).getBoundingClientRect();
    return around.bottom - bottom < listHeight && top - around.top > around.bottom - bottom;
}
