"""Words: the second language is found, failures speak, and no two commands share their keys."""

import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from greendesk.adapters.archive_errors import NotAPackage, UnsafeNames
from greendesk.errors import Fault, Refusal
from tests.platforms import ON_WINDOWS
from ui import i18n
from ui.actions import COMMANDS, help_lines, make_action, shown_keys
from ui.language import speak
from ui.messages import Message, Words
from ui.notifier import BUG, Tone, notice_for

TS = """<?xml version="1.0" encoding="utf-8"?><!DOCTYPE TS><TS version="2.1" language="en_US"><context><name></name>
<message><source>打开 {name}</source><translation>Open {name}</translation></message>
<message><source>意见</source><comment>of a department</comment><translation>Opinion</translation></message>
<message numerus="yes"><source>共 %n 个文件</source><translation><numerusform>%n file</numerusform>
<numerusform>%n files</numerusform></translation></message></context></TS>"""


class PaperJam(Fault):
    """A failure made for this test."""

    code = "GD-998"


class StageOver(Refusal):
    """A refusal made for this test."""

    code = "GD-999"


MESSAGES = {
    code: Message(
        zh=Words("{what}没有打印。", "文件完好。", "换一台打印机。"),
        en=Words("{what} was not printed.", "The file is intact.", "Use another printer."),
    )
    for code in ("GD-998", "GD-999", BUG)
}


@pytest.fixture
def english(qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """Three sentences in English."""
    (tmp_path / "en.ts").write_text(TS, encoding="utf-8")
    program = Path(PySide6.__file__).with_name("lrelease.exe" if ON_WINDOWS else "lrelease")
    subprocess.run([program, "-silent", str(tmp_path / "en.ts"), "-qm", str(tmp_path / "en.qm")], check=True)
    translator = QTranslator()
    assert translator.load("en", str(tmp_path))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


@pytest.fixture
def _chinese_afterwards() -> Iterator[None]:
    yield
    speak("zh")


def test_chinese_is_the_source() -> None:
    assert i18n.tr("打开 {name}") == "打开 {name}"
    assert i18n.tr("共 %n 个文件", n=1200) == "共 1200 个文件"


@pytest.mark.usefixtures("english")
def test_english_is_found_with_meanings_and_plurals() -> None:
    assert i18n.tr("打开 {name}").format(name="a.pdf") == "Open a.pdf"
    assert i18n.tr("意见", "of a department") == "Opinion"
    assert i18n.tr("意见") == "意见"
    assert i18n.tr("共 %n 个文件", n=1) == "1 file"
    assert i18n.tr("共 %n 个文件", n=3) == "3 files"
    assert i18n.tr(i18n.QT_TRANSLATE_NOOP("", "打开 {name}")) == "Open {name}"


@pytest.mark.usefixtures("_chinese_afterwards")
def test_a_failure_speaks_both_languages() -> None:
    notice = notice_for(PaperJam(what="评审表"), MESSAGES)
    assert (notice.tone, notice.code, notice.happened) == (Tone.ALERT, "GD-998", "评审表没有打印。")
    assert notice.lines == ("文件完好。", "换一台打印机。")
    speak("en")
    assert notice_for(StageOver(what="The form"), MESSAGES).happened == "The form was not printed."
    assert notice_for(StageOver(what="The form"), MESSAGES).tone is Tone.HINT


def test_a_missing_detail_reads_as_unknown() -> None:
    assert notice_for(PaperJam(), MESSAGES).happened == "—没有打印。"


def test_anything_else_is_a_bug_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    notice = notice_for(ZeroDivisionError(), MESSAGES)
    assert (notice.tone, notice.code) == (Tone.CRASH, BUG)
    assert [record.message for record in caplog.records] == ["bug"]
    caplog.clear()


def test_no_two_commands_of_a_place_share_their_keys() -> None:
    users: dict[tuple[str, str], list[str]] = defaultdict(list)
    everywhere = [command for command in COMMANDS.values() if command.scope == "program"]
    scopes = {command.scope for command in COMMANDS.values()}
    for scope in scopes:
        here = [command for command in COMMANDS.values() if command.scope == scope]
        for command in {one.name: one for one in [*everywhere, *here]}.values():
            for keys in command.keys:
                users[scope, QKeySequence(keys).toString()].append(command.name)
    assert {place: names for place, names in users.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_words_keys_and_icon_that_exist(name: str) -> None:
    command = COMMANDS[name]
    assert command.words
    assert all(QKeySequence(keys).toString() for keys in command.keys)
    assert not command.icon or (i18n.TRANSLATIONS.parent / "icons" / f"{command.icon}.svg").is_file()


def test_the_sheet_of_keys_comes_from_the_table() -> None:
    lines = dict(help_lines("bench"))
    assert lines["V"] == "核实值"
    assert lines["Ctrl+Enter"] == "提交评审"
    assert shown_keys("bench.page-down") == "PgDn"
    assert len(lines) == sum(command.scope == "bench" for command in COMMANDS.values())


def test_a_command_works_by_its_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[bool] = []
    action = make_action(window, "bench.search", lambda: done.append(True))
    window.show()
    window.activateWindow()
    assert [keys.toString() for keys in action.shortcuts()] == ["/", "Ctrl+F"]
    action.trigger()
    assert done == [True]


@pytest.mark.parametrize(("language", "between"), [("zh", ""), ("en", " ")])
def test_a_sentence_beside_a_field_is_spelled_in_its_language(language: str, between: str) -> None:
    speak(language)
    try:
        notice = notice_for(NotAPackage(name="a.pdf"))
        assert notice.sentence == notice.happened + between + notice.cure
        listed = notice_for(UnsafeNames((("../a.txt", "outside"),)))
        assert listed.sentence == f"{listed.happened}\n{listed.cure}"
    finally:
        speak("zh")
