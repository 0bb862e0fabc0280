"""A long run at a fixed rate: whether memory, latency and the size of the store stay flat."""

import argparse
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from .context import median
from .meshes import Server, Store
from .net import free_port
from .options import ROOT
from .process import Failure
from .tool import Tool

#: Of the highest rate that the whole way sustains.
SHARE = 0.7
WINDOW = 256
#: Deliveries of each event, to a connection each: one alone has ten attempts in flight at most, whatever the machine could do.
FAN_OUT = 3


@dataclass
class Minute:
    memory: float  # MB
    accepted: float  # p99, ms
    arrived: float  # p99 from request to arrival, ms
    size: float  # bytes of the store for each event so far


def main() -> int:
    parser = argparse.ArgumentParser(prog="Benchmarks/soak", description=__doc__)
    parser.add_argument("--minutes", type=int, default=30, help="at least 2 (default: %(default)s)")
    parser.add_argument("--directory", type=Path, default=Path("/var/tmp"),
                        help="where the store is made; must be on a real disk (default: %(default)s)")
    parser.add_argument("--meshes", type=Path, default=ROOT / ".build/release/meshes", help="the server's binary")
    parser.add_argument("--tool", type=Path, default=ROOT / ".build/release/meshes-bench", help="the measuring tools")
    chosen = parser.parse_args()
    if chosen.minutes < 2:
        parser.error("--minutes: at least 2, since the last are compared with the first")
    for binary in (chosen.meshes, chosen.tool):
        if not binary.exists():
            parser.error(f"{binary} is not there: build it first (make soak does)")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    directory = Path(tempfile.mkdtemp(prefix="meshes-soak-", dir=chosen.directory))
    try:
        return soak(chosen, directory)
    except Failure as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def soak(chosen, directory: Path) -> int:
    tool, store, port = Tool(chosen.tool), Store(chosen.meshes, directory / "store"), free_port()
    with Server(store, directory / "meshes.log") as server:
        server.fan_out(f"http://127.0.0.1:{port}/hook", FAN_OUT)
        common = {"port": server.port, "key": server.key, "connections": 64, "receive": port, "fan_out": FAN_OUT, "drain": 20}
        top = tool.load(**common, window=WINDOW, seconds=20)
        rate, events = SHARE * top["events_per_second"], top["total_events"]
        print(f"highest rate {top['events_per_second']:,.0f} events/s; {chosen.minutes} minutes at {rate:,.0f}", flush=True)
        minutes = []
        for number in range(1, chosen.minutes + 1):
            began = time.monotonic()
            report = tool.load(**common, rate=rate, warm_up=1, seconds=58)
            events += report["total_events"]
            minutes.append(Minute(server.memory(), report["latency"]["p99"], report["whole_way"]["p99"], store.bytes / events))
            last = minutes[-1]
            print(f"{number:4} {events:12,} events  {last.memory:6.1f} MB  p99 {last.accepted:6.2f} ms accepted, "
                  f"{last.arrived:6.2f} ms arrived  {last.size:6.0f} bytes an event", flush=True)
            time.sleep(max(0, 60 - (time.monotonic() - began)))
    return verdict(minutes)


def verdict(minutes: list[Minute]) -> int:
    """Compares the last third with the first; the number of what is not flat is the exit code."""
    third = max(1, len(minutes) // 3)
    grown = 0
    for name, unit, most, enough in (("memory", "MB", 1.10, 0), ("accepted", "ms p99", 1.5, 25), ("arrived", "ms p99", 1.5, 25),
                                     ("size", "bytes an event", 1.05, 0)):
        first, last = (median(getattr(minute, name) for minute in part) for part in (minutes[:third], minutes[-third:]))
        flat = last <= first * most or last < enough
        grown += not flat
        print(f"{name}: {first:.1f} {unit} in the first third, {last:.1f} in the last: {'flat' if flat else 'GROWN'}")
    return grown
