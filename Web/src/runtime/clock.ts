/** Time as the pages see it; tests bring their own. */
export interface Clock {
    /** Milliseconds since 1970. */
    now(): number;
    /** Runs `action` once after so many milliseconds; returns what takes it back. */
    after(milliseconds: number, action: () => void): () => void;
    /** 0 ..< 1 */
    random(): number;
}

/** Timers beyond this would fire at once. */
const longestTimer = 2 ** 31 - 1;

export const browserClock: Clock = {
    now: () => Date.now(),
    after(milliseconds, action) {
        const timer = setTimeout(action, Math.min(Math.max(0, milliseconds), longestTimer));
        return () => clearTimeout(timer);
    },
    random: () => Math.random(),
};
