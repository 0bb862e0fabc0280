"""The figures of a run, each beside its ceiling."""

from dataclasses import dataclass


@dataclass
class Row:
    figure: str
    value: str
    beside: str = ""
    ratio: str = ""
    target: str = ""
    met: bool | None = None


class Table:
    COLUMNS = ("figure", "measured", "beside it", "ratio", "target", "")

    def __init__(self):
        self.rows: list[Row] = []

    def add(self, figure: str, value: float, unit: str, *, beside: str = "", ceiling: float | None = None,
            least: float | None = None, most: float | None = None, limit: float | None = None,
            enough: float | None = None):
        """A figure, and what is asked of it: `least` and `most` of its ratio to `ceiling`, or `limit` of itself. A value
        under `enough` is good whatever its ratio."""
        row = Row(figure, f"{number(value)} {unit}")
        if ceiling is not None:
            ratio = value / ceiling if ceiling else float("inf")
            row.beside, row.ratio = f"{number(ceiling)} {beside}", f"{ratio:.2f}"
            if least is not None:
                row.target, row.met = f"≥ {least:.2f}", ratio >= least
            if most is not None:
                small = enough is not None and value < enough
                row.target = f"≤ {most:.2f}" + (f" or < {number(enough)} {unit}" if enough is not None else "")
                row.met = ratio <= most or small
        if limit is not None:
            row.target, row.met = f"< {number(limit)} {unit}", value < limit
        self.rows.append(row)
        print("  " + " | ".join(part for part in (row.figure, row.value, row.beside, row.ratio, verdict(row)) if part),
              flush=True)

    def failed(self, figure: str, reason: object):
        self.rows.append(Row(figure, "not measured", met=False))
        print(f"  {figure}: not measured: {reason}", flush=True)

    @property
    def missed(self) -> int:
        return sum(row.met is False for row in self.rows)

    def text(self) -> str:
        lines = [self.COLUMNS] + [cells(row) for row in self.rows]
        widths = [max(len(line[column]) for line in lines) for column in range(len(self.COLUMNS))]
        return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)

    def markdown(self) -> str:
        lines = [self.COLUMNS, ("---",) * len(self.COLUMNS)] + [cells(row) for row in self.rows]
        return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def cells(row: Row) -> tuple[str, ...]:
    return row.figure, row.value, row.beside, row.ratio, row.target, verdict(row)


def verdict(row: Row) -> str:
    return "" if row.met is None else "met" if row.met else "MISSED"


def number(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
