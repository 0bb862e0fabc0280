import { useState } from "preact";

let last = 0;

/** An id for the elements of one component, the same over its life. */
export function useId(prefix: string): string {
    return useState(() => `${prefix}-${++last}`)[0];
}
