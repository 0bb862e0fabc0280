import type { Children, Key, VNode } from "preact";
import { h } from "preact";

// What the compiler turns JSX into; the bundled Preact comes without it.
export function jsx(type: unknown, props: object, key?: Key): VNode {
    return h(type, key === undefined ? props : { ...props, key });
}

export const jsxs = jsx;

export function Fragment(props: { children?: Children }): Children {
    return props.children;
}
