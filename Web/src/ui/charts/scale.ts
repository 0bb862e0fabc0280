/** The end of an axis that holds a value: 1, 2 or 5 times a power of ten, so that its quarters or halves are round. */
export function niceMaximum(value: number): number {
    if (value <= 4) return 4;
    const power = 10 ** Math.floor(Math.log10(value));
    const factor = [1, 2, 4, 5, 8, 10].find((factor) => factor * power >= value) ?? 10;
    return factor * power;
}

/** Which of so many labels fit: every one, every second, … counted from the last. */
export function shownLabels(count: number, width: number, labelWidth: number): (index: number) => boolean {
    const every = Math.max(1, Math.ceil((count * labelWidth) / Math.max(1, width)));
    return (index) => (count - 1 - index) % every === 0;
}
