"""Draws who imports whom into ARCHITECTURE.md: arrows from the code, forbidden ones from the contracts.

    python build_spec/import_picture.py write

The contracts are those of import-linter in `pyproject.toml`. A solid arrow is an import that is there, a dotted one
with a cross is one that a contract forbids (the `forbidden` contracts between our own packages, and the reverse of the
`layers` contract). What everybody may use (the modules that stand beside the packages of `ui` and `greendesk`) is left
out, and so is an arrow that follows from two others.
"""

import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import grimp

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a program, the folder of this file is searched instead
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN, END = "<!-- imports: made by build_spec/import_picture.py -->", "<!-- end of imports -->"
PACKAGES = ("greendesk", "db", "ui")
WHOLE = {"ui": "all of ui but composition", "greendesk": "all of greendesk"}
USAGE = "usage: import_picture.py write    # draws the picture in ARCHITECTURE.md again"


def contracts() -> tuple[dict[str, Any], ...]:
    """The contracts as `pyproject.toml` has them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return tuple(project["tool"]["importlinter"]["contracts"])


def imports() -> set[tuple[str, str]]:
    """Who imports whom, by room: `db`, and every package in `greendesk` and `ui`."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    inside = {room for package in ("greendesk", "ui") for room in graph.find_children(package)}
    rooms = {room for room in inside if graph.find_children(room)} | {"db"}
    arrows = set()
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            one, two = _room(module, rooms), _room(other, rooms)
            if one and two and one != two:
                arrows.add((one, two))
    return arrows


def needed(arrows: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """The arrows without those that follow from the others; there are no circles, a contract sees to that."""
    every = set(arrows)
    reach: dict[str, set[str]] = {}

    def reached(room: str) -> set[str]:
        if room not in reach:
            reach[room] = set()
            for one, two in every:
                if one == room:
                    reach[room] |= {two} | reached(two)
        return reach[room]

    follow = {(one, three) for one, two in every for three in reached(two)}
    return every - follow


def forbidden(found: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """What the contracts forbid between our own packages."""
    arrows: set[tuple[str, str]] = set()
    for contract in found:
        if contract["type"] == "layers":
            arrows |= {(low, high) for high, low in pairwise(contract["layers"])}
        if contract["type"] == "forbidden":
            arrows |= {
                (source, target)
                for source in contract["source_modules"]
                for target in contract["forbidden_modules"]
                if target.partition(".")[0] in PACKAGES
            }
    return arrows


def picture(arrows: Iterable[tuple[str, str]], never: Iterable[tuple[str, str]], names: Sequence[str]) -> str:
    """The picture as a Mermaid flow chart with the names of the contracts below."""
    arrows, never = sorted(arrows), sorted(never)
    lines = ["```mermaid", "flowchart TD"]
    rooms = sorted({room for arrow in (*arrows, *never) for room in arrow})
    for package in PACKAGES:
        lines.append(f'    subgraph {package}_ ["{package}"]')
        lines += [
            f'        {_name(room)}["{WHOLE.get(room) or room.removeprefix(package + ".")}"]'
            for room in rooms
            if room.partition(".")[0] == package
        ]
        lines.append("    end")
    lines += [f"    {_name(one)} --> {_name(two)}" for one, two in arrows]
    lines += [f"    {_name(one)} -. never .-x {_name(two)}" for one, two in never if (one, two) not in arrows]
    lines += ["```", "", "The contracts:", "", *(f"- {name}." for name in names)]
    return "\n".join(lines)


def page(text: str) -> str:
    """The page with the picture in its place; raises `ValueError` when the place is missing."""
    found = contracts()
    drawn = picture(needed(imports()), forbidden(found), [contract["name"] for contract in found])
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(BEGIN)
    return f"{before}{BEGIN}\n\n{drawn}\n\n{END}{after}"


def main(words: Sequence[str]) -> int:
    """Draw the picture again; returns the exit code."""
    if list(words) != ["write"]:
        print(USAGE)
        return 2
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
    return 0


def _room(module: str, rooms: set[str]) -> str:
    """The room of a module, "" for what everybody may use."""
    first, second = module.partition(".")[0], ".".join(module.split(".")[:2])
    return second if second in rooms else first if first in rooms else ""


def _name(room: str) -> str:
    return room.replace(".", "_")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
