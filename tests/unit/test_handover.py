"""Real desks hand files over in parts with a slip; receiving begins with a backup that opens as a desk."""

import hashlib
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from greendesk.adapters import backups as backups_module
from greendesk.adapters.atomic import StoreUnwritable
from greendesk.adapters.backup_faults import BackupNotWritten, ReceivingNotBackedUp
from greendesk.adapters.backups import DATABASE, IDENTITY, KEPT, Backups
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.part_file import HEAD, TooManyParts
from greendesk.desk import Desk
from greendesk.domain.papers_slip import grouped
from greendesk.use_cases.exchange import Exchange, FileChanged
from greendesk.use_cases.handover import PartsMissing
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, make_round
from ui.composition.desk_folder import DeskFolder

SMALL = 10_000


def office(new_desk: NewDesk, folder: Path) -> tuple[Desk, Desk, str, str]:
    """An organiser with an application, an expert who lacks it, the round, and the expert's fingerprint."""
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    an_application(secretary, round_id, folder / "package")
    return secretary, expert, round_id, fingerprint


def backups(desk: Desk) -> list[Path]:
    folder = desk.folder / "backups"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_parts_from_two_sticks_are_received_like_one_file(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    stick = tmp_path / "stick"
    stick.mkdir()
    sent = secretary.exchange.send(
        round_id, stick / "给专家.gdx", [fingerprint], part_size=SMALL, slip=True, complete=True
    )
    assert len(sent.parts) > 2
    names = {"给专家-交接单.pdf", *(part.name for part in sent.parts)}
    assert {path.name for path in stick.iterdir()} == names
    assert all((stick / part.name).stat().st_size <= SMALL for part in sent.parts)
    other = tmp_path / "other"
    other.mkdir()
    (stick / sent.parts[1].name).rename(other / sent.parts[1].name)
    entries = expert.rounds.line(round_id).entries
    with pytest.raises(PartsMissing) as missing:
        expert.exchange.look(stick / sent.parts[0].name)
    assert missing.value.details["missing"] == "2"
    assert expert.exchange.waiting_parts()[0].missing == (2,)
    shutil.rmtree(stick)
    second = other / sent.parts[1].name
    preview = expert.exchange.look(second)
    assert (preview.file, preview.size) == ("给专家.gdx", sent.file.size)
    assert preview.sha256 == sent.file.sha256
    assert preview.sender_words == secretary.exchange.my_words()
    assert expert.rounds.line(round_id).entries == entries
    shutil.rmtree(other)  # the stick was pulled out after the look
    assert expert.exchange.receive(second, seen=preview.sha256).counts["write"] > 0
    assert expert.rounds.line(round_id).entries > entries
    assert expert.exchange.waiting_parts() == ()
    assert list((expert.folder / "open").iterdir()) == []


def test_the_slip_tells_the_file_that_lies_beside_it(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    sent = secretary.exchange.send(round_id, tmp_path / "a.gdx", [fingerprint], slip=True)
    assert sent.parts == ()
    data = (tmp_path / "a.gdx").read_bytes()
    assert sent.file.sha256 == hashlib.sha256(data).hexdigest()
    pdf = (tmp_path / "a-交接单.pdf").read_bytes()
    assert sent.slip == str(tmp_path / "a-交接单.pdf")
    report = check_pdf(pdf)
    assert report.whole
    assert [one.signer_name for one in report.signatures] == ["林岚（示例）"]
    assert report.record_id == sent.file.sha256 or report.conclusion is not None
    text = "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    preview = expert.exchange.look(tmp_path / "a.gdx")
    for words in (grouped(preview.sha256), preview.sender_words, "周明远（示例）", "材料包1条", "已加密"):
        assert words.replace(" ", "") in text


def test_a_stick_that_is_not_there_leaves_nothing(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, _, round_id, fingerprint = office(new_desk, tmp_path)
    send = secretary.exchange.send
    with pytest.raises(StoreUnwritable):
        send(round_id, tmp_path / "gone" / "a.gdx", [fingerprint], part_size=SMALL, slip=True)
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "a-交接单.pdf").mkdir()  # the last of the files cannot take its name
    (stick / "a-交接单.pdf" / "inside").write_bytes(b"")
    with pytest.raises(StoreUnwritable):
        send(round_id, stick / "a.gdx", [fingerprint], part_size=SMALL, slip=True, complete=True)
    with pytest.raises(TooManyParts):
        send(round_id, stick / "a.gdx", [fingerprint], part_size=HEAD + 1, complete=True)
    assert [path.name for path in stick.iterdir()] == ["a-交接单.pdf"]
    assert list((secretary.folder / "open").iterdir()) == []


def test_receiving_begins_with_a_backup_that_opens_as_a_desk(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    first = len(backups(expert))
    before = expert.rounds.line(round_id)
    secretary.exchange.send(round_id, tmp_path / "a.gdx", [fingerprint])
    expert.exchange.look(tmp_path / "a.gdx")
    assert len(backups(expert)) == first
    assert expert.exchange.receive(tmp_path / "a.gdx").backup == "made"
    assert len(backups(expert)) == first + 1
    newest = backups(expert)[-1]
    assert {path.name for path in newest.iterdir()} == {DATABASE, IDENTITY, "backup.json"}
    copied = shutil.copytree(newest, tmp_path / "restored")
    restored = DeskFolder(copied).unlock(PASSPHRASE)
    try:
        assert restored.check() == ()
        assert restored.rounds.line(round_id) == before
    finally:
        restored.close()


def test_only_the_last_backups_stay(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    secretary.exchange.send(round_id, tmp_path / "a.gdx", [fingerprint])
    for _ in range(KEPT + 2):
        expert.exchange.receive(tmp_path / "a.gdx")
    assert len(backups(expert)) == KEPT
    (expert.folder / "backups" / ".unfinished-1").mkdir()
    expert.close()
    again = DeskFolder(expert.folder).unlock(PASSPHRASE)
    again.close()
    assert len(backups(expert)) == KEPT


def test_without_a_backup_nothing_is_received(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    shutil.rmtree(expert.folder / "backups")
    (expert.folder / "backups").write_bytes(b"a file stands where the folder should be")
    secretary.exchange.send(round_id, tmp_path / "a.gdx", [fingerprint])
    before = expert.rounds.line(round_id)
    with pytest.raises(ReceivingNotBackedUp):
        expert.exchange.receive(tmp_path / "a.gdx")
    assert expert.rounds.line(round_id) == before


def test_a_file_that_was_changed_after_the_look_is_refused(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    path = tmp_path / "a.gdx"
    secretary.exchange.send(round_id, path, [fingerprint])
    seen = expert.exchange.look(path).sha256
    secretary.exchange.send(round_id, path, [fingerprint])
    with pytest.raises(FileChanged):
        expert.exchange.receive(path, seen=seen)
    assert expert.exchange.receive(path, seen=expert.exchange.look(path).sha256).total > 0


def test_on_a_server_the_backup_is_the_server_s(new_desk: NewDesk, tmp_path: Path) -> None:
    secretary, expert, round_id, fingerprint = office(new_desk, tmp_path)
    path = tmp_path / "a.gdx"
    secretary.exchange.send(round_id, path, [fingerprint])
    own = expert.exchange
    shared = Exchange(own._context, own._members, own._files, own._carrier, None)
    before = len(backups(expert))
    assert shared.look(path).backup == "server"
    assert shared.receive(path).backup == "server"
    assert len(backups(expert)) == before


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.time = 1_760_000_000_000

    def now(self) -> int:
        """Return the time that was set."""
        return self.time


def copies(folder: Path, clock: Time, size: int, *, whole: bool = True) -> Backups:
    """Backups of a file of a size."""
    folder.mkdir(exist_ok=True)
    (folder / "identity.json").write_bytes(b"{}")

    def save(target: Path) -> None:
        with target.open("wb") as stream:
            stream.truncate(size)

    return Backups(
        folder=folder / "backups",
        identity=folder / "identity.json",
        save=save,
        whole=lambda _: whole,
        save_tail=lambda _, __: False,
        join_tail=lambda _, __, ___: None,
        clock=clock,
    )


def test_a_large_desk_is_not_copied_again_while_nothing_came(tmp_path: Path) -> None:
    clock = Time()
    large = copies(tmp_path, clock, backups_module.LARGE)
    first = large.make("before-receiving", "same")
    clock.time += 60_000
    assert large.make("before-receiving", "same") == first
    assert large.make("by-hand", "same") != first
    assert large.make("before-receiving", "other").made == clock.time
    clock.time += backups_module.FRESH
    assert large.make("before-receiving", "other").made == clock.time
    small = replace(large, save=copies(tmp_path / "small", clock, 10).save, folder=tmp_path / "few")
    assert small.make("before-receiving", "same") != small.make("before-receiving", "same")


def test_a_copy_that_does_not_open_is_no_backup(tmp_path: Path) -> None:
    broken = copies(tmp_path, Time(), 10, whole=False)
    with pytest.raises(BackupNotWritten):
        broken.make("before-receiving")
    assert not broken.folder.exists()
    with pytest.raises(ValueError, match="a/b"):
        broken.make("a/b")
    assert broken.listed() == ()
