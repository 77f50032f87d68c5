"""The exchange screen with real desks and real files: look, receive, join, send, settle."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from greendesk.desk import Desk
from greendesk.ledger.kinds import KINDS
from greendesk.queries import ForkLine, MissingLine
from greendesk.use_cases.opinions import Opinion
from tests.conftest import NewDesk
from tests.desks import admit, an_application, carry, make_round, score_all
from tests.gui.accessibility import assert_accessible
from tests.gui.screens import WAIT, Screens, drop, words
from ui.views.exchange import ExchangeView
from ui.views.exchange.hand_out import HandOutSheet
from ui.views.exchange.join import ApproveSheet, AskSheet, RequestSheet
from ui.views.exchange.person import PersonSheet
from ui.widgets import exchange_words
from ui.widgets.exchange_fork import ForkCard
from ui.widgets.exchange_words import file_name
from ui.widgets.kit import Kit


@pytest.fixture
def screens(kit: Kit, qtbot: QtBot, new_desk: NewDesk) -> Iterator[Screens]:
    opened = Screens(kit, qtbot.addWidget)
    yield opened
    opened.close()


def look(qtbot: QtBot, view: ExchangeView, path: Path) -> None:
    view.open_with(path)
    qtbot.waitUntil(lambda: view.receive.preview is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: "文件完整，未被改动" in words(view.receive.pane), timeout=WAIT)


def state(desk: Desk) -> object:
    return [
        (line, desk.applications.lines(line.id), desk.quarantine.waiting(line.id))
        for line in desk.rounds.lines()
    ]


def review(organiser: Desk, expert: Desk, round_id: str, folder: Path) -> tuple[str, Path]:
    """One expert's submitted review in a file for the organiser; returns the application and the file."""
    fingerprint = admit(organiser, round_id, expert)
    application = an_application(organiser, round_id, folder / "package")
    organiser.reviews.assign(round_id, application, fingerprint)
    carry(organiser, expert, round_id)
    score_all(expert, round_id, application)
    expert.reviews.submit(round_id, application)
    path = folder / "评审.gdx"
    to = [line.fingerprint for line in expert.rounds.participants(round_id) if not line.me]
    expert.exchange.send(round_id, path, to)
    return application, path


