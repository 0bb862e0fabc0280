/** JSX as Preact takes it: attributes under their HTML and SVG names, handlers as `onClick`. */
declare namespace JSX {
    type Element = import("preact").VNode;
    type Value = string | number | boolean | null | undefined;
    type Handler<T, E extends Event> = (event: E & { readonly currentTarget: T }) => void;

    interface ElementChildrenAttribute {
        children: unknown;
    }
    interface IntrinsicAttributes {
        key?: import("preact").Key;
    }

    interface Handlers<T> {
        onClick?: Handler<T, MouseEvent>;
        onInput?: Handler<T, InputEvent>;
        onChange?: Handler<T, Event>;
        onSubmit?: Handler<T, SubmitEvent>;
        onKeyDown?: Handler<T, KeyboardEvent>;
        onFocus?: Handler<T, FocusEvent>;
        onBlur?: Handler<T, FocusEvent>;
        onFocusIn?: Handler<T, FocusEvent>;
        onFocusOut?: Handler<T, FocusEvent>;
        onMouseDown?: Handler<T, MouseEvent>;
        onMouseEnter?: Handler<T, MouseEvent>;
        onMouseLeave?: Handler<T, MouseEvent>;
        onPointerEnter?: Handler<T, PointerEvent>;
        onPointerMove?: Handler<T, PointerEvent>;
        onPointerLeave?: Handler<T, PointerEvent>;
        onToggle?: Handler<T, Event>;
        onClose?: Handler<T, Event>;
        onCancel?: Handler<T, Event>;
        onScroll?: Handler<T, Event>;
    }

    interface Attributes<T> extends Handlers<T> {
        key?: import("preact").Key;
        ref?: import("preact").Ref<T> | import("preact").RefCallback<T>;
        children?: import("preact").Children;
        /** The pages' policy forbids style attributes: use classes, or `setProperty` on the element. */
        style?: never;
        dangerouslySetInnerHTML?: never;
        [attribute: string]: unknown;
    }

    type IntrinsicElements = { [Name in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[Name]> } & {
        [Name in Exclude<keyof SVGElementTagNameMap, keyof HTMLElementTagNameMap>]: Attributes<SVGElementTagNameMap[Name]>;
    };
}
