"""Rounds whose policy seals reviews, and what a desk holds of them in its raw rows and files."""

import hashlib
import json
from dataclasses import dataclass

from greendesk.desk import Desk
from greendesk.use_cases.rounds import OpenRound
from tests.damage import store_in
from tests.desks import score_all
from ui.composition.rules import RESOURCES, read_policy

LEAKING = frozenset({"review.submitted", "document.signed", "panel.concluded"})


def make_sealed_round(
    desk: Desk, roles: tuple[str, ...] = ("secretary", "leader"), others_scores: str = "after_own"
) -> str:
    """Open a round from the shipped sample policy, changed so that it seals; returns its id."""
    policy = read_policy(RESOURCES / "policies" / "sample-2026.yaml")
    text = policy.text.replace(
        "others_scores: after_own\n", f"others_scores: {others_scores}\n  sealed: true\n"
    )
    assert text != policy.text
    command = OpenRound(
        title="2026 年封存批次（示例）",
        year=2026,
        level="province",
        region="示例省",
        policy=text,
        checklists=policy.checklists,
        my_roles=roles,
    )
    return desk.rounds.open(command)


def hand_in(desk: Desk, round_id: str, application: str, share: str = "0.8") -> str:
    """Score everything and submit; returns the record's name."""
    score_all(desk, round_id, application, share)
    return desk.reviews.submit(round_id, application)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One record that tells scores, as it lies in the rows of a desk."""

    author: str
    kind: str
    application: str


def held_scores(desk: Desk, round_id: str) -> frozenset[Held]:
    """Every body on the desk that tells scores, read from the stored rows and not through the rules."""
    found = set()
    with desk.rounds._context.works(round_id) as work:
        for entry, _, raw in work.ledger.everything():
            document = json.loads(raw) if raw is not None else {"kind": "", "key": [""]}
            prints = document["kind"] != "document.signed" or document["key"][1].startswith(
                ("score_sheet", "panel_conclusion")
            )
            if document["kind"] in LEAKING and prints:
                found.add(Held(author=entry.author, kind=document["kind"], application=document["key"][0]))
    return frozenset(found)


def stored_files(desk: Desk) -> frozenset[str]:
    """The SHA-256 of every file that lies in the desk's folder."""
    store, found = store_in(desk.folder), set[str]()
    for sha256 in store.all():
        with store.open(sha256) as stream:
            found.add(hashlib.file_digest(stream, "sha256").hexdigest())
    assert len(found) == sum(path.is_file() for path in store.root.rglob("*")), "nothing else lies there"
    return frozenset(found)


def my_fingerprint(desk: Desk, round_id: str) -> str:
    """The certificate of the desk in the round."""
    return next(line.fingerprint for line in desk.rounds.participants(round_id) if line.me)
