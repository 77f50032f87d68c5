"""Sealed reviews in any order of files: nobody but its author holds a closed review, and all end alike."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greendesk.desk import Desk
from tests.desks import admit, an_application, carry, open_desks, score_all
from tests.sealed_rounds import held_scores, make_sealed_round, stored_files

EXAMPLES = 3
EXPERTS = 3
NUMBERS = itertools.count(1)
SHARES = ("0.9", "0.6", "0.4")
Step = tuple[str, int, int]


@dataclass(frozen=True)
class Panel:
    """A secretary's desk and three experts' desks, the same for all examples; each example is an application."""

    secretary: Desk
    experts: Sequence[Desk]
    names: Sequence[str]
    round_id: str
    folder: Path

    @property
    def desks(self) -> tuple[Desk, ...]:
        return (self.secretary, *self.experts)


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Panel]:
    folder = tmp_path_factory.mktemp("sealed")
    names = ("林岚（示例）", "周明远（示例）", "沈若谷（示例）", "顾行之（示例）")
    with open_desks(folder, names) as (secretary, *experts):
        round_id = make_sealed_round(secretary)
        fingerprints = [admit(secretary, round_id, desk) for desk in experts]
        for desk in experts:  # everybody knows everybody, so that experts may send to each other
            carry(secretary, desk, round_id)
            carry(desk, secretary, round_id)
        yield Panel(secretary, experts, fingerprints, round_id, folder)


def steps() -> st.SearchStrategy[list[Step]]:
    """Files between any two desks, and now and then an expert who hands in again."""
    carried = st.tuples(st.just("carry"), st.integers(0, EXPERTS), st.integers(0, EXPERTS)).filter(
        lambda step: step[1] != step[2]
    )
    revised = st.tuples(st.just("revise"), st.integers(0, EXPERTS - 1), st.just(0))
    return st.lists(st.one_of(carried, carried, carried, revised), min_size=4, max_size=12)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_nobody_holds_a_closed_review_and_all_end_alike(panel: Panel, data: st.DataObject) -> None:
    secretary, round_id = panel.secretary, panel.round_id
    number = next(NUMBERS)
    application = an_application(
        secretary, round_id, panel.folder / f"package-{number}", f"示例单位{number}（示例）"
    )
    for name in panel.names:
        secretary.reviews.assign(round_id, application, name)
    for desk in panel.experts:
        carry(secretary, desk, round_id)
    recused = data.draw(st.sampled_from((None, None, 2)), label="recused")
    active = [one for one in range(EXPERTS) if one != recused]
    if recused is not None:
        panel.experts[recused].reviews.declare(round_id, application, conflict=True, grounds=("employment",))
        carry(panel.experts[recused], secretary, round_id)
    for one in active:
        score_all(panel.experts[one], round_id, application, SHARES[one])
    order = data.draw(st.permutations(active), label="order")
    done: set[int] = set()
    for one in order:
        for step in data.draw(steps(), label="steps"):
            play(panel, application, step, done)
            check(panel, application, done, step[2])
        panel.experts[one].reviews.submit(round_id, application)
        done.add(one)
    for step in data.draw(steps(), label="last steps"):
        play(panel, application, step, done)
    for _ in range(3):  # the secretary tells that all are in, bodies come, bodies go
        for desk in panel.experts:
            carry(desk, secretary, round_id)
        for desk in panel.experts:
            carry(secretary, desk, round_id)
    seen = [
        state(desk, panel, application)
        for number, desk in enumerate(panel.desks)
        if number - 1 in (-1, *active)
    ]
    assert seen[0][0].complete
    assert all(one == seen[0] for one in seen)


def play(panel: Panel, application: str, step: Step, done: set[int]) -> None:
    """Carry a file, or hand in again where that is still allowed."""
    what, one, other = step
    if what == "carry":
        carry(panel.desks[one], panel.desks[other], panel.round_id)
    elif one in done:
        desk = panel.experts[one]
        if desk.reviews.bench(panel.round_id, application).may_revise:
            desk.reviews.revise(panel.round_id, application)
            desk.reviews.submit(panel.round_id, application)


def check(panel: Panel, application: str, done: set[int], receiver: int) -> None:
    """While somebody is awaited, the desk that received holds no score but its own: not in rows, not in files."""
    sheets = {}
    for one in done:
        lines = panel.experts[one].applications.detail(panel.round_id, application).assignments
        signed = next(line.signed for line in lines if line.expert == panel.names[one])
        assert signed is not None
        sheets[panel.names[one]] = signed.sha256
    owner, desk = ("", *panel.names)[receiver], panel.desks[receiver]
    held = {one.author for one in held_scores(desk, panel.round_id) if one.application == application}
    assert held <= {owner}
    assert not {sha for author, sha in sheets.items() if author != owner} & stored_files(desk)
    line = next(one for one in desk.applications.lines(panel.round_id) if one.id == application)
    assert (line.panel_score, line.reviews_in, line.recommendation) == (None, 0, "")
    assert application not in {one.application for one in desk.panel.ranking(panel.round_id)}


def state(desk: Desk, panel: Panel, application: str):
    """What a desk shows of the application in the end; what is his own alone is left out."""
    ranking = next(one for one in desk.panel.ranking(panel.round_id) if one.application == application)
    line = next(one for one in desk.applications.lines(panel.round_id) if one.id == application)
    held = frozenset(one for one in held_scores(desk, panel.round_id) if one.application == application)
    return ranking, replace(line, my_state=""), held
