"""Asking departments on a real desk: a batch with its files, filled forms that come back, silence, contradictions."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from greendesk.adapters.papers.reply_form_layout import (
    ANSWER_COLUMN,
    COLUMNS,
    DATE,
    HEAD,
    NUMBER,
    POSITION,
    SHEET,
    SIGNER,
    TEXT,
)
from greendesk.desk import Desk
from greendesk.domain.moments import CHINA
from greendesk.queries import OpinionLine
from greendesk.use_cases.consultation import Ask, ReplyDayWrong, RequestIncomplete
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.replies import ReplyNotOurs, ReplyOutdated, ReplyWrong
from greendesk.use_cases.rounds import OpenRound
from tests.desks import an_application, make_desk, make_round, score_all, small_pdf
from ui.composition.rules import RESOURCES, read_policy

BEFORE_THE_HOLIDAY = "2026-09-28"


@dataclass(frozen=True, slots=True)
class StandingClock:
    """A clock that shows noon of one day."""

    day: date

    def now(self) -> int:
        return int(datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=CHINA).timestamp() * 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a department writes into one line of the form."""

    position: str = "同意"
    text: str = ""
    heads: Mapping[str, str] = field(default_factory=dict)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.fixture
def round_id(desk: Desk) -> str:
    return make_round(desk, ("county", "secretary", "leader", "expert"))


def today_is(desk: Desk, day: date) -> None:
    """Let the desk read its lists as on another day."""
    context: DeskContext = desk.consultation._context
    context.clock = StandingClock(day)


def ask_all(desk: Desk, round_id: str, *, on: str = BEFORE_THE_HOLIDAY, reply_by: str = "") -> None:
    plan = desk.consultation.plan(round_id)
    desk.consultation.request(
        round_id,
        Ask(
            departments=tuple(code for code, _, _ in plan.departments),
            applications=tuple(one.application for one in plan.applications),
            office="示例县工信局（示例）",
            number="示工信函〔2026〕12号",
            date=on,
            reply_by=reply_by,
            contact="林岚 010-00000000（示例）",
        ),
    )


def form_of(desk: Desk, round_id: str, department: str) -> bytes:
    """The form that went to a department with the latest batch."""
    letters = desk.consultation.letters(round_id)[0].letters
    files = next(one.files for one in letters if one.department == department)
    form = next(one for one in files if one.name.endswith(".xlsx"))
    return desk.blobs.open(form.sha256).read()


def filled(
    form: bytes, answers: Mapping[str, Answer], *, day: str = "2026-10-12", signer: str = "高远（示例）"
) -> bytes:
    """Fill a form as a department does in its office program: by application."""
    book = load_workbook(io.BytesIO(form))
    sheet = book[SHEET]
    marks = {str(cell.value): cell.row for cell in sheet["A"] if cell.value}
    for mark, words in ((NUMBER, "示环函〔2026〕7号"), (DATE, day), (SIGNER, signer)):
        sheet.cell(marks[mark], ANSWER_COLUMN).value = words or None
    columns = {str(cell.value): cell.column for cell in sheet[marks[COLUMNS]] if cell.value}
    for application, answer in answers.items():
        row = marks[application]
        sheet.cell(row, columns[POSITION]).value = answer.position or None
        sheet.cell(row, columns[TEXT]).value = answer.text or None
        for head, words in answer.heads.items():
            sheet.cell(row, columns[f"{HEAD}{head}"]).value = words
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def cell(desk: Desk, round_id: str, application: str, department: str) -> OpinionLine:
    rows = {name: opinions for name, _, opinions in desk.opinions.matrix(round_id)}
    return next(one for one in rows[application] if one.department == department)


def heads_of(desk: Desk, round_id: str, application: str) -> list[str]:
    return [one.code for one in desk.applications.detail(round_id, application).negative]


