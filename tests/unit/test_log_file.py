"""The log: bounded, never in the way, and without anything that a person or a file said."""

import ast
import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import (
    PASSPHRASE,
    admit,
    an_application,
    answer_everything,
    carry,
    conclude,
    make_round,
    summarise,
)
from tests.desks import score_all as score
from ui.code_places import places
from ui.composition.desk_folder import DeskFolder
from ui.log_file import (
    FILE,
    HEAD,
    KEPT,
    LARGEST,
    LogFile,
    close_log,
    last_lines,
    log_folder,
    note_start,
    open_log,
)
from ui.log_words import Word, name_of
from ui.notifier import notice_for

ROOT = Path(__file__).resolve().parents[2]
OURS = logging.getLogger("ui.anything")
TEXTS = st.text(min_size=2, max_size=30).filter(lambda text: len(text.strip()) > 1)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """The folder of a desk whose log is written."""
    level = logging.getLogger().level
    open_log(tmp_path)
    yield tmp_path
    close_log()
    logging.getLogger().setLevel(level)


def written(folder: Path) -> str:
    """All that lies in the log's folder."""
    return "".join(path.read_text("utf-8") for path in sorted((folder / "log").iterdir()))


@given(secret=TEXTS.map(lambda text: f"张三{text}87.46"))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_put_into_a_line_is_left_out_unless_it_is_ours(folder: Path, secret: str) -> None:
    OURS.info("received %d from %s as %s in %.1f s", 7, secret, Word("exchange"), 1.25)
    OURS.warning("%s", {secret: 1})
    OURS.info("bare %(name)s", {"name": secret})
    logging.getLogger("somebody.else").error("file %s", secret)
    logging.getLogger("somebody.else").error(secret)
    try:
        {}[secret]
    except KeyError:
        OURS.exception("ended")
        logging.getLogger("somebody.else").exception(secret, stack_info=True)
    text = written(folder)
    assert "received 7 from … as exchange in 1.2 s" in text
    assert "builtins.KeyError" in text
    assert secret not in text
    assert "张三" not in text
    assert "87.46" not in text


def test_frames_name_modules_and_no_paths(folder: Path) -> None:
    try:
        (folder / "林岚" / "名单.xlsx").read_bytes()
    except OSError as error:
        told = "\n".join(places(error))
        OURS.exception("ended")
    for text in (told, written(folder)):
        assert f"{__name__}:" in text
        assert "pathlib:" in text
        assert "builtins.FileNotFoundError" in text
        assert not any(part in text for part in (str(folder), "林岚", "名单", "/", "\\"))


def test_a_deep_recursion_is_told_in_short() -> None:
    def deeper(depth: int) -> None:
        deeper(depth + 1)

    try:
        deeper(0)
    except RecursionError as error:
        told = list(places(error))
    assert len(told) < 70
    assert told[-1] == "builtins.RecursionError"


def test_every_line_of_the_program_is_a_fixed_text() -> None:
    """What is fixed cannot hold a name; what is put in passes the rules above."""
    found = 0
    for package in ("greendesk", "db", "ui"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if _is_log_call(node):
                    found += 1
                    text = node.args[1] if node.func.attr == "log" else node.args[0]  # type: ignore[attr-defined]
                    assert isinstance(text, ast.Constant), (path, node.lineno)  # type: ignore[attr-defined]
                    assert isinstance(text.value, str)
                    assert text.value.isascii()
    assert found > 8


def _is_log_call(node: ast.AST) -> bool:
    verbs = {"debug", "info", "warning", "error", "critical", "exception", "log"}
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in verbs
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"log", "logger", "logging"}
    )


