"""Every expected failure has words in both languages, and its own code."""

import pkgutil
import re
from collections import defaultdict
from importlib import import_module
from types import ModuleType

import pytest

import db
import greendesk
import ui
from greendesk.errors import GreendeskError
from ui.messages import MESSAGES, Message, Words
from ui.notifier import BUG

PLACEHOLDER = re.compile(r"{(\w+)}")
OURS = {"greendesk", "db", "ui"}  # and none that a test made for itself
STARTERS = {"ui.__main__", "ui.cli.__main__"}


def import_everything(package: ModuleType) -> None:
    """Import all modules of a package, so that every kind of failure is known."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if module.name not in STARTERS and not module.name.startswith(
            ("db.migrations.versions", "db.migrations.env")
        ):
            import_module(module.name)


def leaves(kind: type[GreendeskError]) -> set[type[GreendeskError]]:
    """Return the classes that are raised: those with nothing below them."""
    below = set(kind.__subclasses__())
    return {leaf for child in below for leaf in leaves(child)} if below else {kind}


def everything(words: Words) -> str:
    """Return the three sentences as one text."""
    return f"{words.happened} {words.kept} {words.cure}"


def details(text: str) -> set[str]:
    """Return which details of the error a text speaks of; `what_en` is the English of `what`."""
    return {name.removesuffix("_en") for name in PLACEHOLDER.findall(text)}


@pytest.fixture(scope="module")
def codes() -> dict[str, list[str]]:
    """Every code with the classes that carry it."""
    for package in (greendesk, db, ui):
        import_everything(package)
    found: dict[str, list[str]] = defaultdict(list)
    for leaf in leaves(GreendeskError):
        if leaf.__module__.split(".")[0] in OURS:
            found[leaf.code].append(f"{leaf.__module__}.{leaf.__qualname__}")
    return found


def test_no_two_failures_share_a_code(codes: dict[str, list[str]]) -> None:
    assert {code: names for code, names in codes.items() if len(names) > 1} == {}


def test_every_failure_has_its_words(codes: dict[str, list[str]]) -> None:
    assert {code: names for code, names in codes.items() if code not in MESSAGES} == {}


def test_no_words_without_a_failure(codes: dict[str, list[str]]) -> None:
    assert set(MESSAGES) - set(codes) == {BUG}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_words_are_whole_in_both_languages(code: str) -> None:
    message: Message = MESSAGES[code]
    assert re.fullmatch(r"GD-\d{3}", code)
    for words in (message.zh, message.en):
        assert isinstance(words, Words)
        assert all(line == line.strip() for line in (words.happened, words.kept, words.cure))
        assert words.happened
        assert words.cure
    chinese, english = everything(message.zh), everything(message.en)
    assert details(chinese) == details(english)
    assert not re.search(r"[一-鿿！]", PLACEHOLDER.sub("", english))
    assert not re.search(r"[!！]|请您|成功|亲爱", chinese), "no exclamation marks, no flattery"
