"""The help of every command and the complaints about wrong words are in the chosen language, and fit a terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.__main__ import main, read_options
from ui.cli import run
from ui.cli.columns import wrapped
from ui.cli.complaints import in_words
from ui.cli.report import table
from ui.cli.speech import choose

WIDE = re.compile(r"[\u2e80-\uffef]")
COMMAND = re.compile(r"  ([a-z][a-z-]*)  ")
ARGPARSE = ("usage", "positional", "options:", "show this", "arguments", "optional", "required", "program's")
ENGLISH = re.compile(
    r"[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}|\b(?!GREENDESK|PKCS|PIN\b|PDF\b|MB|GB)[A-Z]{3,}(?![\w#])"
)
TITLES = {"zh": ("用法：", "命令：", "选项："), "en": ("usage: ", "commands:", "options:")}


def cells(line: str) -> int:
    """Its width on a terminal, quotation marks counted as the widest ones draw them."""
    return len(line) + len(WIDE.findall(line)) + sum(line.count(mark) for mark in "“”‘’…")


def helps(capsys: pytest.CaptureFixture[str], language: str, *path: str) -> Iterator[tuple[str, str]]:
    """The help of a command and of all below it."""
    assert run([*path, "--language", language, "--help"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    yield " ".join(path), said.out
    listed = said.out.partition(f"\n{TITLES[language][1]}\n")[2].partition("\n\n")[0]
    for line in listed.splitlines():
        if found := COMMAND.match(line):
            yield from helps(capsys, language, *path, found[1])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_help_of_every_command_speaks_one_language_and_fits_eighty_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = dict(helps(capsys, language))
    assert len(told) > 55
    assert {"", "verify", "backup restore", "identity recovery open", "round revoke"} <= told.keys()
    for path, text in told.items():
        usage, options = TITLES[language][0], f"\n{TITLES[language][2]}\n"
        assert text.startswith(f"{usage}greendesk {path}".rstrip()), path
        own, _, window = text.partition("\n\n各命令的用法：")
        assert all(cells(line) <= 80 for line in text.splitlines()), (path, text)
        assert all(line == line.rstrip() for line in text.splitlines()), path
        if language == "zh":
            words = own.replace(f"greendesk {path}", "", 1)
            assert not ENGLISH.search(words), (path, ENGLISH.search(words))
            assert not any(word in words for word in ARGPARSE), path
            assert bool(window) is (path == "")
        rows = own.partition(options)[2].partition("\n\n")[0].splitlines()
        named = [at for at, row in enumerate(rows) if row.startswith("  -")]
        assert named, path
        for at in named:  # each has its explanation, beside it or below
            assert "  " in rows[at].strip() or rows[at + 1].startswith("      "), (path, rows[at])


def test_the_columns_of_a_help_are_aligned_by_what_is_seen(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["backup", "second", "--help", "--language", "zh"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  -")]
    starts = {cells(row[: row.rindex("  ") + 2]) for row in rows}
    assert len(starts) == 1
    assert cells(table([("文件", "甲"), ("abcd", "乙")])[0]) == cells(
        table([("文件", "甲"), ("abcd", "乙")])[1]
    )


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        ("exprot", "没有“exprot”这个命令，是不是 export？", 'there is no command "exprot"; is it export?'),
        ("绿色", "没有“绿色”这个命令。", 'there is no command "绿色"'),
        ("verify", "还要写出：文件。", "this is still to be given: FILE"),
        ("backup", "还要写出：命令。", "this is still to be given: COMMAND"),
        ("verify a --foo", "不认识：--foo。", "this is not understood: --foo"),
        ("verify a --root", "--root：后面要写一个值。", "--root: a value has to follow it"),
        ("verify a --json=3", "--json：后面不能写“3”。", '--json: it takes no value, but got "3"'),
        ("export --to --out b", "--to：后面至少要写一个值。", "--to: at least one value has to follow it"),
        (
            "export --p",
            "“--p”不完整，可能是 --passphrase-file, --plain, --parts-of。",
            '"--p" is cut short, it could be --passphrase-file, --plain, --parts-of',
        ),
        (
            "declare x",
            "要写出其中一个：--no-conflict --conflict。",
            "one of these has to be given: --no-conflict --conflict",
        ),
        (
            "declare x --conflict --no-conflict",
            "--no-conflict：不能与 --conflict 一起用。",
            "--no-conflict: it cannot be given together with --conflict",
        ),
        (
            "opinion x y --position 同意",
            "--position：没有“同意”，可以写 agree、conditional、object。",
            '--position: there is no "同意", choose from agree, conditional, object',
        ),
        ("score x --points 很多", "--points：“很多”不是数。", '--points: "很多" is no number'),
        (
            "summarise --office a --date 3月1日",
            "--date：“3月1日”不是日期，要写成 2026-04-10 这样。",
            '--date: "3月1日" is no date, write it like 2026-04-10',
        ),
        (
            "export --parts-of 大",
            "--parts-of：“大”不是大小，要写成 20MB、4GB 这样。",
            '--parts-of: "大" is no size, write it like 20MB or 4GB',
        ),
        ("round open --year 今年", "--year：“今年”在这里不能用。", '--year: "今年" cannot be used here'),
    ],
)
def test_wrong_words_end_with_two_and_say_why_and_where_to_read_more(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, line: str, zh: str, en: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for language, said, more in (("zh", f"错误：{zh}", "查看说明："), ("en", f"error: {en}", "for help: ")):
        assert run(["--language", language, *line.split()]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        lines = err.splitlines()
        assert said in lines
        assert lines[0].startswith(TITLES[language][0])
        assert lines[-1].startswith(f"{more}greendesk")
        assert lines[-1].endswith(" --help")


def test_wrong_options_of_the_window_are_told_in_the_chosen_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, said in (
        ("zh", "--theme：没有“lila”，可以写 system"),
        ("en", '--theme: there is no "lila"'),
    ):
        with pytest.raises(SystemExit) as ended:
            main(["--sample", "--theme", "lila", "--language", language])
        assert ended.value.code == 2
        assert said in capsys.readouterr().err
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert run(["verify", "x", "--language", "fr"]) == 2
    assert "没有“fr”，可以写 zh、en。" in capsys.readouterr().err


@pytest.mark.parametrize("written", [["--language", "en"], ["--language=en"]])
def test_the_language_stands_before_the_command_as_the_usage_shows_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], written: list[str]
) -> None:
    for words, said in (
        (["backup", "list", "--desk", str(tmp_path)], "No backups."),
        (["rounds", "--desk", str(tmp_path)], "There is no desk"),
        (["verify", str(tmp_path / "x.gdx")], "cannot be read"),
    ):
        main([*written, *words])
        assert said in "".join(capsys.readouterr())
    assert read_options([*written, "x.gdu"]).file == Path("x.gdu")


@pytest.mark.parametrize(
    "message",
    [
        "argument --a: invalid choice: 'b' (choose from 'zh', 'en')",
        "argument --a: invalid choice: 'b' (choose from zh, en)",
        "argument --a: invalid choice: 'b', maybe you meant 'zh'? (choose from zh, en)",
    ],
)
def test_every_wording_of_python_is_understood(message: str) -> None:
    choose("zh")
    assert in_words(message) == "--a：没有“b”，可以写 zh、en。"
    assert in_words("something that nobody knows yet") == "something that nobody knows yet"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab 文件，。（）“”…-", max_size=80), st.integers(4, 30))
def test_lines_hold_all_that_was_said_and_no_more_than_fits(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line == line.strip()
        assert cells(line) <= room or wrapped(line, 1) == (line,)  # too long only where it cannot be broken
