"""Whatever byte of a feed is changed, dropped or put in, the check says so, and says it of the right record."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.ledger.entry import sha256, write_body, write_entry
from greendesk.use_cases.care import Row
from greendesk.use_cases.feed_check import FeedCheck
from greendesk.use_cases.findings import Severity, What

ROUND, LENGTH = "a" * 64, 6
NOW = 1_790_000_000_000
KEY = ec.generate_private_key(ec.SECP256R1())
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "周明远（示例）")])
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
CERTIFICATE = (
    x509.CertificateBuilder()
    .subject_name(NAME)
    .issuer_name(NAME)
    .public_key(KEY.public_key())
    .serial_number(1)
    .not_valid_before(BEGIN)
    .not_valid_after(BEGIN + timedelta(days=400))
    .sign(KEY, hashes.SHA256())
    .public_bytes(Encoding.DER)
)
AUTHOR = sha256(CERTIFICATE)


def line(count: int, prev: Row | None = None, first: int = 1, word: str = "") -> list[Row]:
    """Rows that follow each other, each signed."""
    rows: list[Row] = []
    before = prev.id if prev else None
    for seq in range(first, first + count):
        body = write_body("unknown.kind", ("x",), (), {"word": f"{word}{seq}"})
        entry = write_entry(
            round_id=ROUND, author=AUTHOR, seq=seq, prev=before, time=(NOW - 1000 + seq, 0), body=body
        )
        signature = KEY.sign(entry.raw, ec.ECDSA(hashes.SHA256()))
        rows.append(Row(entry.id, AUTHOR, seq, entry.raw, signature, body))
        before = entry.id
    return rows


FEED = line(LENGTH)


def check(rows: list[Row]) -> tuple[dict[What, list[tuple[int, int]]], FeedCheck]:
    """What is told of rows, in whatever order they are given."""
    told: dict[What, list[tuple[int, int]]] = {}

    def note(what: What, first: int, last: int) -> None:
        told.setdefault(what, []).append((first, last))

    checked = FeedCheck(ROUND, AUTHOR, CERTIFICATE, NOW, note)
    for row in sorted(rows, key=lambda row: (row.seq, row.id), reverse=True):
        checked.row(row)
    checked.end()
    return told, checked


def signed_only(rows: list[Row], numbers: set[int]) -> list[Row]:
    return [row if row.seq in numbers else replace(row, signature=None) for row in rows]


@given(signed=st.sets(st.integers(1, LENGTH)))
@settings(max_examples=20, deadline=None)
def test_a_feed_counts_as_far_as_a_signature_covers_it(signed: set[int]) -> None:
    told, checked = check(signed_only(FEED, signed))
    last = max(signed, default=0)
    assert told == ({} if last == LENGTH else {What.UNSIGNED: [(last + 1, LENGTH)]})
    assert [seq for seq, _ in reversed(checked.uncovered)] == list(range(last + 1, LENGTH + 1))


@given(
    number=st.integers(1, LENGTH),
    part=st.sampled_from(["raw", "body", "signature"]),
    at=st.floats(0, 0.999),
    by=st.integers(1, 255),
)
@settings(max_examples=60, deadline=None)
def test_one_changed_byte_anywhere_is_an_error_of_its_record(
    number: int, part: str, at: float, by: int
) -> None:
    rows = list(FEED)
    data = bytearray(getattr(rows[number - 1], part))
    data[int(at * len(data))] ^= by
    rows[number - 1] = replace(rows[number - 1], **{part: bytes(data)})
    told, checked = check(rows)
    wrong = {"raw": What.ENVELOPE, "body": What.BODY, "signature": What.SIGNATURE}[part]
    if part == "signature" and number == LENGTH:
        wrong = What.UNSIGNED
    assert told == {wrong: [(number, number)]}
    assert wrong.severity is Severity.ERROR
    gone = {name for _, name in (*checked.damaged, *checked.uncovered, *checked.bodies)}
    assert {*gone, *checked.unsigned} == {FEED[number - 1].id}


@given(gone=st.sets(st.integers(1, LENGTH - 1), min_size=1))
@settings(max_examples=30, deadline=None)
def test_what_is_missing_is_told_in_stretches(gone: set[int]) -> None:
    told, _ = check([row for row in FEED if row.seq not in gone])
    numbers = {number for first, last in told[What.GAP] for number in range(first, last + 1)}
    assert (set(told), numbers) == ({What.GAP}, gone)
    assert all(last + 1 not in gone and first - 1 not in gone for first, last in told[What.GAP])


@given(shared=st.integers(0, LENGTH - 1), more=st.integers(1, 4))
@settings(max_examples=20, deadline=None)
def test_two_branches_are_told_at_their_last_common_record(shared: int, more: int) -> None:
    branch = line(more, FEED[shared - 1] if shared else None, shared + 1, "other")
    told, checked = check([*FEED, *branch])
    assert told == {What.FORK: [(shared, shared)]}
    assert not checked.damaged


def test_the_bytes_of_another_record_are_no_record_of_this_name() -> None:
    rows = list(FEED)
    rows[2] = replace(rows[2], raw=rows[3].raw, body=rows[3].body, signature=rows[3].signature)
    told, _ = check(rows)
    assert told == {What.ENVELOPE: [(3, 3)]}


def test_a_clock_that_is_ahead_or_went_back_is_told() -> None:
    body = write_body("unknown.kind", ("x",), (), {})
    prev, rows = FEED[-1].id, list(FEED)
    for seq, time in ((LENGTH + 1, NOW + 2 * 86_400_000), (LENGTH + 2, NOW)):
        entry = write_entry(round_id=ROUND, author=AUTHOR, seq=seq, prev=prev, time=(time, 0), body=body)
        rows.append(
            Row(entry.id, AUTHOR, seq, entry.raw, KEY.sign(entry.raw, ec.ECDSA(hashes.SHA256())), body)
        )
        prev = entry.id
    assert check(rows)[0] == {What.CLOCK: [(LENGTH + 1, LENGTH + 1)]}