def test_a_whole_job_leaves_no_name_and_no_score(folder: Path, new_desk: NewDesk, tmp_path: Path) -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    note_start()
    office, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(office)
    fingerprint = admit(office, round_id, expert)
    application = an_application(office, round_id, tmp_path / "青禾材料", "青禾水泥（示例）")
    answer_everything(office, round_id, application)
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    score(expert, round_id, application, "0.6317")
    expert.reviews.submit(round_id, application)
    carry(expert, office, round_id)
    conclude(office, round_id, application)
    summarise(office, round_id)
    for error in failures(office, tmp_path):
        OURS.info("told %s", Word(notice_for(error).code))
        OURS.error("ended", exc_info=error)
    line = next(iter(office.applications.lines(round_id)))
    assert "." in str(line.panel_score)
    text = written(folder)
    assert "program " in text
    names = {path.stem for path in (tmp_path / "青禾材料").rglob("*")} | {
        path.name for path in tmp_path.iterdir()
    }
    secrets = {
        "林岚",
        "周明远",
        "示例",
        "青禾",
        "水泥",
        "赤霞",
        str(line.panel_score),
        line.credit_code,
        PASSPHRASE,
    }
    secrets |= {round_id, fingerprint, application, str(tmp_path), str(ROOT), *names} - {"log"}
    assert {one for one in secrets if one in text} == set()


def failures(desk: Desk, folder: Path) -> Iterator[Exception]:
    """What goes wrong at a desk, with names in it."""
    (folder / "坏文件.gdx").write_bytes("不是文件".encode())
    for act in (
        lambda: desk.exchange.look(folder / "坏文件.gdx"),
        lambda: desk.exchange.look(folder / "没有.gdx"),
        lambda: desk.applications.look_into(str(folder / "坏文件.gdx")),
        lambda: DeskFolder(folder / "desk-1").unlock(PASSPHRASE),
        lambda: int("87.46 林岚"),
    ):
        try:
            act()
        except Exception as error:  # noqa: BLE001 - whatever it is
            yield error


# ------------------------------------------------------------ the file


def test_the_files_are_bounded(folder: Path) -> None:
    line = "x" * 4000
    handler = next(one for one in logging.getLogger().handlers if isinstance(one, LogFile))
    record = logging.LogRecord("ui", logging.INFO, __file__, 1, line, None, None)
    for _ in range((KEPT + 3) * LARGEST // len(line)):
        handler.emit(record)
    files = sorted((folder / "log").iterdir())
    assert len(files) == KEPT + 1
    assert all(path.stat().st_size <= LARGEST + 2 * len(line) for path in files)
    assert all(path.read_text("utf-8").startswith(HEAD + "\n") for path in files)


def test_what_an_earlier_version_wrote_goes(tmp_path: Path) -> None:
    room = tmp_path / "log"
    room.mkdir()
    for name in (FILE, f"{FILE}.1"):
        (room / name).write_text('2026 ERROR: File "C:\\Users\\张三\\ui.py"\n', "utf-8")
    assert last_lines(tmp_path, 100) == []
    open_log(tmp_path)
    OURS.info("here")
    close_log()
    assert "张三" not in written(tmp_path)
    assert [line.rpartition(": ")[2] for line in last_lines(tmp_path, 100)] == ["here"]


def test_the_last_lines_over_several_files(folder: Path) -> None:
    for number in range(5):
        OURS.info("line %d", number)
        if number == 2:
            handler = next(one for one in logging.getLogger().handlers if isinstance(one, LogFile))
            handler._turn(Path(handler.baseFilename))
    assert [line[-1] for line in last_lines(folder, 4)] == ["1", "2", "3", "4"]


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux' device that is always full")
def test_a_full_disk_costs_lines_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / FILE).symlink_to("/dev/full")
    open_log(tmp_path)
    for _ in range(3):
        OURS.info("lost")
    assert capsys.readouterr().err == ""
    (tmp_path / "log" / FILE).unlink()
    OURS.info("there is room again")
    close_log()
    lines = (tmp_path / "log" / FILE).read_text("utf-8").splitlines()
    assert lines[:2] == [HEAD, "(3 lines lost)"]
    assert lines[2].endswith("there is room again")


def test_a_folder_that_cannot_be_written_is_no_obstacle(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    open_log(tmp_path)
    OURS.info("lost")
    assert log_folder() == tmp_path / "log"
    assert last_lines(tmp_path, 10) == []
    close_log()
    assert log_folder() is None
    assert capsys.readouterr().err == ""


def test_the_names_of_functions() -> None:
    from functools import partial

    assert name_of(partial(carry, "a")) == "carry"
    assert name_of(partial(partial(print, partial(carry, "a")), 1)) == "carry"
    assert name_of(test_the_names_of_functions) == "test_the_names_of_functions"
    assert isinstance(name_of(sys.exit), Word)
