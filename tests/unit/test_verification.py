"""Verification of every kind of file that real desks make: whole files, flipped bytes, forged contents."""

import json
import random
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest

from greendesk.adapters.archives import open_source
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.exchange_file import ZipExchangeFiles
from greendesk.adapters.identity import unlock_identity
from greendesk.adapters.intake import receive
from greendesk.adapters.package_file import write_package
from greendesk.adapters.verification import verify
from greendesk.domain.verification import Verification
from greendesk.ledger.entry import read_entry
from greendesk.progress import SILENT
from greendesk.use_cases.letters import Content, Letter
from tests.desks import (
    PASSPHRASE,
    admit,
    an_application,
    answer_everything,
    carry,
    conclude,
    make_round,
    open_desks,
    package_folder,
    score_all,
    summarise,
)
from ui.composition.rules import RESOURCES, pack, verify_file
from ui.messages import MESSAGES

SECRETARY, EXPERT = "林岚（示例）", "周明远（示例）"
FLIPS, EDGES = 110, 40
PAPERS = ("notice.docx", "notice.pdf", "summary.xlsx", "summary.pdf", "sheet.pdf", "conclusion.pdf")
BAGS = ("request.gdx", "round.gdx", "sealed.gdx", "plain.gdx", "signed.gdpkg", "unsigned.gdpkg")


@dataclass(frozen=True)
class Made:
    """A folder of files made by real desks, and what is needed to forge them."""

    folder: Path
    chain: tuple[bytes, ...]
    other_root: bytes
    words: str
    identity: Path

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    with open_desks(folder, (SECRETARY, EXPERT)) as (office, expert):
        round_id = make_round(office)
        expert.exchange.write_request(folder / "request.gdx", ("expert",))
        fingerprint = admit(office, round_id, expert)
        application = an_application(office, round_id, folder / "材料", complete=False)
        answer_everything(office, round_id, application)
        notice = office.applications.request_correction(
            round_id,
            application,
            office="示例厅",
            contact="林",
            deadline=date(2026, 5, 1),
            issued=date(2026, 4, 1),
        )
        office.reviews.assign(round_id, application, fingerprint)
        carry(office, expert, round_id)
        score_all(expert, round_id, application)
        expert.reviews.submit(round_id, application)
        carry(expert, office, round_id)
        conclude(office, round_id, application)
        summarise(office, round_id)
        files = (
            *notice,
            *sorted(office.panel.summary_files(round_id), key=lambda file: file.name[::-1], reverse=True),
            office.reviews.score_sheet(round_id, application, fingerprint),
            office.panel.document(round_id, application),
        )
        for file, name in zip(files, PAPERS, strict=True):
            office.save_copy(file.sha256, folder / name)
        office.exchange.send(round_id, folder / "round.gdx", [fingerprint], complete=True)
        office.exchange.send(round_id, folder / "sealed.gdx", [fingerprint])
        office.exchange.send(round_id, folder / "plain.gdx", [fingerprint], complete=True, encrypt=False)
        unit = {"unit": "青禾水泥（示例）", "credit_code": "x"}
        office.pack(str(folder / "材料"), unit, folder / "signed.gdpkg", round_id)
        pack(str(folder / "材料"), unit, folder / "unsigned.gdpkg")
        return Made(
            folder=folder,
            chain=office.chain(round_id),
            other_root=office.chain(make_round(office))[-1],
            words=expert.exchange.my_words(),
            identity=office.folder / "identity.json",
        )


def codes(result: Verification) -> set[str]:
    return {finding.code for finding in result.findings}


@pytest.mark.parametrize(
    ("name", "kind", "signers"),
    [
        ("notice.docx", "docx", [SECRETARY]),
        ("notice.pdf", "pdf", [SECRETARY]),
        ("summary.xlsx", "xlsx", [SECRETARY]),
        ("summary.pdf", "pdf", [SECRETARY]),
        ("sheet.pdf", "pdf", [EXPERT]),
        ("conclusion.pdf", "pdf", [SECRETARY]),
        ("request.gdx", "request", [EXPERT]),
        ("round.gdx", "round", [SECRETARY]),
        ("sealed.gdx", "exchange", [SECRETARY]),
        ("plain.gdx", "round", [SECRETARY, SECRETARY, EXPERT]),
        ("signed.gdpkg", "package", [SECRETARY]),
        ("unsigned.gdpkg", "package", []),
    ],
)
def test_a_whole_file_says_what_it_is_and_who_signed_it(
    made: Made, name: str, kind: str, signers: list[str]
) -> None:
    result = verify(made / name)
    assert result.findings == ()
    assert (result.kind, result.whole) == (kind, True)
    assert sorted(signed.name for signed in result.signatures) == sorted(signers)
    assert all(signed.whole and len(signed.fingerprint) == 64 for signed in result.signatures)


