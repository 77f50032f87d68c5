"""The road of an application on a real desk: what is missing, whose turn, exceptions, and the published list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from greendesk.desk import Desk
from greendesk.domain.road import Move, RoadEnded
from greendesk.use_cases.applications import UnitData
from greendesk.use_cases.opinions import Opinion
from greendesk.use_cases.publication import (
    NobodyChosen,
    NotAtThisStage,
    Notice,
    Objection,
    QuotaExceeded,
)
from greendesk.use_cases.road import NoExceptionAllowed, NotYet, NotYourTurn, ReasonMissing, Step
from tests.damage import store_in
from tests.desks import (
    admit,
    an_application,
    answer_everything,
    carry,
    conclude,
    credit_code,
    make_desk,
    make_round,
    open_desks,
    score_all,
)

SPRING = date(2026, 4, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = make_desk(tmp_path / "desk")
    yield desk
    desk.close()


@pytest.fixture
def round_id(desk: Desk) -> str:
    return make_round(desk, ("county", "secretary", "leader", "expert"))


def ready_for_experts(desk: Desk, round_id: str, folder: Path, name: str = "青禾水泥（示例）") -> str:
    """An application that stands before the experts, with everything before it done."""
    application = an_application(desk, round_id, folder, name)
    confirm(desk, round_id, application)
    answer_everything(desk, round_id, application)
    desk.eligibility.record_facts(
        round_id, application, "2026-04-01", {"legal_entity": "yes"}, {"legal_entity": "营业执照（示例）"}
    )
    desk.road.move(round_id, Step(application=application, on=SPRING))
    desk.road.review_initially(
        round_id, application, recommended=True, opinion="同意推荐（示例）", office="示例县局", on=SPRING
    )
    desk.road.move(round_id, Step(application=application, on=SPRING))
    return application


def confirm(desk: Desk, round_id: str, application: str) -> None:
    documents = desk.applications.detail(round_id, application).documents
    desk.applications.assign_documents(
        round_id, application, {one.code: one.files for one in documents if one.files}, {}
    )


def judged(desk: Desk, round_id: str, application: str) -> None:
    """The one expert scores and the panel concludes."""
    me = next(one.fingerprint for one in desk.rounds.participants(round_id) if one.me)
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    desk.reviews.submit(round_id, application)
    conclude(desk, round_id, application)


def open_guards(desk: Desk, round_id: str, application: str, on: date = SPRING) -> dict[str, str]:
    guards = desk.road.of(round_id, application, on).guards
    return {line.what: line.state for line in guards if line.state != "holds"}


def test_a_new_application_says_what_is_missing_and_whose_turn_it_is(desk: Desk, round_id: str) -> None:
    data = UnitData(
        unit="瑞雪乳业（示例）",
        credit_code=credit_code(1),
        category="factory",
        region="青禾县",
        industry="乳品",
    )
    application = desk.applications.register(round_id, data)
    road = desk.road.of(round_id, application, SPRING)
    assert (road.here, road.next_title, road.ready) == ("apply", "县区初审", False)
    assert [(line.what, line.state, line.turn) for line in road.guards] == [
        ("package", "open", "county"),
        ("documents", "open", "county"),
    ]
    with pytest.raises(NotYet) as caught:
        desk.road.move(round_id, Step(application=application, on=SPRING))
    assert caught.value.details["article"] == "示例通知 附件1"


def test_guards_open_one_by_one_until_the_experts(desk: Desk, round_id: str, tmp_path: Path) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    assert set(open_guards(desk, round_id, application)) == {"documents"}  # nobody has looked yet
    confirm(desk, round_id, application)
    assert desk.road.move(round_id, Step(application=application, on=SPRING)) == "county-review"
    assert set(open_guards(desk, round_id, application)) == {
        "negative_list",
        "negative_proofs",
        "eligibility:legal-entity",
        "opinions_in",
        "initial_review",
    }
    answer_everything(desk, round_id, application)
    assert set(open_guards(desk, round_id, application)) == {"eligibility:legal-entity", "initial_review"}
    desk.eligibility.record_facts(
        round_id, application, "2026-04-01", {"legal_entity": "no"}, {"legal_entity": "营业执照（示例）"}
    )
    assert open_guards(desk, round_id, application)["eligibility:legal-entity"] == "fails"
    with pytest.raises(NoExceptionAllowed):
        desk.road.move(
            round_id,
            Step(
                application=application,
                on=SPRING,
                exceptions={"eligibility:legal-entity": "情况特殊（示例）"},
            ),
        )


def test_a_file_that_comes_late_passes_only_with_the_reason_the_text_allows_and_stays_visible(
    desk: Desk, round_id: str, tmp_path: Path
) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    confirm(desk, round_id, application)
    answer_everything(desk, round_id, application)
    desk.eligibility.record_facts(
        round_id, application, "2026-04-01", {"legal_entity": "yes"}, {"legal_entity": "营业执照（示例）"}
    )
    desk.road.move(round_id, Step(application=application, on=SPRING))
    desk.road.review_initially(
        round_id, application, recommended=True, opinion="同意（示例）", office="示例县局", on=SPRING
    )
    last, late = date(2026, 4, 30), date(2026, 5, 1)
    assert open_guards(desk, round_id, application, last) == {}
    assert open_guards(desk, round_id, application, late) == {"deadline": "fails"}
    with pytest.raises(NotYet):
        desk.road.move(round_id, Step(application=application, on=late))
    with pytest.raises(ReasonMissing):
        desk.road.move(round_id, Step(application=application, on=late, exceptions={"deadline": " "}))
    step = Step(application=application, on=late, exceptions={"deadline": "道路中断（示例）"})
    assert desk.road.move(round_id, step) == "expert-review"
    (override,) = desk.road.overrides(round_id, application)
    assert (override.what, override.reason, override.allowed_by) == (
        "deadline",
        "道路中断（示例）",
        "逾期报送的注明逾期",
    )
    assert desk.road.of(round_id, application, late).overrides == (override,)


@pytest.mark.rule("S-01", "N-13", "T-08")
def test_an_objecting_department_stops_the_application(desk: Desk, round_id: str, tmp_path: Path) -> None:
    application = an_application(desk, round_id, tmp_path / "甲")
    answer_everything(desk, round_id, application)
    confirm(desk, round_id, application)
    desk.road.move(round_id, Step(application=application, on=SPRING))
    objection = Opinion(
        application=application, department="ecology", position="object", text="有处罚（示例）"
    )
    desk.opinions.record(round_id, objection)
    line = next(
        one for one in desk.road.of(round_id, application, SPRING).guards if one.what == "no_objection"
    )
    assert (line.state, line.reasons, line.override) == ("fails", ("生态环境局",), "可说明理由后报送")


def test_back_and_ended_and_opened_again(desk: Desk, round_id: str, tmp_path: Path) -> None:
    application = ready_for_experts(desk, round_id, tmp_path / "甲")
    with pytest.raises(ReasonMissing):
        desk.road.move(round_id, Step(application=application, move=Move.SEND_BACK, on=SPRING))
    back = Step(
        application=application, move=Move.SEND_BACK, on=SPRING, reason="补正（示例）", to_stage="apply"
    )
    assert desk.road.move(round_id, back) == "apply"
    road = desk.road.of(round_id, application, SPRING)
    assert road.sent_back
    assert road.reason == "补正（示例）"
    gone = Step(application=application, move=Move.WITHDRAW, on=SPRING, reason="单位撤回（示例）")
    desk.road.move(round_id, gone)
    assert desk.road.of(round_id, application, SPRING).ended == "withdraw"
    with pytest.raises(RoadEnded):
        desk.road.move(round_id, Step(application=application, on=SPRING))
    again = Step(application=application, move=Move.REOPEN, on=SPRING, reason="恢复申报（示例）")
    assert desk.road.move(round_id, again) == "apply"
    moves = desk.road.of(round_id, application, SPRING).moves
    assert [one.move for one in moves] == ["reopen", "withdraw", "send_back", "advance", "advance"]


@pytest.mark.rule("M-05", "N-15", "T-09")
def test_from_the_panel_to_the_published_list(desk: Desk, round_id: str, tmp_path: Path) -> None:
    first = ready_for_experts(desk, round_id, tmp_path / "甲", "甲厂（示例）")
    second = ready_for_experts(desk, round_id, tmp_path / "乙", "乙厂（示例）")
    for application in (first, second):
        judged(desk, round_id, application)
        desk.road.move(round_id, Step(application=application, on=date(2026, 6, 1)))
    june = date(2026, 6, 2)
    assert open_guards(desk, round_id, first, june) == {"quota": "open", "selected": "open"}
    desk.publication.set_quota(round_id, "factory", "赤霞市（示例）", 1, "示例省厅名额通知（示例）")
    with pytest.raises(QuotaExceeded) as caught:
        desk.publication.rank(round_id, "factory", (second, first), (second, first))
    assert caught.value.details["article"] == "示例通知 第六条"
    desk.publication.rank(round_id, "factory", (second, first), (second,))
    board = desk.publication.board(round_id, "factory")
    assert [(one.application, one.place, one.chosen) for one in board] == [
        (second, 1, True),
        (first, 2, False),
    ]
    assert open_guards(desk, round_id, second, june) == {}
    desk.road.move(round_id, Step(application=second, on=june))
    with pytest.raises(NotAtThisStage):
        desk.publication.display(round_id, notice(june, first))
    # 2026-06-05 is a Friday: the days count from the 8th, and the Dragon Boat holiday comes later
    publicity = desk.publication.display(round_id, notice(date(2026, 6, 5), second))
    (shown,) = desk.publication.displays(round_id, date(2026, 6, 8))
    assert (shown.last, shown.over, shown.provisional) == (date(2026, 6, 12), False, False)
    objection = desk.publication.object(
        round_id,
        Objection(
            publicity=publicity,
            application=second,
            person="周某（示例）",
            contact="010-00000000",
            real_name=True,
            on=date(2026, 6, 9),
            text="排放数据存疑（示例）",
        ),
    )
    over = date(2026, 6, 15)
    assert open_guards(desk, round_id, second, over) == {"objections_handled": "open", "announced": "open"}
    with pytest.raises(NotYet):
        desk.publication.announce(round_id, notice(over, second))
    desk.publication.close_objection(
        round_id,
        publicity,
        objection,
        upheld=False,
        findings="经核实不成立（示例）",
        office="示例省厅",
        on=over,
    )
    desk.publication.announce(round_id, notice(over, second))
    road = desk.road.of(round_id, second, over)
    assert (road.here, road.next_title, road.ready) == ("listed", "", False)
    assert desk.publication.published(round_id)[0].applications == (second,)


@pytest.mark.rule("N-15", "T-09")
def test_an_upheld_objection_keeps_it_from_the_list(desk: Desk, round_id: str, tmp_path: Path) -> None:
    application = ready_for_experts(desk, round_id, tmp_path / "甲")
    judged(desk, round_id, application)
    day = date(2026, 6, 5)
    desk.road.move(round_id, Step(application=application, on=day))
    desk.publication.set_quota(round_id, "factory", "*", None, "未下达名额（示例）")
    desk.publication.rank(round_id, "factory", (application,), (application,))
    desk.road.move(round_id, Step(application=application, on=day))
    publicity = desk.publication.display(round_id, notice(day, application))
    objection = desk.publication.object(
        round_id,
        Objection(
            publicity=publicity,
            application=application,
            person="周某（示例）",
            contact="",
            real_name=False,
            on=day,
            text="数据虚假（示例）",
        ),
    )
    desk.publication.close_objection(
        round_id, publicity, objection, upheld=True, findings="属实（示例）", office="示例省厅", on=day
    )
    with pytest.raises(NotYet):
        desk.publication.announce(round_id, notice(date(2026, 7, 1), application))
    reject = Step(application=application, move=Move.REJECT, on=day, reason="异议成立（示例）")
    desk.road.move(round_id, reject)
    assert desk.road.of(round_id, application, day).ended == "reject"


def test_a_notice_about_nobody_is_refused(desk: Desk, round_id: str) -> None:
    with pytest.raises(NobodyChosen):
        desk.publication.display(round_id, notice(SPRING))


def test_only_the_roles_of_a_stage_move_it_on_and_the_place_travels(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("厅（示例）", "县（示例）")) as (office, county):
        round_id = make_round(office, ("secretary", "leader"))
        admit(office, round_id, county, ("county",))
        application = ready_for_experts(county, round_id, tmp_path / "甲")
        with pytest.raises(NotYourTurn):
            county.road.move(
                round_id,
                Step(application=application, move=Move.SEND_BACK, on=SPRING, reason="要退（示例）"),
            )
        carry(county, office, round_id)
        road = office.road.of(round_id, application, SPRING)
        assert (road.here, road.may_move) == ("expert-review", True)
        assert road.moves[0].by == "县（示例）"


def test_a_recused_experts_file_lacks_the_order_and_the_display_that_name_the_case(tmp_path: Path) -> None:
    with open_desks(tmp_path, ("厅（示例）", "专家（示例）")) as (office, expert):
        round_id = make_round(office, ("county", "secretary", "leader", "expert"))
        reader = admit(office, round_id, expert)
        application = ready_for_experts(office, round_id, tmp_path / "甲")
        office.reviews.assign(round_id, application, reader)
        carry(office, expert, round_id)
        expert.reviews.declare(round_id, application, conflict=True, grounds=("employment",))
        carry(expert, office, round_id)
        judged(office, round_id, application)
        day = date(2026, 6, 5)
        office.road.move(round_id, Step(application=application, on=day))
        office.publication.set_quota(round_id, "factory", "*", None, "未下达名额（示例）")
        office.publication.rank(round_id, "factory", (application,), (application,))
        office.road.move(round_id, Step(application=application, on=day))
        office.publication.display(round_id, notice(day, application))
        carry(office, expert, round_id)
        assert expert.publication.displays(round_id, day) == ()
        store = store_in(expert.folder)
        withheld = [line for line in expert.quarantine.waiting(round_id) if line.state == "withheld"]
        assert withheld
        texts = {store.open(sha).read() for sha in store.all()}
        papers = [file.sha256 for file in office.publication.displays(round_id, day)[0].files]
        assert papers
        assert not any(office.blobs.open(one).read() in texts for one in papers)


def notice(on: date, *applications: str) -> Notice:
    return Notice(
        title="关于拟推荐名单的公示（示例）",
        office="示例省工业和信息化厅（示例）",
        number="",
        on=on,
        text="现予公示（示例）。",
        applications=applications,
        channels={"telephone": "010-00000000"},
    )
