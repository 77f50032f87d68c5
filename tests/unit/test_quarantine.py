"""What does not fit together: two branches of one feed, missing stretches, old files, a sender who went back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.queries import ForkLine
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.membership import Revoke
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.quarantine import ForkUnknown
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, carry, credit_code, make_round
from ui.composition.desk_folder import DeskFolder


def register(desk: Desk, round_id: str, name: str) -> None:
    number = len(desk.applications.lines(round_id)) + 1
    data = UnitData(
        unit=name,
        credit_code=credit_code(number),
        category="factory",
        region="赤霞市（示例）",
        industry="水泥",
    )
    desk.applications.register(round_id, data)


def posted(sender: Desk, reader: Desk, round_id: str, path: Path, *, complete: bool = False) -> Path:
    fingerprint = next(line.fingerprint for line in reader.rounds.participants(round_id) if line.me)
    sender.exchange.send(round_id, path, [fingerprint], complete=complete)
    return path


def reopened(desk: Desk, folder: Path) -> Desk:
    """The desk closed, its folder copied, and the copy opened."""
    shutil.copytree(desk.folder, folder)
    return DeskFolder(folder).unlock(PASSPHRASE)


def names(desk: Desk, round_id: str) -> list[str]:
    return sorted(line.unit for line in desk.applications.lines(round_id))


@pytest.fixture
def forked(new_desk: NewDesk, tmp_path: Path) -> Iterator[tuple[Desk, Desk, str, Path]]:
    """An office that has received both branches of a county whose folder was copied and used twice."""
    office, county = new_desk("林岚（示例）"), new_desk("贺兰（示例）")
    round_id = make_round(office)
    admit(office, round_id, county, ("county",))
    register(county, round_id, "共同（示例）")
    county.close()
    copies = [reopened(county, tmp_path / f"copy{number}") for number in range(2)]
    for number, copy in enumerate(copies):
        for _ in range(number + 1):
            register(copy, round_id, f"第{number}支（示例）")
        office.exchange.receive(posted(copy, office, round_id, tmp_path / f"{number}.gdx"))
    copies[1].close()
    yield office, copies[0], round_id, tmp_path / "0.gdx"
    copies[0].close()


def test_both_branches_count_and_the_alarm_ends_with_an_explanation(
    forked: tuple[Desk, Desk, str, Path],
) -> None:
    office, county, round_id, _ = forked
    assert names(office, round_id) == ["共同（示例）", "第0支（示例）", "第1支（示例）", "第1支（示例）"]
    (fork,) = office.quarantine.forks(round_id)
    assert (fork.author, fork.shared, sorted(fork.ends), fork.explanation) == ("贺兰（示例）", 1, [2, 3], "")
    with pytest.raises(ForkUnknown):
        office.quarantine.explain(round_id, fork, "  ")
    stranger = ForkLine(author="", shared=9, ends=(), fingerprint=fork.fingerprint)
    with pytest.raises(ForkUnknown):
        office.quarantine.explain(round_id, stranger, "不是这里")
    office.quarantine.explain(round_id, fork, "5 月 3 日恢复了旧备份（示例）")
    carry(office, county, round_id)
    for desk in (office, county):
        (told,) = desk.quarantine.forks(round_id)
        assert told.explanation == "5 月 3 日恢复了旧备份（示例）"
    assert names(county, round_id) == names(office, round_id)


def test_a_preview_tells_of_branches_old_files_and_a_sender_who_went_back(
    forked: tuple[Desk, Desk, str, Path], new_desk: NewDesk, tmp_path: Path
) -> None:
    office, county, round_id, first = forked
    again = office.exchange.look(first)
    assert again.old
    assert again.counts["write"] == 0
    other = new_desk("周明远（示例）")
    admit(office, round_id, other, ("keeper",))
    assert [line.author for line in other.quarantine.forks(round_id)] == ["贺兰（示例）"]
    before = county.folder
    county.close()  # the fixture closes it once more, which does no harm
    went_back = reopened(county, tmp_path / "back")
    register(went_back, round_id, "之后（示例）")
    carry(went_back, office, round_id)
    went_back.close()
    restored = DeskFolder(before).unlock(PASSPHRASE)
    preview = office.exchange.look(
        posted(restored, office, round_id, tmp_path / "restored.gdx", complete=True)
    )
    restored.close()
    assert preview.sender_behind == 1
    assert preview.old


def test_an_older_file_of_an_honest_sender_raises_no_alarm(new_desk: NewDesk, tmp_path: Path) -> None:
    office, county = new_desk("林岚（示例）"), new_desk("贺兰（示例）")
    round_id = make_round(office)
    admit(office, round_id, county, ("county",))
    register(county, round_id, "先写（示例）")
    older = posted(county, office, round_id, tmp_path / "older.gdx", complete=True)
    register(county, round_id, "后写（示例）")
    carry(county, office, round_id)
    preview = office.exchange.look(older)
    assert preview.old
    assert preview.sender_behind == 0


def test_a_missing_stretch_names_whom_to_ask(new_desk: NewDesk, tmp_path: Path) -> None:
    office, county, keeper = new_desk("林岚（示例）"), new_desk("贺兰（示例）"), new_desk("周明远（示例）")
    round_id = make_round(office)
    admit(office, round_id, county, ("county",))
    admit(office, round_id, keeper, ("keeper",))
    carry(office, county, round_id)
    office.close()
    earlier = tmp_path / "earlier"
    shutil.copytree(office.folder, earlier)
    office = DeskFolder(office.folder).unlock(PASSPHRASE)
    register(county, round_id, "第一家（示例）")
    carry(county, office, round_id)
    carry(county, keeper, round_id)
    carry(office, county, round_id)
    office.close()
    with_gap = DeskFolder(earlier).unlock(PASSPHRASE)
    register(county, round_id, "第二家（示例）")
    carry(county, with_gap, round_id)
    assert names(with_gap, round_id) == []
    (missing,) = with_gap.quarantine.missing(round_id)
    assert (missing.author, missing.first, missing.last, missing.ask) == ("贺兰（示例）", 1, 1, ())
    with_gap.close()
    ended = reopened(with_gap, tmp_path / "ended")
    person = next(line.fingerprint for line in county.rounds.participants(round_id) if line.me)
    ended.members.revoke(round_id, Revoke(fingerprint=person, reason="stolen", last=""))
    assert ended.quarantine.missing(round_id) == ()  # nobody is asked for what would not count
    assert {(line.state, line.reason) for line in ended.quarantine.waiting(round_id)} == {
        ("refused", "revoked")
    }
    ended.close()
    with_gap = DeskFolder(earlier).unlock(PASSPHRASE)
    held_back = posted(keeper, with_gap, round_id, tmp_path / "keeper.gdx", complete=True)
    with_gap.exchange.receive(held_back)
    assert with_gap.quarantine.missing(round_id) == ()
    assert names(with_gap, round_id) == ["第一家（示例）", "第二家（示例）"]
    with_gap.close()


def recorded(desk: Desk, round_id: str, application: str, position: str, text: str) -> None:
    department = desk.rounds.policy(round_id).departments[0].code
    opinion = Opinion(
        application=application,
        department=department,
        position=position,
        number=f"示例〔2026〕{text}号",
        date="2026-04-10",
        signer="高远（示例）",
        text=text,
    )
    desk.opinions.record(round_id, opinion)


def test_what_was_written_here_is_replaced_only_with_both_values_shown(
    new_desk: NewDesk, tmp_path: Path
) -> None:
    office, county = new_desk("林岚（示例）"), new_desk("贺兰（示例）")
    round_id = make_round(office)
    admit(office, round_id, county, ("county",))
    register(office, round_id, "青禾（示例）")
    application = office.applications.lines(round_id)[0].id
    recorded(office, round_id, application, "agree", "一")
    carry(office, county, round_id)
    recorded(county, round_id, application, "object", "二")
    path = posted(county, office, round_id, tmp_path / "changed.gdx")
    preview = office.exchange.look(path)
    (line,) = (line for line in preview.lines if line.kind == "opinion.recorded")
    assert line.group == "replace"
    assert "object" in line.change
    assert "agree" in line.before
    assert (preview.counts["replace"], preview.counts["conflict"]) == (1, 0)
    recorded(office, round_id, application, "conditional", "三")
    both = office.exchange.look(path)
    (line,) = (line for line in both.lines if line.kind == "opinion.recorded")
    assert line.group == "conflict"
    assert "object" in line.change
    assert "conditional" in line.before
