"""A computer that is not as it should be: its date, its language, its place on earth, its folders and its room.

Each is either no trouble at all or one sentence with a code, and nothing is lost.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greendesk.desk import Desk
from greendesk.domain.plausible_clock import (
    EARLIEST,
    SLACK,
    ClockBehindProgram,
    clock_trouble,
    refuse_impossible,
)
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, carry, make_desk, make_round
from ui.composition.rules import pack, verify_file
from ui.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = {
    "plain": {},
    "C": {"LC_ALL": "C", "LANG": "C"},
    "Turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
    "far east": {"TZ": "Pacific/Kiritimati"},
    "half an hour": {"TZ": "America/St_Johns"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
}
LONG = "绿色制造 名单评审 （示例）文件夹"  # with blanks; many of them make a long path
YEAR_1980 = 315_700_000_000


@dataclass(frozen=True, slots=True)
class Always:
    """A clock that tells one time."""

    time: int

    def now(self) -> int:
        """The time."""
        return self.time


def set_clock(desk: Desk, time: int) -> None:
    """Let the desk's computer be at another time from now on."""
    object.__setattr__(desk.exchange._context, "clock", Always(time))


def program(*words: str | Path, faked: str = "", **more: str) -> "subprocess.Popen[bytes]":
    """Start the program's command line, perhaps with a date of its own."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GREENDESK_")}
    environment |= {"GREENDESK_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen", **more}
    date = [shutil.which("faketime") or "faketime", faked] if faked else []
    return subprocess.Popen(
        [*date, sys.executable, "-m", "ui", *map(str, words)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def end(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """The exit code and all that was said."""
    with process:
        out, errors = process.communicate(timeout=300)
    return process.returncode, (out + errors).decode("utf-8", "replace")


def does(*words: str | Path, **more: str) -> str:
    """Run the command line; it must succeed."""
    code, told = end(program(*words, **more))
    assert code == 0, told
    return told


def long_folder(parent: Path, most: int) -> Path:
    """A folder with about so many bytes in its path, for Chinese letters and blanks."""
    while len(os.fsencode(parent / LONG)) < most:
        parent /= LONG
    parent.mkdir(parents=True)
    return parent


# ------------------------------------------------------------ the display


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a session has a display")
@pytest.mark.parametrize(
    ("language", "said"), [("zh_CN.UTF-8", "没有图形界面"), ("en_GB.UTF-8", "There is no display here")]
)
def test_without_a_display_one_sentence_says_so(tmp_path: Path, language: str, said: str) -> None:
    bare = {"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    spoken = {"LC_ALL": language, "LANG": language, "LANGUAGE": ""}
    code, told = end(program(GREENDESK_HOME=str(tmp_path), PYTHONUTF8="1", **bare, **spoken))
    assert code == 1
    assert said in told
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------ the date


@given(st.integers(-(10**15), 10**16), st.integers(0, 10**16))
def test_a_clock_is_wrong_before_there_were_desks_or_long_before_what_it_received(
    now: int, last: int
) -> None:
    trouble = clock_trouble(now, last)
    assert (trouble is not None) == (now < EARLIEST or now + SLACK < last)
    assert trouble is None or MESSAGES[trouble.code].zh.happened.format(**trouble.details)


def test_no_certificate_is_made_on_an_impossible_day(new_desk: NewDesk) -> None:
    refuse_impossible(EARLIEST)
    desk = new_desk()
    set_clock(desk, YEAR_1980)
    with pytest.raises(ClockBehindProgram):
        make_round(desk)
    assert desk.rounds.lines() == ()


def test_records_of_a_wrong_day_follow_those_before_and_others_take_them(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    office, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(office)
    assert office.rounds.clock_trouble(round_id) is None
    admit(office, round_id, expert)
    before = latest(office, round_id)
    set_clock(office, YEAR_1980)
    an_application(office, round_id, tmp_path / "package")
    assert latest(office, round_id) > before, "no record is put before one that was there"
    trouble = office.rounds.clock_trouble(round_id)
    assert trouble is not None
    assert trouble.code == "GD-246"
    carry(office, expert, round_id)
    assert [line.unit for line in expert.applications.lines(round_id)] == [
        line.unit for line in office.applications.lines(round_id)
    ]
    set_clock(expert, before[0] - 3 * SLACK)
    behind = expert.rounds.clock_trouble(round_id)
    assert behind is not None
    assert behind.code == "GD-247"


def latest(desk: Desk, round_id: str) -> tuple[int, int]:
    """The time of the newest record."""
    with desk.exchange._context.works(round_id) as work:
        return work.ledger.latest_time()


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
def test_a_whole_process_in_1980_makes_a_desk_but_no_round_and_verifies(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    place, home = tmp_path / "desk", {"GREENDESK_HOME": str(tmp_path)}
    code, told = end(
        program("init", "--name", "林岚（示例）", "--desk", place, faked="1980-01-02 03:04:05", **home)
    )
    assert code == 0, told
    office = new_desk()
    office.exchange.write_request(tmp_path / "request.gdx", ("expert",))
    opening = program(
        "round",
        "open",
        "--policy",
        "sample-2026",
        "--title",
        "一",
        "--desk",
        place,
        faked="1980-01-03",
        **home,
    )
    verifying = program("verify", tmp_path / "request.gdx", faked="1980-01-03", **home)
    code, told = end(opening)
    assert code == 1
    assert "[GD-246]" in told
    assert "1980-01-03" in told
    code, told = end(verifying)
    assert code == 0, told
    does("round", "open", "--policy", "sample-2026", "--title", "一", "--desk", place, **home)
    assert does("doctor", "--desk", place, **home)


@pytest.mark.parametrize("year", [1971, 1979, 2110])
def test_files_of_days_that_zip_does_not_know_are_packed_and_read(tmp_path: Path, year: int) -> None:
    source = tmp_path / "材料"
    source.mkdir()
    (source / "申报书.txt").write_text("示例", encoding="utf-8")
    seconds = (year - 1970) * 365.25 * 24 * 3600
    os.utime(source / "申报书.txt", (seconds, seconds))
    pack(str(source), {"unit": "示例"}, tmp_path / "材料.gdpkg")
    assert verify_file(tmp_path / "材料.gdpkg").whole
    with zipfile.ZipFile(tmp_path / "材料.gdpkg") as archive:
        assert archive.testzip() is None


# ------------------------------------------------------------ language and place on earth


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk with a round and an application in it, closed."""
    folder = tmp_path_factory.mktemp("filled")
    desk = make_desk(folder / "desk")
    try:
        round_id = make_round(desk)
        an_application(desk, round_id, folder / "package")
    finally:
        desk.close()
    return folder


