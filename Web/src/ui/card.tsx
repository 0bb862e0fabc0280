import type { Children } from "preact";
import { classes } from "./class-names";
import "./card.css";

export interface CardProps {
    title?: Children;
    /** Beside the title, for example a link. */
    aside?: Children;
    /** The content reaches the edges: tables and lists. */
    isFlush?: boolean;
    /** What it shows is about to be replaced. */
    isStale?: boolean;
    children: Children;
}

/** A part of a page with a frame of its own. */
export function Card({ title, aside, isFlush, isStale, children }: CardProps) {
    return (
        <section class="card">
            {title && (
                <header class="card-header">
                    <h2>{title}</h2>
                    {aside && <div class="card-aside">{aside}</div>}
                </header>
            )}
            <div class={classes("card-content", isFlush && "is-flush", isStale && "is-stale")}>{children}</div>
        </section>
    );
}
