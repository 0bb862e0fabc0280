import type { Children } from "preact";
import "./filter-line.css";

/** Controls that narrow a list, the search first. */
export function FilterLine({ label, children }: { label: string; children: Children }) {
    return <form class="filter-line" role="search" aria-label={label} onSubmit={(event) => event.preventDefault()}>{children}</form>;
}
