import { createContext, useContext, useEffect, useState } from "preact";

/** The server's time in milliseconds; browsers' clocks may be wrong. */
export const NowContext = createContext<() => number>(() => Date.now());

/** The time now, anew every so many milliseconds. */
export function useNow(every: number): number {
    const now = useContext(NowContext);
    const [time, setTime] = useState(now);
    useEffect(() => {
        const timer = setInterval(() => setTime(now()), every);
        return () => clearInterval(timer);
    }, [every, now]);
    return time;
}
