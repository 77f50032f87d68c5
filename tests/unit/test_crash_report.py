"""Reports: made of codes, places and counts; what the machine says of a crash is made anew from what may be told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.desk import Desk
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, an_application, make_round, score_all
from tests.unit.test_cli import Office
from ui.cli.session import PASSPHRASE as VARIABLE
from ui.code_places import told
from ui.composition.diagnosis import tables_known
from ui.crash_report import KEPT, Report, Screen, Surroundings, happened, keep, libraries
from ui.log_file import close_log, open_log
from ui.run_record import FATAL, MARK, begin, broken, module_of

ROOT = Path(__file__).resolve().parents[2]
TEXTS = st.text(min_size=4, max_size=60).filter(lambda text: len(set(text)) > 3)


def filled(desk: Desk, folder: Path) -> list[str]:
    """A desk with a draft and records; returns texts of theirs that no report may hold."""
    round_id = make_round(desk, ("secretary", "leader", "expert"))
    application = an_application(desk, round_id, folder / "青禾材料", "青禾水泥（示例）")
    me = next(one.fingerprint for one in desk.rounds.participants(round_id) if one.me)
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    sheet = desk.reviews.bench(round_id, application)
    return [
        *(
            "林岚",
            "示例",
            "青禾",
            "水泥",
            "赤霞",
            PASSPHRASE,
            round_id,
            application,
            me,
            str(folder),
            str(ROOT),
        ),
        *(one.reason for one in sheet.findings.values() if one.reason),
        sheet.comment,
    ]


def test_no_text_of_records_and_drafts_is_in_a_report(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    secrets = filled(desk, tmp_path)
    open_log(desk.folder)
    try:
        error = None
        try:
            desk.save_copy("f" * 64, tmp_path / "林岚.pdf")
        except Exception as caught:  # noqa: BLE001 - whatever it is
            error = caught
        assert error is not None
        report = Report(
            folder=desk.folder,
            happened=happened(error),
            broken=("thread", "  ui.program:1 start"),
            health=desk.doctor.examine(),
            revision=tables_known(),
            around=Surroundings(platform="windows", screens=(Screen(width=1920, height=1080, scale=1.25),)),
        )
        text = report.text()
    finally:
        close_log()
    assert {one for one in secrets if one in text} == set()
    for part in ("records ", "files 5", "GD-322", f"tables {tables_known()}", "screen 1920x1080 at 1.25"):
        assert part in text
    assert f"  {__name__}:" in text
    assert "the last run broke off" in text


@given(secret=TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_text_of_an_error_is_not_told(secret: str) -> None:
    class Failure(Exception):
        """An error that holds a value."""

    local = f"甲{secret}乙"

    def fail() -> None:
        raise Failure(local)

    with pytest.raises(Failure) as caught:
        fail()
    lines = "\n".join(happened(caught.value))
    assert told(caught.value).endswith("Failure")
    assert local not in lines
    assert "甲" not in lines
    assert lines.startswith("GD-000\n")


def test_an_empty_report_says_what_it_can() -> None:
    text = Report().text()
    assert "version " in text
    assert "[log]\n-" in text
    assert "sqlite" in libraries()


def test_only_the_last_reports_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        (tmp_path / "log").mkdir(exist_ok=True)
        (tmp_path / "log" / f"report-2020010{number}-000000.txt").write_text("old")
    path = keep(tmp_path, "new")
    assert path is not None
    kept = sorted(one.name for one in (tmp_path / "log").iterdir())
    assert len(kept) == KEPT
    assert kept[-1] == path.name
    assert path.read_text("utf-8") == "new"
    (tmp_path / "file").write_text("no folder")
    assert keep(tmp_path / "file", "new") is None


# ------------------------------------------------------------ runs that broke off


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    assert broken(tmp_path) is None
    run = begin(tmp_path)
    assert run.before is None
    assert (tmp_path / "log" / MARK).exists()
    run.end()
    run.end()
    assert broken(tmp_path) is None
    assert list((tmp_path / "log").iterdir()) == []


def test_a_run_that_was_killed_is_told_by_the_next(tmp_path: Path) -> None:
    steps = (
        "import os, pathlib",
        "from ui.run_record import begin",
        f"begin(pathlib.Path({str(tmp_path)!r}))",
    )
    line = "; ".join((*steps, "os._exit(9)"))
    subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=False)
    assert broken(tmp_path) == ()
    for before in ((), None):  # told once
        run = begin(tmp_path)
        assert run.before == before
        run.end()


def test_a_crash_of_the_machine_is_told_by_modules_and_lines(tmp_path: Path) -> None:
    script = (
        "import faulthandler, sys\n"
        "from pathlib import Path\n"
        "from ui.run_record import begin\n"
        f"begin(Path({str(tmp_path)!r}))\n"
        "def 崩溃(): faulthandler._sigsegv()\n"
        "崩溃()\n"
    )
    file = tmp_path / "林岚的程序.py"
    file.write_text(script, "utf-8")
    done = subprocess.run(
        [sys.executable, str(file)], cwd=ROOT, check=False, capture_output=True, env=environment()
    )
    assert done.returncode != 0
    raw = (tmp_path / "log" / FATAL).read_bytes()
    assert b"line" in raw
    found = broken(tmp_path)
    assert found is not None
    text = "\n".join(found)
    assert "Segmentation fault" in found or "access violation" in found
    assert "thread" in found
    assert "  ?:" in text
    assert "林岚" not in text
    assert str(tmp_path) not in text


def environment() -> dict[str, str]:
    import os

    return os.environ | {"PYTHONPATH": str(ROOT)}


@given(text=st.text(max_size=200) | st.text(alphabet='File "line 123 in thread/\\\n.py', max_size=200))
@settings(max_examples=100, deadline=None)
def test_nothing_of_a_crash_file_is_told_as_it_stands(text: str) -> None:
    from ui.run_record import _CAUSES, _plain

    for line in _plain(text):
        known = line in {"thread", *_CAUSES}
        assert known or line.startswith("  ?:"), line


@pytest.mark.parametrize(
    ("file", "module"),
    [
        (ROOT / "ui" / "program.py", "ui.program"),
        (ROOT / "ui" / "__init__.py", "ui"),
        ("ui/views/home.py", "ui.views.home"),
        ("C:/nowhere/张三/x.py" if sys.platform == "win32" else "/nowhere/张三/x.py", "?"),
        ("张三/x.py", "?"),
        ("/opt/x/lib/python3.11/site-packages/alembic/op.py", "alembic.op"),
        (json.__file__, "json"),
    ],
)
def test_a_file_is_told_by_its_module(file: str | Path, module: str) -> None:
    assert module_of(str(file)) == module


# ------------------------------------------------------------ the command line


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setenv(VARIABLE, PASSPHRASE)
    return Office(tmp_path, capsys)


def test_doctor_writes_a_report(office: Office, new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    secrets = filled(desk, tmp_path)
    desk.close()
    target = tmp_path / "报告.txt"
    words = ("doctor", "--desk", str(desk.folder), "--report", str(target))
    code, said, _ = office.run(*words)
    assert code == 0
    assert str(target) in said
    text = target.read_text("utf-8")
    assert "records " in text
    assert {one for one in secrets if one in text} == set()
    code, _, refused = office.run(*words)
    assert code != 0
    assert target.name in refused
