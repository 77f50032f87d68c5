"""Papers between the first review and the published list: filed with their records, exceptions on every one."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from greendesk.desk import Desk
from greendesk.queries import AttachmentLine
from greendesk.use_cases.publication import Letter, Notice, Objection
from greendesk.use_cases.road import Step
from tests.desks import admit, an_application, answer_everything, carry, make_desk, make_round, open_desks
from tests.unit.test_road import confirm, judged

LATE = date(2026, 5, 1)  # a day after the deadline of the sample policy
REASON = "示例道路中断"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.fixture
def round_id(desk: Desk) -> str:
    return make_round(desk, ("county", "secretary", "leader", "expert"))


def selected(desk: Desk, round_id: str, folder: Path) -> str:
    """An application that came late with a reason and stands where the list is fixed."""
    application = an_application(desk, round_id, folder)
    confirm(desk, round_id, application)
    answer_everything(desk, round_id, application)
    desk.eligibility.record_facts(
        round_id, application, "2026-04-01", {"legal_entity": "yes"}, {"legal_entity": "营业执照（示例）"}
    )
    desk.road.move(round_id, Step(application=application, on=LATE))
    desk.road.review_initially(
        round_id, application, recommended=True, opinion="同意推荐（示例）", office="示例县局", on=LATE
    )
    desk.road.move(round_id, Step(application=application, on=LATE, exceptions={"deadline": REASON}))
    judged(desk, round_id, application)
    desk.road.move(round_id, Step(application=application, on=date(2026, 6, 1)))
    desk.publication.set_quota(round_id, "factory", "赤霞市（示例）", 1, "示例省厅名额通知（示例）")
    return application


def printed(desk: Desk, files: Sequence[AttachmentLine]) -> str:
    """What the PDF among the files says, without line ends."""
    pdf = next(one for one in files if one.name.endswith(".pdf"))
    pages = PdfReader(BytesIO(desk.blobs.open(pdf.sha256).read())).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def test_every_record_on_the_way_has_its_papers_and_each_says_what_was_passed_by_exception(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    application = selected(desk, round_id, tmp_path / "甲")
    road, publication = desk.road, desk.publication
    first = printed(desk, road.initial_review_files(round_id, application))
    assert "同意推荐（示例）" in first
    assert "具有独立法人资格" in first

    assert publication.ranking_files(round_id, "factory") == ()
    publication.rank(round_id, "factory", (application,), (application,))
    ranking = printed(desk, publication.ranking_files(round_id, "factory"))
    assert "名额 1 个" in ranking

    june = date(2026, 6, 5)
    letter = Letter(
        title="关于推荐绿色工厂的函（示例）",
        to="示例省工业和信息化厅（示例）",
        office="示例市局",
        number="示例函〔2026〕1 号",
        on=june,
        text="现将推荐名单报上（示例）。",
        enclosures=("推荐汇总表（示例）",),
        applications=(application,),
    )
    publication.send_letter(round_id, letter)
    (sent,) = publication.letters(round_id)
    assert [one.name.rpartition(".")[2] for one in sent.files] == ["docx", "pdf"]

    road.move(round_id, Step(application=application, on=june))
    notice = Notice(
        title="公示名单（示例）",
        office="示例省厅",
        number="",
        on=june,
        text="现予公示（示例）。",
        applications=(application,),
        channels={"telephone": "010-00000000", "email": ""},
        term_explained="自公示次日起算（示例）",
    )
    publicity = publication.display(round_id, notice)
    objection = publication.object(
        round_id,
        Objection(
            publicity=publicity,
            application=application,
            person="周某（示例）",
            contact="010-00000000",
            real_name=True,
            on=june,
            text="排放数据存疑（示例）",
        ),
    )
    over = date(2026, 6, 15)
    publication.close_objection(
        round_id, publicity, objection, upheld=False, findings="不成立（示例）", office="示例省厅", on=over
    )
    (shown,) = publication.displays(round_id, over)
    display = printed(desk, shown.files)
    assert "010-00000000" in display
    assert "电子邮箱" not in display
    assert "自公示次日起算（示例）" in display
    decided = printed(desk, shown.objections[0].files)
    assert "异议不成立" in decided

    announced = Notice(
        title="公布名单（示例）",
        office="示例省厅",
        number="示例公告〔2026〕2 号",
        on=over,
        text="现予公布（示例）。",
        applications=(application,),
    )
    publication.announce(round_id, announced)
    (published,) = publication.published(round_id)
    desk.panel.summarise(round_id, office="示例省厅", issued=over)
    papers = [ranking, printed(desk, sent.files), display, decided, printed(desk, published.files)]
    papers.append(printed(desk, desk.panel.summary_files(round_id)))
    for paper in papers:  # cells of a table are narrow: their words are set in several lines
        assert REASON in paper
        assert "按期报送" in paper


def test_a_new_order_takes_the_place_of_the_papers_before(desk: Desk, round_id: str, tmp_path: Path) -> None:
    application = selected(desk, round_id, tmp_path / "甲")
    desk.publication.rank(round_id, "factory", (application,), ())
    before = desk.publication.ranking_files(round_id, "factory")
    desk.publication.rank(round_id, "factory", (application,), (application,))
    after = desk.publication.ranking_files(round_id, "factory")
    assert len(before) == len(after) > 0
    assert not {one.sha256 for one in before} & {one.sha256 for one in after}


def test_who_may_not_see_scores_gets_no_paper_of_the_order(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("厅（示例）", "专家（示例）")) as (office, expert):
        round_id = make_round(office, ("county", "secretary", "leader", "expert"))
        admit(office, round_id, expert)
        application = selected(office, round_id, tmp_path / "甲")
        office.publication.rank(round_id, "factory", (application,), (application,))
        carry(office, expert, round_id)
        assert office.publication.ranking_files(round_id, "factory")
        (line,) = expert.publication.board(round_id, "factory")
        assert (line.chosen, line.score) == (False, None)  # the order itself stays with the office
        assert expert.publication.ranking_files(round_id, "factory") == ()
