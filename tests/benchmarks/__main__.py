"""Run every benchmark, print one table, leave `out/bench.json` and renew the page `docs/benchmarks.md`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import at_rest, delivery, million, packages, page, peers, start
from tests.benchmarks.measure import Figure

GROUPS = {
    "start": (start.run, "From the start of the process to the first paint, against a bare PySide6 window."),
    "delivery": (delivery.run, "What was built last: the frozen folder and the packages made of it."),
    "packages": (packages.run, "Opening application packages, against one SHA-256 pass and one plain copy."),
    "at-rest": (at_rest.run, "Attachments sealed on the disk, against the same store without a key."),
    "million": (
        million.run,
        "Receiving and sending large ledgers, against the bare insert and read of the same rows.",
    ),
    "peers": (peers.run, "The same work done by other well-known libraries."),
}


def main(names: Sequence[str]) -> int:
    """Run the named benchmarks, or all, one after the other; each is on the page as soon as it is done."""
    parser = argparse.ArgumentParser(prog="make bench ARGUMENTS=", description=__doc__)
    parser.add_argument(
        "groups", nargs="*", metavar="GROUP", help=f"some of {', '.join(GROUPS)}; all when none"
    )
    chosen = parser.parse_args(names).groups or list(GROUPS)
    if wrong := set(chosen) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(wrong))}")
    lines: list[Figure] = []
    for name in chosen:
        run, title = GROUPS[name]
        figures = list(run())
        page.write({name: (title, figures)}, list(GROUPS))
        lines += figures
    show(lines)
    out = Path("out")
    out.mkdir(exist_ok=True)
    (out / "bench.json").write_text(
        json.dumps([line.to_json() for line in lines], indent=1) + "\n", encoding="utf-8"
    )
    return 0


def show(lines: Sequence[Figure]) -> None:
    """Print the table."""
    width = max(len(line.name) for line in lines)
    print(f"{'':{width}}  {'ours':>10} {'floor':>10} {'ratio':>7} {'limit':>6}  unit")
    for line in lines:
        limit = "" if line.limit is None else f"{line.limit:.1f}"
        print(
            f"{line.name:{width}}  {line.ours:10.3f} {line.floor:10.3f} {line.ratio:7.2f} {limit:>6}  {line.unit}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
