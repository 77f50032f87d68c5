"""Records that have not the shape of their kind: kept, told, refused, and nobody is stopped by them."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import pytest

from greendesk.adapters.exchange_file import ZipExchangeFiles
from greendesk.adapters.identity import unlock_identity
from greendesk.ledger.entry import Entry, write_body, write_entry
from greendesk.progress import SILENT
from greendesk.use_cases.letters import Content, Letter
from tests.conftest import NewDesk
from tests.desks import PASSPHRASE, admit, an_application, carry, make_round

MALFORMED: dict[str, tuple[str, tuple[str, ...], dict[str, object]]] = {
    "a paper without a name": ("document.signed", ("x",), {"record": "y", "document": 5}),
    "an opinion about nothing": ("opinion.recorded", (), {"position": "agree"}),
    "an order that is a number": (
        "ranking.set",
        ("factory",),
        {"applications": 5, "order": [1, None], "chosen": {}},
    ),
    "a file that is no digest": ("summary.made", ("x",), {"sha256": "../" * 21 + "e"}),
    "a conclusion with a long key": ("panel.concluded", ("x" * 5000,), {}),
    "a review of signs": ("review.submitted", ("\0", "\0"), {"total": ["9"]}),
    "a kind of tomorrow": ("hologram.shown", ("x", "y"), {"sha256": "f" * 64, "size": "large"}),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_records_stop_nobody(new_desk: NewDesk, tmp_path: Path, name: str) -> None:
    office, county, expert = new_desk("林岚（示例）"), new_desk("贺兰（示例）"), new_desk("周明远（示例）")
    round_id = make_round(office)
    admit(office, round_id, county, ("county",))
    fingerprint = admit(office, round_id, expert)
    chain = county.chain(round_id)
    identity = unlock_identity(county.folder / "identity.json", PASSPHRASE)
    kind, key, content = MALFORMED[name]
    body = write_body(kind, key, (), content)
    author = next(line.fingerprint for line in county.rounds.participants(round_id) if line.me)
    entry = write_entry(
        round_id=round_id, author=author, seq=1, prev=None, time=(2_000_000_000_000, 0), body=body
    )
    path = tmp_path / "hostile.gdx"
    _post(path, entry, body, round_id, chain, identity)
    preview = office.exchange.look(path)
    assert preview.total == 1
    assert preview.counts["write"] == 0
    office.exchange.receive(path)
    assert len(office.quarantine.waiting(round_id)) == 1
    assert office.quarantine.conflicts(round_id) == ()
    application = an_application(office, round_id, tmp_path / "package")
    office.reviews.assign(round_id, application, fingerprint)
    carry(office, expert, round_id)
    assert [line.id for line in expert.applications.lines(round_id)] == [application]
    assert len(office.members.records(round_id, author)) == 1
    carry(expert, office, round_id)


def _nothing(sha256: str) -> AbstractContextManager[BinaryIO]:
    raise KeyError(sha256)


def _post(
    path: Path, entry: Entry, body: bytes, round_id: str, chain: tuple[bytes, ...], identity: object
) -> None:
    assert hasattr(identity, "sign")
    letter = Letter(
        type="exchange",
        round=round_id,
        root=chain[-1],
        sender=identity.person,  # type: ignore[attr-defined]
        chain=chain,
        made=2_000_000_000_000,
        recipients=(),
    )
    content = Content(
        certificates=chain[:1],
        entries=lambda: iter(((entry.raw, body),)),
        ends={entry.id: identity.sign(entry.raw)},
        bodies=lambda: iter(()),
        have={"tips": {}, "lack": [], "blobs": []},
        attachments=tuple,
        open_attachment=_nothing,
    )
    ZipExchangeFiles("").write(path, letter, content, identity.sign, (), SILENT)
