"""The second language is complete: no string without English, none left over, no placeholder lost."""

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from build_spec.translations import ENGLISH, ROOT, TOOL, Key, forms, messages, sources, spoken, update
from ui import i18n

PLACEHOLDER = re.compile(r"{[^}]*}|%n")
CHINESE = re.compile(r"[一-鿿　-〿＀-￯]")
FULL_WIDTH = str.maketrans("", "", "　┃")
QUOTED = {  # English words that must name Chinese things as they stand in files
    "名单用不了：第一行没有“工厂名称”或“企业名称”一列。",
    "写成 2026-04-17 或 4 月 17 日。",
}
SHOWN = {
    "views",
    "widgets",
    "models",
    "main_window.py",
    "desk_window.py",
    "program.py",
    "way_in.py",
    "reception.py",
    "choices.py",
    "leaving.py",
    "teller.py",
    "actions.py",
    "words.py",
}
READS_CHINESE = {  # what people type, what files and the core hold
    "application_dates.py", "application_units.py", "bench_numbers.py", "bench_words.py", "bench_marks.py",
    "exchange_words.py", "panel_rows.py",
}  # fmt: skip
WORDS = {"tr", "QT_TRANSLATE_NOOP"}


@pytest.fixture(scope="module")
def english() -> dict[Key, ET.Element]:
    return messages(ENGLISH)


@pytest.fixture(scope="module")
def now() -> list[Key]:
    """What lupdate finds in the source now."""
    return spoken()


def literals() -> Iterator[tuple[str, str]]:
    """Every text that the source marks, with its place, read without lupdate."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in WORDS and node.args:
                text = node.args[-1 if node.func.id == "QT_TRANSLATE_NOOP" else 0]
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                for part in ast.walk(text):
                    assert not isinstance(part, ast.JoinedStr | ast.BinOp), f"{place}: words made at run time"
                    if isinstance(part, ast.Constant) and CHINESE.search(str(part.value)):
                        yield place, str(part.value)


def unmarked(path: Path) -> Iterator[str]:
    """Every Chinese text of a module that nobody can translate, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed.add(id(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS:
            passed.update(id(part) for part in ast.walk(node))
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in passed else None
        if isinstance(text, str) and CHINESE.search(text.translate(FULL_WIDTH)):
            yield f"{path.relative_to(ROOT)}:{text} in line {getattr(node, 'lineno', 0)}"


def test_nothing_chinese_is_shown_without_being_marked() -> None:
    shown = [path for path in sources() if path.relative_to(ROOT / "ui").parts[0] in SHOWN]
    texts = [text for path in shown if path.name not in READS_CHINESE for text in unmarked(path)]
    assert texts == []


def test_every_text_of_the_source_has_english(now: list[Key], english: dict[Key, ET.Element]) -> None:
    assert sorted(set(now) - set(english)) == [], "run build_spec/translations.py update, then translate"


def test_no_english_is_left_over(now: list[Key], english: dict[Key, ET.Element]) -> None:
    assert sorted(set(english) - set(now)) == [], "run build_spec/translations.py update"


def test_everything_is_finished(english: dict[Key, ET.Element]) -> None:
    open_ones = [
        key
        for key, message in english.items()
        if message.find("translation[@type]") is not None
        or not all(form.strip(" ") for form in forms(message))
    ]
    assert open_ones == []


def test_lupdate_sees_everything_that_the_source_marks(now: list[Key]) -> None:
    seen = {source for source, _ in now}
    assert [f"{place} {text}" for place, text in literals() if text not in seen] == []


def test_placeholders_survive(english: dict[Key, ET.Element]) -> None:
    lost = [
        (source, form)
        for (source, _), message in english.items()
        for form in forms(message)
        if Counter(PLACEHOLDER.findall(source)) != Counter(PLACEHOLDER.findall(form))
    ]
    assert lost == []


def test_numbers_have_a_singular_and_a_plural(english: dict[Key, ET.Element]) -> None:
    for (source, _), message in english.items():
        assert (message.get("numerus") == "yes") == ("%n" in source)
        assert len(forms(message)) == (2 if "%n" in source else 1)


def test_english_is_written_in_english_signs(english: dict[Key, ET.Element]) -> None:
    strange = [
        form
        for (source, _), message in english.items()
        for form in forms(message)
        if (source not in QUOTED and CHINESE.search(form.translate(FULL_WIDTH))) or "!" in form
    ]
    assert strange == []


def test_chinese_words_keep_the_manner_of_the_house(now: list[Key]) -> None:
    rude = re.compile(r"[!！]|请您|成功|失败|亲爱|系统内|PEM|PKCS|JSON|null|哈希|合并|同步")
    assert [source for source, _ in now if rude.search(source)] == []


def test_the_program_speaks_english(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = TOOL.with_name(TOOL.name.replace("lupdate", "lrelease"))
    subprocess.run([release, "-silent", ENGLISH, "-qm", tmp_path / "en.qm"], check=True)
    monkeypatch.setattr(i18n, "TRANSLATIONS", tmp_path)
    try:
        i18n.install(qapp, "en")
        assert i18n.tr("部门意见") == "Opinions"
        assert [i18n.tr("%n 个文件", n=number) for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
        assert QLocale().language() == QLocale.Language.English
    finally:
        i18n.install(qapp, "zh")
    assert i18n.tr("部门意见") == "部门意见"
    assert i18n.tr("%n 个文件", n=1) == "1 个文件"


def test_an_update_keeps_what_is_translated_and_drops_what_is_gone(tmp_path: Path) -> None:
    target = tmp_path / "en.ts"
    target.write_text(
        '<TS version="2.1"><context><name></name><message><source>部门意见</source>'
        "<translation>Views</translation></message><message><source>没有这句话</source>"
        "<translation>No such words</translation></message></context></TS>",
        encoding="utf-8",
    )
    update(target)
    after = messages(target)
    assert forms(after["部门意见", ""]) == ["Views"]
    assert ("没有这句话", "") not in after
    assert forms(after["评审", ""]) == []
    update(target)
    assert list(messages(target)) == list(after)


def test_the_tool_says_what_it_can_do(capfd: pytest.CaptureFixture[str]) -> None:
    program = ROOT / "build_spec" / "translations.py"
    assert subprocess.run([sys.executable, program], check=False).returncode == 2
    subprocess.run([sys.executable, program, "missing"], check=True)
    assert "update" in capfd.readouterr().out


def test_the_file_dialog_of_qt_is_chinese_too(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    dialog = QFileDialog(None, "选择文件", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.show()
    (tree,) = dialog.findChildren(QTreeView)
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) == 1)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    shown += [button.text() for button in dialog.findChildren(QPushButton)]
    shown += [tree.model().headerData(place, Qt.Orientation.Horizontal) for place in range(4)]
    shown.append(tree.model().index(0, 2, tree.rootIndex()).data())
    assert [words for words in shown if not CHINESE.search(words)] == []
