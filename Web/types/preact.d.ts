/** What the pages use of Preact 10. */
declare module "preact" {
    export type Key = string | number;
    export type Child = VNode | string | number | bigint | boolean | null | undefined;
    export type Children = Child | Children[];

    export interface VNode {
        type: unknown;
        props: unknown;
        key: Key | null;
    }

    export interface Ref<T> {
        current: T | null;
    }
    export type RefCallback<T> = (instance: T | null) => void;
    export type Dispatch<T> = (value: T | ((previous: T) => T)) => void;
    export type Component<P = object> = (props: P) => VNode | null;
    export interface Context<T> {
        Provider: Component<{ value: T; children?: Children }>;
    }

    export function h(type: unknown, props: unknown, ...children: Children[]): VNode;
    export function render(node: Child, container: Element): void;
    export function createContext<T>(initial: T): Context<T>;
    export function useContext<T>(context: Context<T>): T;
    export function useState<T>(initial: T | (() => T)): [T, Dispatch<T>];
    export function useState<T>(): [T | undefined, Dispatch<T | undefined>];
    export function useReducer<S, A>(reducer: (state: S, action: A) => S, initial: S): [S, (action: A) => void];
    export function useRef<T>(initial: T): { current: T };
    export function useRef<T>(initial: null): Ref<T>;
    export function useMemo<T>(make: () => T, inputs: readonly unknown[]): T;
    export function useCallback<F>(callback: F, inputs: readonly unknown[]): F;
    export function useEffect(effect: () => void | (() => void), inputs?: readonly unknown[]): void;
    export function useLayoutEffect(effect: () => void | (() => void), inputs?: readonly unknown[]): void;
    export function useErrorBoundary(callback?: (error: unknown) => void): [unknown, () => void];
}

declare module "jsx/jsx-runtime" {
    import type { Children, Key, VNode } from "preact";
    export function jsx(type: unknown, props: object, key?: Key): VNode;
    export const jsxs: typeof jsx;
    export function Fragment(props: { children?: Children }): Children;
}
