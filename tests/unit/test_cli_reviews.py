"""What a review refuses before anything of it is saved."""

from pathlib import Path

import pytest

from greendesk.domain.assessment import Finding
from greendesk.domain.checklist import ItemUnknown
from greendesk.use_cases.review_bench import ChecklistNotForScoring
from greendesk.use_cases.reviews import ReasonMissing, ScoreItem
from tests.conftest import NewDesk
from tests.desks import an_application, make_round, score_all


def test_a_change_that_does_not_fit_leaves_the_draft_as_it_was(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    round_id = make_round(desk, ("secretary", "leader", "expert"))
    application = an_application(desk, round_id, tmp_path / "材料")
    me = desk.rounds.participants(round_id)[0].fingerprint
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    before = desk.reviews.bench(round_id, application)
    with pytest.raises(ItemUnknown):
        desk.reviews.score(round_id, application, ScoreItem(finding=Finding(item="none"), label="none"))
    with pytest.raises(ChecklistNotForScoring):
        desk.reviews.choose_checklist(round_id, application, "none")
    assert desk.reviews.bench(round_id, application) == before
    desk.reviews.submit(round_id, application)
    with pytest.raises(ReasonMissing):
        desk.reviews.hand_back(round_id, application, me, " ")
    assert desk.reviews.bench(round_id, application).locked
