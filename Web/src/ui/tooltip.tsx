import type { Children } from "preact";
import { useEffect, useRef, useState } from "preact";
import { useId } from "./use-id";
import "./tooltip.css";

export interface TooltipProps {
    text: string;
    /** The text is the name of the control already, and is not read twice. */
    isLabel?: boolean;
    children: Children;
}

/** A short text that shows on hover and focus, and goes with Escape. */
export function Tooltip({ text, isLabel, children }: TooltipProps) {
    const id = useId("tip");
    const [isShown, setShown] = useState(false);
    const anchor = useRef<HTMLSpanElement>(null);
    const bubble = useRef<HTMLSpanElement>(null);

    useEffect(() => {
        if (isShown && anchor.current && bubble.current) place(bubble.current, anchor.current);
    }, [isShown, text]);
    useEffect(() => {
        const control = anchor.current?.querySelector("button, a, [tabindex]");
        if (!isLabel) control?.setAttribute("aria-describedby", id);
    }, [isLabel, id]);

    return (
        <span
            class="tooltip" ref={anchor} onPointerEnter={(event) => setShown(event.pointerType !== "touch")}
            onPointerLeave={() => setShown(false)} onFocusIn={() => setShown(true)} onFocusOut={() => setShown(false)}
            onKeyDown={(event) => event.key === "Escape" && setShown(false)} onClick={() => isLabel && setShown(false)}
        >
            {children}
            <span class={isShown ? "tooltip-bubble is-shown" : "tooltip-bubble"} id={id} role="tooltip" ref={bubble}>
                {text}
            </span>
        </span>
    );
}

/** Above the control, or below where there is no room; never over the edge of the frame. */
function place(bubble: HTMLElement, anchor: HTMLElement): void {
    const box = anchor.getBoundingClientRect();
    const { width, height } = bubble.getBoundingClientRect();
    const page = document.documentElement.clientWidth;
    const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), Math.max(8, page - width - 8));
    const top = box.top > height + 12 ? box.top - height - 6 : box.bottom + 6;
    bubble.style.setProperty("left", `${left}px`);
    bubble.style.setProperty("top", `${top}px`);
}