def test_facts_tell_what_a_person_asks(made: Made) -> None:
    facts = {name: dict(verify(made / name).facts) for name in (*PAPERS, *BAGS)}
    assert facts["sheet.pdf"]["document"] == "score-sheet"
    assert len(facts["conclusion.pdf"]["record"]) == len(facts["summary.xlsx"]["record"]) == 64
    assert facts["request.gdx"]["words"] == made.words
    assert facts["sealed.gdx"]["recipients"] == EXPERT
    assert facts["sealed.gdx"]["sealed"] == "yes"
    assert "sealed" not in facts["plain.gdx"]
    assert facts["plain.gdx"]["withheld"] == "0"
    assert facts["unsigned.gdpkg"]["unsigned"] == "yes"
    assert "unsigned" not in facts["signed.gdpkg"]
    assert facts["signed.gdpkg"]["files"] == "4"


@pytest.mark.parametrize("name", [*PAPERS, "round.gdx", "plain.gdx", "signed.gdpkg"])
def test_only_a_named_root_is_trusted_when_one_is_named(made: Made, name: str) -> None:
    assert verify(made / name, (made.chain[-1],)).whole
    outside = verify(made / name, (made.other_root,))
    assert not outside.whole
    assert codes(outside) & {"GD-528", "GD-625"}


@pytest.mark.parametrize("name", [*PAPERS, *BAGS])
def test_a_flipped_byte_is_found_wherever_it_is(made: Made, tmp_path: Path, name: str) -> None:
    data = (made / name).read_bytes()
    chance = random.Random(name)
    places = {*chance.sample(range(len(data)), min(FLIPS, len(data)))}
    places |= {*range(EDGES), *range(len(data) - EDGES, len(data))}
    target = tmp_path / name
    for place in sorted(places):
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        target.write_bytes(changed)
        result = verify(target)
        assert not result.whole, f"{name}: byte {place} was changed and not found"
        assert result.findings, place
        assert codes(result) <= MESSAGES.keys(), place
        assert "GD-620" not in codes(result), place


