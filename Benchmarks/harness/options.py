"""What one may choose about a run."""

import argparse
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Options:
    quick: bool
    only: list[str]
    directory: Path
    markdown: Path
    meshes: Path
    tool: Path
    events: int | None
    engine: str
    stored: int | None
    waiting: int

    @property
    def short(self) -> float:
        """Seconds of one closed-loop measurement."""
        return 5 if self.quick else 15

    @property
    def sustained(self) -> float:
        """Seconds of one end-to-end measurement."""
        return 20 if self.quick else 60

    @property
    def light(self) -> float:
        """Seconds of one measurement at 100 events a second."""
        return 8 if self.quick else 30

    @property
    def rounds(self) -> int:
        """How often the figures that ceilings are compared with are taken in turn; the median counts."""
        return 1 if self.quick else 3


def parse(names: dict[str, list[str]]) -> Options:
    """`names` are the parts of a run by engine."""
    parser = argparse.ArgumentParser(prog="Benchmarks/run", description=__doc__)
    parser.add_argument("--engine", choices=list(names), default="sqlite", help="what stores are on (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="shorter measurements, one round of each")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="only this part (repeatable): "
                        + "; ".join(f"{engine}: {', '.join(parts)}" for engine, parts in names.items()))
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"),
                        help="where stores and clusters are made; must be on a real disk (default: %(default)s)")
    parser.add_argument("--markdown", type=Path, help="where the table is written as Markdown (default: .build-bench/results-ENGINE.md)")
    parser.add_argument("--meshes", type=Path, default=ROOT / ".build/release/meshes", help="the server's binary")
    parser.add_argument("--tool", type=Path, default=ROOT / ".build/release/meshes-bench", help="the measuring tools")
    parser.add_argument("--events", type=int, help="events of history of the part pages (default: 1,000,000)")
    parser.add_argument("--stored", type=int, help="stored deliveries of the parts history and purge (default: 1,000,000 on "
                        "sqlite; on postgres they are left out without it)")
    parser.add_argument("--waiting", type=int, default=100_000,
                        help="waiting deliveries of the part isolation (default: %(default)s)")
    given = parser.parse_args()
    given.markdown = given.markdown or ROOT / ".build-bench" / f"results-{given.engine}.md"
    unknown = set(given.only) - set(names[given.engine])
    if unknown:
        parser.error(f"--only: no part {', '.join(sorted(unknown))} on {given.engine}")
    return Options(**vars(given))
