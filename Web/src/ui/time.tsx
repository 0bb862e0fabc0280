import { formatExact, formatRelative } from "./format";
import { useNow } from "./now";
import { Tooltip } from "./tooltip";
import "./time.css";

/** A time as people say it; the exact one on hover and focus. */
export function Time({ at }: { at: string }) {
    const time = new Date(at);
    const now = useNow(15_000);
    return (
        <Tooltip text={formatExact(time)}>
            <time class="time number" dateTime={at} tabIndex={0}>{formatRelative(time, now)}</time>
        </Tooltip>
    );
}

/** Counts down to a time. */
export function Countdown({ to }: { to: string }) {
    const time = new Date(to);
    const now = useNow(1000);
    const text = time.getTime() <= now ? "any moment now" : formatRelative(time, now);
    return (
        <Tooltip text={formatExact(time)}>
            <time class="time number" dateTime={to} tabIndex={0}>{text}</time>
        </Tooltip>
    );
}
