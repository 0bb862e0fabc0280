/** Numbers and times as the host's locale has them, or else the browser's, in the reader's time zone. */
const language = (): string | undefined => document.documentElement.dataset["locale"] || undefined;

const made = new Map<string, unknown>();

/** Formatters are dear to make. */
function once<T>(kind: string, make: (language: string | undefined) => T): T {
    const key = `${kind} ${language() ?? ""}`;
    if (!made.has(key)) made.set(key, make(language()));
    return made.get(key) as T;
}

export function formatNumber(value: number): string {
    return once("number", (tag) => new Intl.NumberFormat(tag)).format(value);
}

/** `12.4K` where there is little room. */
export function formatCompact(value: number): string {
    return once("compact", (tag) => new Intl.NumberFormat(tag, { notation: "compact", maximumFractionDigits: 1 })).format(value);
}

/** Never rounds up to 100 %: a failure must show. */
export function formatPercent(share: number): string {
    const shown = share < 1 ? Math.min(share, 0.9999) : share;
    const digits = shown > 0.99 ? 2 : 1;
    return once(`percent ${digits}`, (tag) => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: digits }))
        .format(Math.floor(shown * 10_000) / 10_000);
}

/** To the second, with the time zone. */
export function formatExact(time: Date): string {
    return once("exact", (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "long" })).format(time);
}

export function formatDay(time: Date): string {
    return once("day", (tag) => new Intl.DateTimeFormat(tag, { month: "short", day: "numeric" })).format(time);
}

export function formatHour(time: Date): string {
    return once("hour", (tag) => new Intl.DateTimeFormat(tag, { hour: "numeric", minute: "2-digit" })).format(time);
}

export function formatDayAndHour(time: Date): string {
    return once("dayhour", (tag) => new Intl.DateTimeFormat(tag, {
        month: "short", day: "numeric", hour: "numeric", minute: "2-digit",
    })).format(time);
}

const units: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
    ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1],
];

/** `3 min ago`, `in 20 sec`; from a week on, the date. */
export function formatRelative(time: Date, now: number): string {
    const seconds = Math.round((time.getTime() - now) / 1000);
    const size = Math.abs(seconds);
    if (size >= 7 * 86_400) return formatDayAndHour(time);
    const format = once("relative", (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "narrow" }));
    const [unit, length] = units.find(([, length]) => size >= length) ?? ["second", 1];
    return format.format(Math.trunc(seconds / length), unit);
}

/** `42 ms`, `1.3 s`, `2 min 5 s`, `3 h 20 min`. */
export function formatDuration(milliseconds: number): string {
    const unit = (name: string, value: number, digits = 0): string => once(`unit ${name} ${digits}`, (tag) => new Intl.NumberFormat(tag, {
        style: "unit", unit: name, unitDisplay: "short", maximumFractionDigits: digits,
    })).format(value);
    if (milliseconds < 1000) return unit("millisecond", Math.round(milliseconds));
    const seconds = milliseconds / 1000;
    if (seconds < 60) return unit("second", seconds, seconds < 10 ? 1 : 0);
    const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), Math.floor(seconds % 60)];
    if (hours >= 48) return unit("day", seconds / 86_400, 1);
    if (hours > 0) return minutes > 0 ? `${unit("hour", hours)} ${unit("minute", minutes)}` : unit("hour", hours);
    return rest > 0 ? `${unit("minute", minutes)} ${unit("second", rest)}` : unit("minute", minutes);
}

/** `3.4 KB` */
export function formatBytes(bytes: number): string {
    if (bytes < 1000) return `${formatNumber(bytes)} B`;
    const kilobytes = bytes / 1000;
    return kilobytes < 1000 ? `${formatNumber(Math.round(kilobytes * 10) / 10)} KB` : `${formatNumber(Math.round(kilobytes / 100) / 10)} MB`;
}

/** `1 event`, `12 events`. */
export function count(value: number, one: string, many: string): string {
    return `${formatNumber(value)} ${value === 1 ? one : many}`;
}
