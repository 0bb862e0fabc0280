import type { Children } from "preact";
import { useEffect, useRef } from "preact";
import { Icon } from "../ui/icon";
import { Link } from "./link";
import "./page.css";

export interface PageProps {
    title: string;
    /** Beside the title: a state, a range. */
    facts?: Children;
    /** Buttons, the most important last. */
    actions?: Children;
    /** The page that this one is nested in. */
    parent?: { label: string; to: string };
    children: Children;
}

/** Whether a page was shown before: the first one does not take the focus from the host. */
let isFirst = true;

/** Where the focus goes when what had it is gone, such as a deleted row. */
export function focusHeading(): void {
    document.querySelector<HTMLElement>(".page-title h1")?.focus();
}

/** Heading and content of a page. Its heading gets the focus when the page is opened, so that it is read out. */
export function Page({ title, facts, actions, parent, children }: PageProps) {
    const heading = useRef<HTMLHeadingElement>(null);
    useEffect(() => {
        if (!isFirst) heading.current?.focus();
        isFirst = false;
    }, []);
    useEffect(() => {
        document.title = title;
    }, [title]);
    return (
        <main class="page">
            {parent && <Link class="page-parent" to={parent.to}><Icon name="arrowLeft" size={14} />{parent.label}</Link>}
            <div class="page-header">
                <div class="page-title">
                    <h1 ref={heading} tabIndex={-1}>{title}</h1>
                    {facts}
                </div>
                {actions && <div class="page-actions">{actions}</div>}
            </div>
            {children}
        </main>
    );
}
