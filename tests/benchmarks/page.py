"""The page of measurements, `docs/benchmarks.md`: one section a group, each with its machine and date.

A run replaces the sections of the groups that it measured; the others stay as they were last measured.
"""

import os
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import psutil

from tests.benchmarks.measure import Figure

PAGE = Path("docs") / "benchmarks.md"
HEAD = """# What was measured

Made by `make bench`; a run replaces the sections that it measured. Each row compares ours with a floor (the least
that the same machine could need for it) or with a peer, measured in turn in the same run; the ratio is what counts,
the seconds belong to the machine. A limit is what we hold ourselves to; a ratio above it is marked.
"""
_SECTION = re.compile(r"^## (?P<name>\S+).*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


def machine() -> str:
    """What the figures were measured on: processor, cores, memory, system, Python; never the name of a machine."""
    memory = psutil.virtual_memory().total / 1024**3
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {_system()}, "
        f"Python {platform.python_version()}, load {load:.1f}"
    )


def section(name: str, title: str, figures: Sequence[Figure], where: str, when: datetime) -> str:
    """The section of a group as Markdown."""
    rows = "\n".join(_row(one) for one in figures)
    return (
        f"## {name}\n\n{title}\n\n{when:%Y-%m-%d}, {where}.\n\n"
        "| what | ours | compared with | ratio | limit | unit |\n"
        "| --- | ---: | ---: | ---: | ---: | --- |\n"
        f"{rows}\n\n"
    )


def renewed(page: str, sections: Mapping[str, str], order: Sequence[str]) -> str:
    """The page with some sections replaced; in the order of the groups, and without groups that are no more."""
    present = {found["name"]: found[0] for found in _SECTION.finditer(page)} | dict(sections)
    bodies = (present[name].strip() for name in order if name in present)
    return "\n\n".join([HEAD.strip(), *bodies]) + "\n"


def write(
    measured: Mapping[str, tuple[str, Sequence[Figure]]], order: Sequence[str], page: Path = PAGE
) -> None:
    """Put what was measured (title and figures by group) into the page."""
    where, when = machine(), datetime.now(UTC)
    sections = {
        name: section(name, title, figures, where, when) for name, (title, figures) in measured.items()
    }
    old = page.read_text("utf-8") if page.is_file() else ""
    page.write_text(renewed(old, sections, order), "utf-8")


def _row(one: Figure) -> str:
    over = " (over)" if one.limit is not None and one.ratio > one.limit else ""
    limit = "" if one.limit is None else f"{one.limit:.1f}"
    kind = " (peer)" if one.peer else ""
    return f"| {one.name} | {one.ours:,.3f} | {one.floor:,.3f}{kind} | {one.ratio:.2f}{over} | {limit} | {one.unit} |"


def _processor() -> str:
    """The model of the processor."""
    table = Path("/proc/cpuinfo")
    if table.is_file() and (found := re.search(r"^model name\s*:\s*(.+)$", table.read_text(), re.MULTILINE)):
        return found[1].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    """The operating system by name and version."""
    if platform.system() != "Linux":
        return f"{platform.system()} {platform.release()}"
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        return "Linux"
