"""What is asked for but not there is refused in words, never by a bare Python error."""

from dataclasses import replace
from pathlib import Path

import pytest

from greendesk.use_cases.applications import FileUnknown
from greendesk.use_cases.desk_context import RoundUnknown
from greendesk.use_cases.panel import Conclude, RecommendationUnknown
from greendesk.use_cases.quarantine import ConflictSettled
from greendesk.use_cases.standing import ApplicationUnknown
from tests.conftest import NewDesk
from tests.desks import an_application, make_round, score_all

NOBODY = "f" * 64


def test_rounds_and_applications_that_are_not_here(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    with pytest.raises(RoundUnknown):
        desk.applications.lines(NOBODY)
    with pytest.raises(RoundUnknown):
        desk.rounds.policy(NOBODY)
    round_id = make_round(desk)
    with pytest.raises(ApplicationUnknown):
        desk.applications.detail(round_id, "nobody")
    application = an_application(desk, round_id, tmp_path / "package")
    with pytest.raises(FileUnknown):
        desk.applications.file(round_id, application, 99)
    with pytest.raises(FileUnknown):
        desk.applications.assign_documents(round_id, application, {"application": [99]}, {})
    with pytest.raises(ConflictSettled):
        desk.quarantine.resolve(round_id, "application.registered", (application,), NOBODY)


def test_a_conclusion_ends_with_a_word_of_the_policy(new_desk: NewDesk, tmp_path: Path) -> None:
    desk = new_desk()
    round_id = make_round(desk, ("expert", "leader"))
    application = an_application(desk, round_id, tmp_path / "package")
    me = next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
    desk.reviews.assign(round_id, application, me)
    score_all(desk, round_id, application)
    desk.reviews.submit(round_id, application)
    command = Conclude(application=application, recommendation="强烈推荐", opinion="同意", explanations={})
    with pytest.raises(RecommendationUnknown):
        desk.panel.conclude(round_id, command)
    words = desk.panel.recommendations(round_id)[0]
    assert desk.panel.conclude(round_id, replace(command, recommendation=words))
