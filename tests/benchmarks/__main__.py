"""Run every benchmark, print one table, and leave `out/bench.json`."""

import json
import sys
from pathlib import Path

from tests.benchmarks import million, packages, peers, start

BENCHMARKS = {"start": start.run, "packages": packages.run, "million": million.run, "peers": peers.run}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all."""
    lines = [line for name in names or list(BENCHMARKS) for line in BENCHMARKS[name]()]
    width = max(len(line.name) for line in lines)
    print(f"{'':{width}}  {'ours':>10} {'floor':>10} {'ratio':>7} {'limit':>6}  unit")
    for line in lines:
        limit = "" if line.limit is None else f"{line.limit:.1f}"
        print(
            f"{line.name:{width}}  {line.ours:10.3f} {line.floor:10.3f} {line.ratio:7.2f} {limit:>6}  {line.unit}"
        )
    out = Path("out")
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(
        json.dumps([line.to_json() for line in lines], indent=1) + "\n", encoding="utf-8"
    )
    return 0


sys.exit(main(sys.argv[1:]))
