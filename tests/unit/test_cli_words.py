"""The words of the command line cover the codes of the core, in both languages."""

import re
import time
from datetime import UTC, datetime
from typing import get_args

import pytest

from greendesk.domain.checklist import Category
from greendesk.domain.papers import CorrectionNotice, PanelConclusion, ScoreSheet
from greendesk.domain.papers_road import RoadPaper
from greendesk.domain.papers_slip import CoverSlip
from greendesk.ledger.kinds import KINDS as ENTRY_KINDS
from greendesk.ledger.kinds import Role
from ui.cli import speech
from ui.cli.report import plain, table
from ui.cli.speech import Pair, choose, clock, say, told, when, word, words

TABLES = {
    name: found
    for name, found in vars(speech).items()
    if name.isupper() and name != "MESSAGES" and isinstance(found, dict)
}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_word_is_there_in_both_languages(name: str) -> None:
    pairs: dict[str, Pair] = TABLES[name]
    for code, (zh, en) in pairs.items():
        assert bool(zh) == bool(en), code
        assert not re.search(r"[一-鿿，。：！（）]|!", en), code
        assert not re.search(r"[!！]|系统|成功|请您", zh), code


def test_codes_of_the_core_have_words() -> None:
    assert {role.value for role in Role} == set(speech.ROLES)
    assert set(ENTRY_KINDS) <= set(speech.EVENTS)
    assert {one.value for one in Category if one is not Category.ALL} == set(speech.CATEGORIES)
    papers = {
        paper.kind
        for paper in (ScoreSheet, PanelConclusion, CorrectionNotice, CoverSlip, *get_args(RoadPaper))
    }
    assert papers == set(speech.PAPERS)


def test_a_code_without_a_word_stands_for_itself() -> None:
    choose("zh")
    assert word(speech.ROLES, "astronaut") == "astronaut"
    assert words(speech.ROLES, ("expert", "astronaut")) == "专家、astronaut"


@pytest.mark.parametrize(
    ("given", "environment", "expected"),
    [
        ("en", "zh_CN.UTF-8", "a"),
        ("zh", "en_GB.UTF-8", "甲"),
        ("", "en_US", "a"),
        ("", "C", "甲"),
        ("", "", "甲"),
    ],
)
def test_the_language_is_the_chosen_one_or_that_of_the_environment(
    given: str, environment: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", environment)
    choose(given)
    assert say("甲", "a") == expected


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone for all programs")
@pytest.mark.parametrize(
    ("zone", "said"),
    [("Asia/Shanghai", "2026-11-21 23:30"), ("UTC", "2026-11-21 23:30 +08:00")],
)
def test_the_zone_is_said_where_the_clock_of_the_computer_tells_another_time(
    monkeypatch: pytest.MonkeyPatch, zone: str, said: str
) -> None:
    at = datetime(2026, 11, 21, 15, 30, tzinfo=UTC)
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        assert clock(at) == when(int(at.timestamp() * 1000)) == said
    time.tzset()
    assert clock(None) == when(0) == ""
    assert clock(datetime(1905, 1, 1, tzinfo=UTC)).startswith("1905-01-01 08:00")


def test_a_missing_detail_reads_as_unknown() -> None:
    choose("zh")
    assert "—" in told("GD-102", {}).happened
    assert "7" in told("GD-102", {"version": 7}).happened


def test_columns_are_aligned_by_cells_not_by_letters() -> None:
    assert table(()) == ()
    assert table((("单位", 1), ("ab", None), ("a", 3))) == ("单位  1", "ab", "a     3")


def test_data_keeps_numbers_as_they_are_written() -> None:
    from decimal import Decimal
    from pathlib import Path

    assert plain({"a": (Decimal("1.50"), {Role.EXPERT}), 2: Path("x")}) == {
        "a": ["1.50", ["expert"]],
        "2": "x",
    }
