import type { Children } from "preact";
import { classes } from "./class-names";
import "./data-table.css";

export interface Column<Row> {
    key: string;
    label: string;
    /** Instead of the label, for example a box that ticks all rows. */
    head?: Children;
    /** The label is read out but takes no room. */
    hidesLabel?: boolean;
    align?: "start" | "end";
    /** `fit` takes as little as it needs; `grow` gets what is left. */
    width?: "fit" | "grow";
    /**
     * Where it stands on the card of a narrow screen: before (`lead`), in (`title`) or beside (`aside`) the headline, at one of
     * the sides of the line below, nowhere, or otherwise on a line of its own with its label.
     */
    narrow?: "lead" | "title" | "aside" | "start" | "end" | "hidden";
    cell: (row: Row) => Children;
}

export interface DataTableProps<Row> {
    /** What it lists, read out. */
    label: string;
    columns: Column<Row>[];
    rows: Row[];
    keyOf: (row: Row) => string;
    /** Dims rows, for example those that are switched off. */
    isDim?: (row: Row) => boolean;
    /** A click anywhere on the row; the row must hold a link that does the same. */
    onOpen?: (row: Row) => void;
}

/** A table; on narrow screens every row is a card. The roles stand in for those that browsers drop with the table layout. */
export function DataTable<Row>({ label, columns, rows, keyOf, isDim, onOpen }: DataTableProps<Row>) {
    return (
        <table class="data-table" role="table" aria-label={label}>
            <thead role="rowgroup">
                <tr role="row">
                    {columns.map((column) => (
                        <th key={column.key} role="columnheader" scope="col" class={cellClass(column)}>
                            {column.head ?? <span class={column.hidesLabel ? "visually-hidden" : undefined}>{column.label}</span>}
                        </th>
                    ))}
                </tr>
            </thead>
            <tbody role="rowgroup">
                {rows.map((row) => (
                    <tr
                        key={keyOf(row)} role="row" class={classes(onOpen && "is-link", isDim?.(row) && "is-dim")}
                        onClick={(event) => onOpen && !isControl(event.target) && onOpen(row)}
                    >
                        {columns.map((column) => (
                            <td key={column.key} role="cell" class={cellClass(column)} data-label={column.hidesLabel ? undefined : column.label}>
                                {column.cell(row)}
                            </td>
                        ))}
                    </tr>
                ))}
            </tbody>
        </table>
    );
}

function cellClass<Row>({ align, width, narrow }: Column<Row>): string {
    return classes(align === "end" && "align-end", width && `width-${width}`, narrow && `narrow-${narrow}`);
}

/** Controls in a row do their own thing, and selecting text is no click. */
function isControl(target: EventTarget | null): boolean {
    return (target instanceof Element && target.closest("a, button, input, label, select, dialog") !== null)
        || String(window.getSelection() ?? "") !== "";
}
