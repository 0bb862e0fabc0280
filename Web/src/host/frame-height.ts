/** The height to give the frame, in CSS pixels: whole, at least `min`, at most `max`; `min` for what is no height. */
export function frameHeight(wanted: number, min: number, max: number): number {
    const height = Number.isFinite(wanted) ? Math.ceil(wanted) : 0;
    return Math.min(Math.max(height, min), Math.max(min, max));
}
