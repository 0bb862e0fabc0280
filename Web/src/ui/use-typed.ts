import { useEffect, useRef, useState } from "preact";

const pause = 350;

/** A text that is handed on when its typing pauses, and follows when it is changed from elsewhere. */
export function useTyped(value: string, onPause: (value: string) => void): [string, (value: string) => void] {
    const [typed, setTyped] = useState(value);
    const handed = useRef(value);
    useEffect(() => {
        if (value === handed.current) return;
        handed.current = value;
        setTyped(value);
    }, [value]);
    useEffect(() => {
        if (typed === handed.current) return;
        const timer = setTimeout(() => {
            handed.current = typed;
            onPause(typed);
        }, pause);
        return () => clearTimeout(timer);
    }, [typed]);
    return [typed, setTyped];
}
