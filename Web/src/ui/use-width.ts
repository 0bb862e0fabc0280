import type { Ref } from "preact";
import { useLayoutEffect, useRef, useState } from "preact";

/** The width of an element as it is now; 0 until it is known. */
export function useWidth<E extends Element>(): [Ref<E>, number] {
    const ref = useRef<E>(null);
    const [width, setWidth] = useState(0);
    useLayoutEffect(() => {
        if (!ref.current) return;
        const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
        observer.observe(ref.current);
        return () => observer.disconnect();
    }, []);
    return [ref, width];
}
