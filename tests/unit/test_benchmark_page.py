"""The page of measurements: a run replaces what it measured and nothing else."""

from datetime import UTC, datetime
from pathlib import Path
from socket import gethostname

from tests.benchmarks.measure import figure
from tests.benchmarks.page import machine, renewed, section, write

WHEN = datetime(2026, 11, 21, tzinfo=UTC)
ORDER = ("start", "packages", "peers")


def _section(name: str, ours: float, limit: float | None = 1.5) -> str:
    return section(name, "What it is.", [figure("a thing", ours, 1.0, limit, "s")], "a machine", WHEN)


def test_a_run_replaces_its_own_section_only() -> None:
    page = renewed("", {"start": _section("start", 1.2), "peers": _section("peers", 0.5)}, ORDER)
    again = renewed(page, {"peers": _section("peers", 0.7)}, ORDER)
    assert "| a thing | 1.200 | 1.000 | 1.20 | 1.5 | s |" in again
    assert "0.500" not in again
    assert "0.700" in again
    assert renewed(again, {}, ORDER) == again


def test_sections_stand_in_the_order_of_the_groups_and_old_groups_go() -> None:
    page = renewed("", {"peers": _section("peers", 1.0), "gone": _section("gone", 1.0)}, (*ORDER, "gone"))
    page = renewed(page, {"start": _section("start", 1.0)}, ORDER)
    assert [line for line in page.splitlines() if line.startswith("## ")] == ["## start", "## peers"]


def test_a_ratio_over_its_limit_is_marked() -> None:
    assert "2.00 (over)" in _section("start", 2.0)
    assert "(over)" not in _section("start", 2.0, limit=None)


def test_the_page_says_where_and_when_and_names_no_machine(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    write({"start": ("What it is.", [figure("a thing", 1.0, 1.0, 1.5, "s")])}, ORDER, page)
    text = page.read_text("utf-8")
    assert "cores" in text
    assert "Python 3." in text
    assert gethostname() not in machine()