def test_a_file_is_previewed_changes_nothing_and_is_then_received(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    application, path = review(secretary, expert, round_id, tmp_path)
    view = screens.open(ExchangeView, secretary, round_id)
    before = state(secretary)
    look(qtbot, view, path)
    assert state(secretary) == before
    pane = view.receive.pane
    shown = words(pane)
    for part in (
        "周明远（示例）",
        "林岚（示例）",
        "文件完整，未被改动",
        "记录链连续",
        "接收前不会改动任何数据",
    ):
        assert part in shown
    spoken = [cell.whole_text for row in pane.table.rows_model.rows for cell in row]
    assert any(text.startswith("将写入 3 条") for text in spoken)
    assert "青禾水泥（示例），专家评审" in spoken
    assert "无需回避" in spoken
    assert pane.accept.text() == "接收 3 条"
    assert_accessible(view)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(pane.accept, Qt.MouseButton.LeftButton)
    assert secretary.applications.detail(round_id, application).assignments[0].review == "submitted"
    assert secretary.panel.ranking(round_id)[0].score is not None
    qtbot.waitUntil(lambda: view.receive.preview is None, timeout=WAIT)
    view.open_with(path)
    qtbot.waitUntil(lambda: view.receive.preview is not None, timeout=WAIT)
    qtbot.waitUntil(lambda: pane.accept.text() == "记为已收", timeout=WAIT)
    assert "没有新内容" in words(pane)


def test_a_file_can_be_put_aside_without_a_trace(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    _, path = review(secretary, expert, round_id, tmp_path)
    view = screens.open(ExchangeView, secretary, round_id)
    before = state(secretary)
    look(qtbot, view, path)
    qtbot.mouseClick(view.receive.pane.decline, Qt.MouseButton.LeftButton)
    assert view.receive.preview is None
    look(qtbot, view, path)
    qtbot.keyClick(view.receive.pane.accept, Qt.Key.Key_Escape)
    assert view.receive.preview is None
    assert view.receive.choosing.isVisible()
    assert state(secretary) == before


def test_a_damaged_file_is_refused_in_three_lines(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary = new_desk("林岚（示例）")
    round_id = make_round(secretary)
    path = tmp_path / "坏文件.gdx"
    path.write_bytes(b"PK\x03\x04 not a bag")
    view = screens.open(ExchangeView, secretary, round_id)
    assert drop(view.receive, path)
    qtbot.waitUntil(view.receive.failure.isVisible, timeout=WAIT)
    shown = words(view.receive.failure)
    assert "交换文件不完整" in shown
    assert len(shown.splitlines()) == 4
    assert "GD-" in shown.splitlines()[-1]
    assert view.receive.choose_button.isEnabled()
    path.write_bytes(b"%PDF-1.7")
    view.open_with(path)
    qtbot.waitUntil(lambda: "“坏文件.gdx”不是交换文件" in words(view.receive.failure), timeout=WAIT)


def test_a_desk_joins_by_files_that_two_screens_write_and_read(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    theirs = screens.open(ExchangeView, expert, "")
    theirs.open_with("people")
    qtbot.waitUntil(lambda: isinstance(theirs.participants.sheet, AskSheet), timeout=WAIT)
    ask = theirs.participants.sheet
    assert isinstance(ask, AskSheet)
    asked = tmp_path / "加入申请.gdx"
    ask.path.field.setText(str(asked))
    with qtbot.waitSignal(theirs.said, timeout=WAIT):
        qtbot.mouseClick(ask.write_button, Qt.MouseButton.LeftButton)
    assert set(expert.exchange.my_words().split()) <= set(words(ask).split())
    ours = screens.open(ExchangeView, secretary, round_id)
    ours.open_with(asked)  # a request that is dropped where files are received leads to the sheet
    qtbot.waitUntil(lambda: isinstance(ours.participants.sheet, ApproveSheet), timeout=WAIT)
    sheet = ours.participants.sheet
    assert isinstance(sheet, ApproveSheet)
    assert set(expert.exchange.my_words().split()) <= set(words(sheet).split())
    assert sheet.ticks.roles() == ("expert",)
    sheet.compared.setChecked(True)
    sheet.ticks.boxes["leader"].setChecked(True)
    assert_accessible(ours)
    with qtbot.waitSignal(ours.recorded, timeout=WAIT):
        qtbot.mouseClick(sheet.approve_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(ours.participants.sheet, HandOutSheet), timeout=WAIT)
    out = ours.participants.sheet
    assert isinstance(out, HandOutSheet)
    out.folder.field.setText(str(tmp_path))
    ((_, answer),) = out.targets()
    with qtbot.waitSignal(ours.said, timeout=WAIT):
        qtbot.mouseClick(out.write_button, Qt.MouseButton.LeftButton)
    assert answer.exists()
    look(qtbot, theirs, answer)
    assert expert.rounds.lines() == ()
    with qtbot.waitSignal(theirs.went, timeout=WAIT) as gone:
        qtbot.mouseClick(theirs.receive.pane.accept, Qt.MouseButton.LeftButton)
    assert gone.args == ["home", round_id]
    assert expert.rounds.line(round_id).my_roles == ("expert", "leader")


def test_a_participant_is_given_other_roles(qtbot: QtBot, screens: Screens, new_desk: NewDesk) -> None:
    secretary, expert = new_desk("林岚（示例）"), new_desk("周明远（示例）")
    round_id = make_round(secretary)
    fingerprint = admit(secretary, round_id, expert)
    view = screens.open(ExchangeView, secretary, round_id)
    view.open_with("people")
    qtbot.waitUntil(lambda: view.participants.table.rows_model.rowCount() == 2, timeout=WAIT)
    view.participants.table.choose(fingerprint)
    view.participants.start_approval()
    assert isinstance(view.participants.sheet, RequestSheet)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: view.participants.table.chosen_key() is not None, timeout=WAIT)
    view.participants.table.choose(fingerprint)
    sheet = view.participants.sheet
    assert isinstance(sheet, PersonSheet)
    assert not sheet.save_button.isEnabled()
    sheet.ticks.boxes["leader"].setChecked(True)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(sheet.save_button, Qt.MouseButton.LeftButton)
    people = {person.fingerprint: person.roles for person in secretary.rounds.participants(round_id)}
    assert people[fingerprint] == ("expert", "leader")


def test_sending_says_what_goes_and_never_drops_the_encryption_silently(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, one, two = new_desk("林岚（示例）"), new_desk("周明远（示例）"), new_desk("沈若谷（示例）")
    round_id = make_round(secretary)
    first, second = (admit(secretary, round_id, desk) for desk in (one, two))
    application = an_application(secretary, round_id, tmp_path / "package")
    for expert in (first, second):
        secretary.reviews.assign(round_id, application, expert)
    carry(secretary, one, round_id)
    score_all(one, round_id, application)
    one.reviews.submit(round_id, application)
    carry(one, secretary, round_id)
    view = screens.open(ExchangeView, secretary, round_id)
    view.open_with("send")
    page = view.send
    qtbot.waitUntil(lambda: set(page.boxes) == {first, second}, timeout=WAIT)
    assert not page.send_button.isEnabled()
    assert list(page.boxes.values())[-1].nextInFocusChain() is page.encrypt  # Tab goes as it is read
    page.boxes[second].setChecked(True)
    qtbot.waitUntil(lambda: "按方案不发送他人评分" in words(page.plan_box), timeout=WAIT)
    assert "材料包 1 条" in words(page.plan_box)
    assert page.path.field.text().endswith(".gdx")
    assert page.send_button.isEnabled()
    page.encrypt.setChecked(False)
    assert page.warning.isVisible()
    assert not page.send_button.isEnabled()
    page.encrypt.setChecked(True)
    assert not page.warning.isVisible()
    target = tmp_path / "给沈若谷"
    page.path.field.setText(str(target))
    assert_accessible(view)
    qtbot.mouseClick(page.send_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT)
    written = target.with_suffix(".gdx")
    assert str(written) in words(page.result)
    assert "只发编号，不发内容" in words(page.result)
    assert two.exchange.receive(written).counts["withheld"] > 0
    assert two.applications.lines(round_id)[0].reviews_in == 0


def test_two_values_stand_side_by_side_until_one_is_chosen(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, county = new_desk("林岚（示例）"), new_desk("贺兰（示例）", "示例县工信局（示例）")
    round_id = make_round(secretary)
    admit(secretary, round_id, county, ("county",))
    application = an_application(secretary, round_id, tmp_path / "package")
    carry(secretary, county, round_id)
    department = secretary.opinions.departments(round_id)[0][0]
    for desk, position in ((secretary, "agree"), (county, "object")):
        opinion = Opinion(
            application=application,
            department=department,
            position=position,
            number="示例〔2026〕3 号",
            date="2026-04-10",
            signer="高远（示例）",
            text="见附件（示例）",
        )
        desk.opinions.record(round_id, opinion)
    carry(county, secretary, round_id)
    view = screens.open(ExchangeView, secretary, round_id)
    view.open_with("conflicts")
    page = view.conflicts
    qtbot.waitUntil(lambda: len(page.buttons) == 2, timeout=WAIT)
    qtbot.waitUntil(lambda: "林岚（示例）" in words(page), timeout=WAIT)
    assert "贺兰（示例）" in words(page)
    assert_accessible(view)
    qtbot.waitUntil(lambda: view.chips[3].text() == "冲突 1", timeout=WAIT)
    with qtbot.waitSignal(view.recorded, timeout=WAIT):
        qtbot.mouseClick(page.buttons[1], Qt.MouseButton.LeftButton)
    assert secretary.quarantine.conflicts(round_id) == ()
    qtbot.waitUntil(lambda: view.chips[3].text() == "冲突 0", timeout=WAIT)


def test_what_does_not_count_is_listed_with_its_reason(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    secretary, one, two = new_desk("林岚（示例）"), new_desk("周明远（示例）"), new_desk("沈若谷（示例）")
    round_id = make_round(secretary)
    for desk in (one, two):
        admit(secretary, round_id, desk)
    application = an_application(secretary, round_id, tmp_path / "package")
    for line in secretary.reviews.experts(round_id):
        if "expert" in line.roles:
            secretary.reviews.assign(round_id, application, line.fingerprint)
    carry(secretary, one, round_id)
    score_all(one, round_id, application)
    one.reviews.submit(round_id, application)
    carry(one, secretary, round_id)
    carry(secretary, two, round_id)
    view = screens.open(ExchangeView, two, round_id)
    view.open_with("quarantine")
    qtbot.waitUntil(lambda: view.quarantine.table.rows_model.rowCount() > 0, timeout=WAIT)
    spoken = [cell.whole_text for row in view.quarantine.table.rows_model.rows for cell in row]
    assert "发件人按规则没有附上内容" in spoken
    assert "未随附" in spoken


def test_every_kind_of_record_has_words() -> None:
    assert set(exchange_words.KINDS) == set(KINDS)


def test_a_gap_is_asked_for_and_branches_lead_to_the_person(
    qtbot: QtBot, screens: Screens, new_desk: NewDesk, tmp_path: Path
) -> None:
    office, county = new_desk("林岚（示例）"), new_desk("贺兰（示例）")
    round_id = make_round(office)
    fingerprint = admit(office, round_id, county, ("county",))
    view = screens.open(ExchangeView, office, round_id)
    page = view.quarantine
    view.open_with("quarantine")
    qtbot.waitUntil(lambda: bool(page.note.text()), timeout=WAIT)  # it was read
    fork = ForkLine(author="贺兰（示例）", shared=1, ends=(3, 2), fingerprint=fingerprint)
    page._fill(((), (), (fork,), True))
    qtbot.waitUntil(lambda: "到第 1 条为止相同" in words(page), timeout=WAIT)
    card = page.alarms.itemAt(0).widget()
    assert isinstance(card, ForkCard)
    assert card.height() < page.height() // 2  # it stands at the top and is not pulled apart
    assert not page.ask_button.isVisible()
    card.asked_for_person.emit(fingerprint)
    qtbot.waitUntil(lambda: isinstance(view.participants.sheet, PersonSheet), timeout=WAIT)
    qtbot.waitUntil(lambda: view.participants.table.chosen_key() == fingerprint, timeout=WAIT)
    page.note.clear()
    view.open_with("quarantine")
    qtbot.waitUntil(lambda: bool(page.note.text()), timeout=WAIT)
    gap = MissingLine(author="贺兰（示例）", first=14, last=14, ask=("周明远（示例）",))
    page._fill(((), (gap,), (), True))
    spoken = [cell.whole_text for row in page.table.rows_model.rows for cell in row]
    assert "贺兰（示例）的第 14 条记录缺失，请向本人或周明远（示例）索取。" in spoken
    qtbot.waitUntil(page.ask_button.isVisible, timeout=WAIT)
    with qtbot.waitSignal(view.went, timeout=WAIT) as gone:
        qtbot.mouseClick(page.ask_button, Qt.MouseButton.LeftButton)
    assert gone.args == ["exchange", "send"]


def test_file_names_are_safe_everywhere() -> None:
    assert (
        file_name("批次文件", "2026 年/第一批（示例）", "给", "周明远（示例）")
        == "批次文件-2026-年-第一批-示例-给-周明远-示例"
    )
    assert file_name("a:b*c?", "") == "a-b-c"