@pytest.mark.rule("S-01")
@pytest.mark.rule("N-13")
def test_a_batch_makes_letter_and_form_for_every_department(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    first = an_application(desk, round_id, tmp_path / "甲", "青禾水泥（示例）")
    second = an_application(desk, round_id, tmp_path / "乙", "北岭铜业（示例）")
    plan = desk.consultation.plan(round_id)
    codes = tuple(code for code, _, _ in plan.departments)
    assert (plan.position, plan.reply_working_days) == ("before_recommendation", 10)
    assert {one.application for one in plan.applications} == {first, second}
    assert all(one.due and one.unasked == codes for one in plan.applications)
    ask_all(desk, round_id)
    (batch,) = desk.consultation.letters(round_id)
    assert [letter.department for letter in batch.letters] == list(codes)
    for letter in batch.letters:
        assert [one.name.rpartition(".")[2] for one in letter.files] == ["docx", "pdf", "xlsx"]
        assert all(one.here and letter.department_name in one.name for one in letter.files)
        assert (letter.asked, letter.replied) == (2, 0)
    pdf = next(one for one in batch.letters[0].files if one.name.endswith(".pdf"))
    said = "".join(
        page.extract_text() for page in PdfReader(BytesIO(desk.blobs.open(pdf.sha256).read())).pages
    )
    for words in ("青禾水泥", "北岭铜业", "示工信函〔2026〕12号", batch.letters[0].department_name[:3]):
        assert words in said.replace("\n", "")
    assert not any(one.unasked for one in desk.consultation.plan(round_id).applications)
    asked = cell(desk, round_id, first, codes[0]).asked
    assert asked is not None
    assert (asked.number, asked.times) == ("示工信函〔2026〕12号", 1)


def test_a_request_names_departments_applications_and_the_office(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    code = desk.consultation.plan(round_id).departments[0][0]
    entries = desk.rounds.line(round_id).entries
    good = Ask(departments=(code,), applications=(application,), office="示例局", date="2026-04-01")
    for wrong, kind in (
        (replace(good, departments=()), RequestIncomplete),
        (replace(good, departments=(code, "nobody")), RequestIncomplete),
        (replace(good, applications=("none",)), RequestIncomplete),
        (replace(good, office="　"), RequestIncomplete),
        (replace(good, date="四月一日"), ReplyDayWrong),
        (replace(good, reply_by="2026-03-31"), ReplyDayWrong),
    ):
        with pytest.raises(kind):
            desk.consultation.request(round_id, wrong)
    assert desk.rounds.line(round_id).entries == entries


def test_the_term_for_replies_leaves_out_the_national_day_holiday_and_silence_is_overdue(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    code = desk.consultation.plan(round_id).departments[0][0]
    term = desk.consultation.term(round_id, date.fromisoformat(BEFORE_THE_HOLIDAY))
    assert term is not None
    assert term.last == date(2026, 10, 16)  # 1 to 7 October are off, Saturday the 10th is worked
    ask_all(desk, round_id)
    assert desk.consultation.letters(round_id)[0].reply_by == "2026-10-16"
    for day, left, late in (
        (date(2026, 9, 30), 8, False),
        (date(2026, 10, 7), 8, False),
        (date(2026, 10, 16), 0, False),
        (date(2026, 10, 18), 0, True),
        (date(2026, 10, 21), -3, True),
    ):
        today_is(desk, day)
        line = cell(desk, round_id, application, code)
        assert line.asked is not None
        assert (line.asked.days_left, line.asked.late, line.overdue) == (left, late, late)
        assert line.position == ""  # silence is never agreement
    (batch,) = desk.consultation.letters(round_id)
    assert (batch.days_left, batch.late) == (-3, True)
    assert len(batch.silent) == len(batch.letters)


@pytest.mark.rule("S-01")
def test_a_filled_form_is_looked_at_and_then_recorded_for_every_line(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    first = an_application(desk, round_id, tmp_path / "甲", "青禾水泥（示例）")
    second = an_application(desk, round_id, tmp_path / "乙", "北岭铜业（示例）")
    third = an_application(desk, round_id, tmp_path / "丙", "南川纸业（示例）")
    ask_all(desk, round_id)
    code = desk.consultation.plan(round_id).departments[1][0]
    form = form_of(desk, round_id, code)
    answers = {first: Answer(), second: Answer(position="有条件同意", text="完成整改后推荐（示例）。")}
    data = filled(form, answers)
    entries = desk.rounds.line(round_id).entries
    preview = desk.replies.look(round_id, "回函表.xlsx", data)
    assert preview.errors == ()
    assert preview.department == code
    assert {one.application: one.change for one in preview.lines} == {
        first: "new", second: "new", third: "empty",
    }  # fmt: skip
    assert desk.rounds.line(round_id).entries == entries
    assert desk.replies.accept(round_id, preview) == 2
    assert desk.rounds.line(round_id).entries == entries + 2
    agreed, conditional = (cell(desk, round_id, one, code) for one in (first, second))
    assert (agreed.position, agreed.date, agreed.signer) == ("agree", "2026-10-12", "高远（示例）")
    assert (conditional.position, conditional.text) == ("conditional", "完成整改后推荐（示例）。")
    assert agreed.letter is not None
    assert desk.blobs.open(agreed.letter.sha256).read() == data
    assert cell(desk, round_id, third, code).position == ""
    letter = next(one for one in desk.consultation.letters(round_id)[0].letters if one.department == code)
    assert (letter.asked, letter.replied, letter.silent) == (3, 2, True)
    again = desk.replies.look(round_id, "回函表.xlsx", data)
    assert {one.change for one in again.lines} == {"same", "empty"}
    assert desk.replies.accept(round_id, again) == 0
    corrected = filled(form, {**answers, first: Answer(position="不同意", text="未验收（示例）。")})
    changed = desk.replies.look(round_id, "更正.xlsx", corrected)
    (line,) = (one for one in changed.lines if one.change == "changes")
    assert (line.application, line.before, line.position) == (first, "agree", "object")
    desk.opinions.record(
        round_id, Opinion(application=first, department=code, position="object", text="另有原因（示例）。")
    )
    with pytest.raises(ReplyOutdated):
        desk.replies.accept(round_id, changed)
    assert cell(desk, round_id, first, code).text == "另有原因（示例）。"


def test_a_broken_form_names_every_cell_and_records_nothing(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    first = an_application(desk, round_id, tmp_path / "甲", "青禾水泥（示例）")
    second = an_application(desk, round_id, tmp_path / "乙", "北岭铜业（示例）")
    ask_all(desk, round_id)
    code = desk.consultation.plan(round_id).departments[0][0]
    head = heads_of(desk, round_id, first)[0]
    form = form_of(desk, round_id, code)
    data = filled(
        form,
        {
            first: Answer(position="大概同意", heads={head: "也许"}),
            second: Answer(position="不同意"),
        },
        day="十月",
        signer="",
    )
    entries = desk.rounds.line(round_id).entries
    preview = desk.replies.look(round_id, "回函表.xlsx", data)
    told = [(fault, given) for _, fault, given in preview.errors]
    assert sorted(told) == sorted(
        [("choice", "大概同意"), ("choice", "也许"), ("missing", ""), ("missing", ""), ("date", "十月")]
    )
    assert len({where for where, _, _ in preview.errors}) == len(told)
    with pytest.raises(ReplyWrong) as caught:
        desk.replies.accept(round_id, preview)
    assert caught.value.details["errors"] == len(told)
    blank = desk.replies.look(round_id, "回函表.xlsx", form)
    with pytest.raises(ReplyWrong):
        desk.replies.accept(round_id, blank)
    assert desk.rounds.line(round_id).entries == entries
    other = make_round(desk, ("county", "secretary"), "2027 年第一批（示例）")
    with pytest.raises(ReplyNotOurs):
        desk.replies.look(other, "回函表.xlsx", form)


def test_a_department_that_has_something_contradicts_a_clear_negative_list(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    heads = heads_of(desk, round_id, application)
    desk.applications.answer_negative(
        round_id,
        application,
        heads[1],
        answer="clear",
        department="示例局",
        proof=("证明.pdf", small_pdf("proof", 1)),
    )
    ask_all(desk, round_id)
    code = desk.consultation.plan(round_id).departments[0][0]
    answer = Answer(position="不同意", text="2025 年有处罚（示例）。", heads={heads[0]: "无", heads[1]: "有"})
    data = filled(form_of(desk, round_id, code), {application: answer})
    preview = desk.replies.look(round_id, "回函表.xlsx", data)
    assert preview.errors == ()
    assert [one.contradicts for one in preview.lines[0].heads] == [False, True]
    desk.replies.accept(round_id, preview)
    line = cell(desk, round_id, application, code)
    assert line.contradicted
    (against,) = (one for one in line.heads if one.contradicts)
    assert (against.head, against.listed, against.listed_by) == (heads[1], "clear", "林岚（示例）")
    listed = desk.applications.detail(round_id, application).negative
    assert next(one for one in listed if one.code == heads[1]).answer == "clear"  # never settled by itself


def test_the_summary_of_opinions_names_who_did_not_reply(desk: Desk, round_id: str, tmp_path: Path) -> None:
    with pytest.raises(RequestIncomplete):
        desk.opinions.make_summary(round_id, office="示例局（示例）", issued=date(2026, 10, 21))
    application = an_application(desk, round_id, tmp_path / "甲")
    ask_all(desk, round_id)
    first, second, *_ = desk.consultation.plan(round_id).departments
    desk.replies.accept(
        round_id,
        desk.replies.look(
            round_id, "回函表.xlsx", filled(form_of(desk, round_id, first[0]), {application: Answer()})
        ),
    )
    assert desk.opinions.summary_files(round_id) == ()
    today_is(desk, date(2026, 10, 30))
    late = cell(desk, round_id, application, second[0])
    assert late.overdue
    made = desk.opinions.make_summary(round_id, office="示例局（示例）", issued=date(2026, 10, 21))
    assert sorted(one.name.rpartition(".")[2] for one in made) == ["docx", "pdf", "xlsx"]
    assert set(desk.opinions.summary_files(round_id)) == set(made)
    pdf = next(one for one in made if one.name.endswith(".pdf"))
    said = "".join(
        page.extract_text() for page in PdfReader(BytesIO(desk.blobs.open(pdf.sha256).read())).pages
    )
    assert "未回复（逾期 3 个工作日）" in said.replace("\n", "")  # as of the day on the paper
    assert "示环函〔2026〕7号" in said.replace("\n", "")
    again = desk.opinions.make_summary(round_id, office="示例局（示例）", issued=date(2026, 10, 22))
    assert set(desk.opinions.summary_files(round_id)) == set(again)


@pytest.mark.rule("T-08")
def test_tibet_asks_after_the_experts_have_reviewed(desk: Desk, tmp_path: Path) -> None:
    policy = read_policy(RESOURCES / "policies" / "xizang-2024.yaml")
    round_id = desk.rounds.open(
        OpenRound(
            title="西藏 2026（示例）",
            year=2026,
            level="province",
            region="西藏自治区",
            policy=policy.text,
            checklists=policy.checklists,
            my_roles=("county", "secretary", "leader", "expert"),
        )
    )
    application = an_application(desk, round_id, tmp_path / "甲", category="supply_chain")
    plan = desk.consultation.plan(round_id)
    assert (plan.position, plan.reply_working_days, plan.article) == ("after_review", None, "第十三条")
    assert [one.due for one in plan.applications] == [False]
    assert desk.consultation.term(round_id, date(2026, 6, 1)) is None
    with pytest.raises(ReplyDayWrong):  # the text sets no term, so the office must
        ask_all(desk, round_id, on="2026-06-01")
    me = next(one.fingerprint for one in desk.rounds.participants(round_id) if one.me)
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    desk.reviews.submit(round_id, application)
    assert [one.due for one in desk.consultation.plan(round_id).applications] == [True]
    ask_all(desk, round_id, on="2026-06-01", reply_by="2026-06-12")
    assert desk.consultation.letters(round_id)[0].reply_by == "2026-06-12"
