import "./icon.css";

/** Drawn on a grid of 16, with lines of 1.5. */
const shapes = {
    alert: "M8 2.2 14.3 13.3H1.7ZM8 6.4v3.2M8 11.4v.2",
    arrowLeft: "M13 8H3M7 4 3 8l4 4",
    arrowUp: "M8 13V3M4 7l4-4 4 4",
    arrowRight: "M3 8h10M9 4l4 4-4 4",
    ban: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 0 0 0-11.5M4 4l8 8",
    bolt: "M9 1.75 3.5 9H8l-1 5.25L12.5 7H8Z",
    chart: "M2.5 2.5v11h11M5.5 11V8M8.5 11V5M11.5 11V7",
    check: "M3 8.5 6.5 12 13 4.5",
    checkCircle: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 0 0 0-11.5M5.5 8.2 7.3 10l3.2-3.8",
    chevronDown: "M4 6l4 4 4-4",
    chevronRight: "M6 4l4 4-4 4",
    clock: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 0 0 0-11.5M8 4.9V8l2.2 1.4",
    close: "M4 4l8 8M12 4l-8 8",
    copy: "M6 6h7.25v7.25H6ZM3.75 10H2.75V2.75H10v1",
    edit: "M10.6 3 13 5.4 5.6 12.8 2.6 13.4 3.2 10.4ZM9.2 4.4l2.4 2.4",
    filter: "M2 4h12M4.5 8h7M6.5 12h3",
    info: "M8 2.25a5.75 5.75 0 1 0 0 11.5a5.75 5.75 0 0 0 0-11.5M8 7.4v3.4M8 5.1v.2",
    link: "M6.7 9.3 9.3 6.7M7.5 4.5 8.8 3.2a2.83 2.83 0 0 1 4 4L11.5 8.5M8.5 11.5l-1.3 1.3a2.83 2.83 0 0 1-4-4L4.5 7.5",
    lock: "M3.75 7.25h8.5v6h-8.5ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
    more: "M3.5 7.7a.3.3 0 1 0 0 .6a.3.3 0 0 0 0-.6M8 7.7a.3.3 0 1 0 0 .6a.3.3 0 0 0 0-.6M12.5 7.7a.3.3 0 1 0 0 .6a.3.3 0 0 0 0-.6",
    play: "M5 3.2 12.5 8 5 12.8Z",
    plus: "M8 3v10M3 8h10",
    refresh: "M13.2 6.5A5.5 5.5 0 0 0 3.4 5M2.8 9.5A5.5 5.5 0 0 0 12.6 11M3 2.2V5h2.8M13 13.8V11h-2.8",
    search: "M7 2.75a4.25 4.25 0 1 0 0 8.5a4.25 4.25 0 0 0 0-8.5M10.2 10.2l3.3 3.3",
    send: "M13.75 2.25 2.25 6.75 7 9l2.25 4.75ZM13.75 2.25 7 9",
    table: "M2.5 3h11v10h-11ZM2.5 6.4h11M2.5 9.7h11M6.4 6.4V13",
    trash: "M2.75 4.25h10.5M6 4V2.5h4V4M4.25 4.25l.6 9h6.3l.6-9M6.7 7v3.6M9.3 7v3.6",
    unplug: "M5.5 10.5 2.5 13.5M10.5 5.5l3-3M4.6 7.4l4 4-1.2 1.2a2.83 2.83 0 0 1-4-4ZM7.4 4.6l4 4 1.2-1.2a2.83 2.83 0 0 0-4-4Z",
} as const;

export type IconName = keyof typeof shapes;

/** An icon beside a text that says the same; alone it needs a label on the control that holds it. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
    return (
        <svg class="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
            <path d={shapes[name]} />
        </svg>
    );
}