def test_a_desk_shows_the_same_in_every_language_and_place(filled: Path, tmp_path: Path) -> None:
    running: dict[str, tuple[subprocess.Popen[bytes], Mapping[str, str]]] = {}
    for name, surroundings in FOREIGN.items():
        copy = tmp_path / name / "工作台"
        shutil.copytree(filled / "desk", copy)
        running[name] = program("applications", "--json", "--desk", copy, **surroundings), surroundings
    told = {name: end(process) for name, (process, _) in running.items()}
    assert {code for code, _ in told.values()} == {0}, told
    read = {name: json.loads(words) for name, (_, words) in told.items()}
    assert read["plain"]
    for name in FOREIGN:
        assert read[name] == read["plain"], name


def test_a_sentence_comes_out_on_a_console_without_chinese(tmp_path: Path) -> None:
    poor = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    code, told = end(program("rounds", "--desk", tmp_path / "none", **poor))
    assert code == 1
    assert "[GD-" in told
    assert "Traceback" not in told


# ------------------------------------------------------------ folders and room


@pytest.mark.skipif(
    sys.platform == "win32", reason="longer than Windows lets a path be unless it is set up for it"
)
def test_a_long_path_with_chinese_and_blanks_holds_desk_package_and_backup(tmp_path: Path) -> None:
    folder, files = long_folder(tmp_path / "near", 380), long_folder(tmp_path / "far", 700)
    assert len(str(files)) > 200
    desk = ("--desk", folder / "工作台")
    does("init", "--name", "林岚（示例）", *desk)
    does("round", "open", "--policy", "sample-2026", "--title", "一", *desk)
    source = files / "材料"
    source.mkdir()
    (source / "申报书.txt").write_text("示例", encoding="utf-8")
    does("package", source, "--out", files / "材料.gdpkg", "--unit", "示例", *desk)
    assert "完整" in does("verify", files / "材料.gdpkg")
    does("backup", "make", *desk)
    does("backup", "try", *desk)


@pytest.mark.skipif(sys.platform == "win32", reason="it is SQLite's limit on Unix")
def test_a_path_that_is_too_long_for_a_desk_is_told(tmp_path: Path) -> None:
    folder = long_folder(tmp_path, 700)
    code, told = end(program("init", "--name", "林岚（示例）", "--desk", folder / "工作台"))
    assert code == 1
    assert "[GD-248]" in told
    assert not (folder / "工作台").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the limit is set by prlimit")
def test_a_desk_that_finds_no_room_is_not_made_at_all(tmp_path: Path) -> None:
    import resource

    limited = subprocess.Popen(
        [sys.executable, "-m", "ui", "init", "--name", "林岚（示例）", "--desk", str(tmp_path / "desk")],
        cwd=ROOT, env={**os.environ, "GREENDESK_PASSPHRASE": PASSPHRASE, "GREENDESK_HOME": str(tmp_path)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048)),  # noqa: PLW1509 - one thread
    )  # fmt: skip
    code, told = end(limited)
    assert code == 1
    assert "[GD-2" in told, told
    assert "Traceback" not in told
    assert not (tmp_path / "desk" / "identity.json").exists()
    does("init", "--name", "林岚（示例）", "--desk", tmp_path / "desk", GREENDESK_HOME=str(tmp_path))


def test_a_desk_that_cannot_be_written_where_it_is_wanted_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder is wanted", encoding="utf-8")
    code, told = end(program("init", "--name", "林岚（示例）", "--desk", tmp_path / "file" / "desk"))
    assert code == 1
    assert "[GD-211]" in told


@pytest.mark.parametrize("words", [("--self-test",), ("--sample-journey",)])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("a file where a folder is wanted", encoding="utf-8")
    code, told = end(program(*words, tmp_path / "file" / "out", GREENDESK_HOME=str(tmp_path / "home")))
    assert code == 1
    assert "GD-290" in told or "GD-28" in told, told
    assert "Traceback" not in told