@pytest.mark.parametrize("name", [*PAPERS, *BAGS])
def test_a_file_that_is_cut_or_goes_on_is_found(made: Made, tmp_path: Path, name: str) -> None:
    data = (made / name).read_bytes()
    target = tmp_path / name
    for size in sorted({1, 4, 100, len(data) // 3, len(data) - 1}):
        target.write_bytes(data[:size])
        assert not verify(target).whole, size
    for more in (b"\0", b"\n%%EOF\n", data[:1000]):
        target.write_bytes(data + more)
        assert not verify(target).whole, more[:8]


def test_what_a_flip_hits_is_named(made: Made, tmp_path: Path) -> None:
    data = bytearray((made / "plain.gdx").read_bytes())
    data[data.index(b"letter.sig.json") + 40] ^= 4
    (tmp_path / "x.gdx").write_bytes(data)
    assert verify(tmp_path / "x.gdx").findings[0].where == "data/letter.sig.json"
    data = bytearray((made / "notice.docx").read_bytes())
    with zipfile.ZipFile(made / "notice.docx") as archive:
        data[archive.getinfo("word/document.xml").header_offset + 200] ^= 1
    (tmp_path / "x.docx").write_bytes(data)
    assert "word/document.xml" in {finding.where for finding in verify(tmp_path / "x.docx").findings}


def test_a_bag_packed_again_keeps_its_contents_but_is_not_the_file_that_was_written(
    made: Made, tmp_path: Path
) -> None:
    again = tmp_path / "again.gdx"
    with zipfile.ZipFile(made / "plain.gdx") as old, zipfile.ZipFile(again, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    result = verify(again)
    assert codes(result) == {"GD-627"}
    assert all(signed.whole for signed in result.signatures)


# ------------------------------------------------------------ forged contents, properly packed and signed

Change = Callable[[Content], Content]


def forged(made: Made, target: Path, change: Change) -> Verification:
    """The plain exchange file with other contents, packed and signed anew by its true sender."""
    identity = unlock_identity(made.identity, PASSPHRASE)
    files = ZipExchangeFiles("")
    with files.read(made / "plain.gdx", SILENT) as (letter, content):
        assert content is not None
        _write(files, target, letter, change(content), identity.sign)
    return verify(target)


def _write(
    files: ZipExchangeFiles, target: Path, letter: Letter, content: Content, sign: Callable[[bytes], bytes]
) -> None:
    files.write(target, letter, content, sign, (), SILENT)


Entries = tuple[tuple[bytes, bytes | None], ...]


def longest(content: Content) -> Entries:
    """The entries of the author who wrote most, in their order."""
    feeds: dict[str, list[tuple[bytes, bytes | None]]] = {}
    for raw, body in content.entries():
        feeds.setdefault(read_entry(raw).author, []).append((raw, body))
    return tuple(max(feeds.values(), key=len))


def with_entries(content: Content, entries: Entries) -> Content:
    """The content with other entries in the place of those of the author who wrote most."""
    old = {raw for raw, _ in longest(content)}
    others = tuple(pair for pair in content.entries() if pair[0] not in old)
    return replace(content, entries=lambda: iter((*others, *entries)))


def test_an_unchanged_copy_is_whole(made: Made, tmp_path: Path) -> None:
    assert forged(made, tmp_path / "x.gdx", lambda content: content).whole


def test_a_removed_record_is_named(made: Made, tmp_path: Path) -> None:
    def remove(content: Content) -> Content:
        entries = longest(content)
        return with_entries(content, entries[:3] + entries[4:])

    result = forged(made, tmp_path / "x.gdx", remove)
    finding = result.findings[0]
    assert (finding.code, finding.details["author"], finding.details["seq"]) == ("GD-603", SECRETARY, 4)
    assert finding.where == f"{SECRETARY} 4"


def test_records_in_another_order_are_named(made: Made, tmp_path: Path) -> None:
    def swap(content: Content) -> Content:
        first, second, *rest = longest(content)
        return with_entries(content, (second, first, *rest))

    result = forged(made, tmp_path / "x.gdx", swap)
    assert codes(result) == {"GD-603"}


def test_a_record_cut_off_at_the_end_is_named(made: Made, tmp_path: Path) -> None:
    seen: list[int] = []

    def cut(content: Content) -> Content:
        seen.append(len(longest(content)))
        return with_entries(content, longest(content)[:-1])

    result = forged(made, tmp_path / "x.gdx", cut)
    assert [(f.code, f.where) for f in result.findings] == [
        ("GD-603", f"{SECRETARY} {seen[0]}"),
        ("GD-603", "ends.json"),
    ]
    assert [signed.whole for signed in result.signatures if signed.part.startswith("1–")].count(False) == 1


def test_a_feed_left_out_is_found(made: Made, tmp_path: Path) -> None:
    result = forged(made, tmp_path / "x.gdx", lambda content: with_entries(content, ()))
    assert "GD-603" in codes(result)


def test_a_signature_of_other_bytes_is_named(made: Made, tmp_path: Path) -> None:
    def exchange(content: Content) -> Content:
        last = read_entry(longest(content)[-1][0])
        others = [signature for entry, signature in content.ends.items() if entry != last.id]
        return replace(content, ends={**content.ends, last.id: others[0]})

    assert codes(forged(made, tmp_path / "x.gdx", exchange)) == {"GD-104"}


def test_another_body_is_named_with_author_and_number(made: Made, tmp_path: Path) -> None:
    def change(content: Content) -> Content:
        entries = list(longest(content))
        raw, body = entries[2]
        assert body is not None
        entries[2] = (raw, body.replace(b'"nonce":"', b'"nonce":"0'))
        return with_entries(content, tuple(entries))

    result = forged(made, tmp_path / "x.gdx", change)
    assert [(f.code, f.where) for f in result.findings] == [("GD-623", f"{SECRETARY} 3")]


def test_an_envelope_that_is_none_is_named(made: Made, tmp_path: Path) -> None:
    def change(content: Content) -> Content:
        entries = list(longest(content))
        entries[1] = (entries[1][0].replace(b'"seq":2', b'"seq":x'), entries[1][1])
        return with_entries(content, tuple(entries))

    result = forged(made, tmp_path / "x.gdx", change)
    assert {"GD-101", "GD-603"} == codes(result)


def test_a_withheld_body_is_a_state_and_not_a_fault(made: Made, tmp_path: Path) -> None:
    def withhold(content: Content) -> Content:
        entries = tuple((raw, None) for raw, _ in longest(content))
        return with_entries(content, entries)

    result = forged(made, tmp_path / "x.gdx", withhold)
    assert result.whole
    assert dict(result.facts)["withheld"] != "0"


def test_an_attachment_with_other_bytes_is_named(made: Made, tmp_path: Path) -> None:
    def change(content: Content) -> Content:
        wrong = content.attachments()[0]

        @contextmanager
        def open_attachment(sha: str) -> Iterator[BinaryIO]:
            if sha == wrong:
                with (made / "request.gdx").open("rb") as stream:
                    yield stream
            else:
                with original(sha) as stream:
                    yield stream

        original: Callable[[str], AbstractContextManager[BinaryIO]] = content.open_attachment
        return replace(content, open_attachment=open_attachment)

    result = forged(made, tmp_path / "x.gdx", change)
    assert codes(result) == {"GD-605"}
    assert result.findings[0].where.startswith("attachments/")


def test_somebody_without_a_certificate_of_the_round_is_named(made: Made, tmp_path: Path) -> None:
    def drop(content: Content) -> Content:
        kept = tuple(one for one in content.certificates if one == made.chain[0])
        return replace(content, certificates=kept)

    result = forged(made, tmp_path / "x.gdx", drop)
    assert codes(result) == {"GD-624"}

    def garbage(content: Content) -> Content:
        return replace(content, certificates=(*content.certificates, b"garbage"))

    assert codes(forged(made, tmp_path / "y.gdx", garbage)) == {"GD-103"}


def test_a_package_signed_wrongly_is_found(made: Made, tmp_path: Path) -> None:
    store = BlobStore(tmp_path / "files")
    with open_source(package_folder(tmp_path / "材料")) as source:
        inventory = receive(source, store, SILENT)

    def written(name: str, signature: dict[str, object]) -> Verification:
        target = tmp_path / name
        write_package(
            target, {"unit": "x"}, inventory, lambda file: store.path(file.sha256), lambda _: signature
        )
        return verify(target)

    with zipfile.ZipFile(made / "signed.gdpkg") as bag:
        name = next(name for name in bag.namelist() if name.endswith("package.sig.json"))
        stolen = json.loads(bag.read(name))
    assert codes(written("stolen.gdpkg", stolen)) == {"GD-622"}
    assert codes(written("empty.gdpkg", {})) == {"GD-622"}
    assert codes(written("odd.gdpkg", {"chain": ["?"], "signature": 3})) == {"GD-622"}
    assert codes(written("alone.gdpkg", {**stolen, "chain": stolen["chain"][:1]})) == {"GD-622"}


# ------------------------------------------------------------ rules, and what is no file of ours


@pytest.mark.parametrize("folder", ["policies", "checklists"])
def test_rules_that_come_with_the_program_are_known_by_their_digest(folder: str, tmp_path: Path) -> None:
    for file in sorted((RESOURCES / folder).glob("*.yaml")):
        result = verify_file(file)
        facts = dict(result.facts)
        assert (result.whole, facts["shipped"]) == (True, file.stem)
        assert result.kind == ("policy" if folder == "policies" else "checklist")
        changed = tmp_path / file.name
        changed.write_bytes(file.read_bytes() + b"\n# another\n")
        facts = dict(verify_file(changed).facts)
        assert facts["shipped"] == ""
        assert len(facts["digest"]) == 64


def test_rules_that_cannot_be_read_are_named_with_their_line(tmp_path: Path) -> None:
    text = (RESOURCES / "policies" / "sample-2026.yaml").read_text(encoding="utf-8")
    (tmp_path / "x.yaml").write_text(text.replace("level:", "levle:", 1), encoding="utf-8")
    result = verify_file(tmp_path / "x.yaml")
    assert (result.kind, result.whole) == ("policy", False)
    assert result.findings[0].where.isdigit()
    (tmp_path / "y.yaml").write_bytes(b"\xff\xfe\x00")
    assert codes(verify_file(tmp_path / "y.yaml")) == {"GD-401"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("notes.txt", b"anything", "GD-620"),
        ("empty", b"", "GD-620"),
        ("picture.png", b"\x89PNG", "GD-620"),
        ("empty.pdf", b"", "GD-520"),
        ("empty.gdx", b"", "GD-302"),
        ("empty.docx", b"", "GD-540"),
        ("other.zip", b"PK\x05\x06" + bytes(18), "GD-620"),
    ],
)
def test_what_is_no_file_of_ours_says_so(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = verify(tmp_path / name)
    assert (result.whole, codes(result)) == (False, {code})


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    assert codes(verify(tmp_path / "nowhere.pdf")) == {"GD-621"}
    assert codes(verify(tmp_path)) == {"GD-621"}
