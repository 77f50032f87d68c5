"""Checks an exchange file without a desk: its letter, and when the inside is open every record in it."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from greendesk.adapters.age_header import check_age_header
from greendesk.adapters.exchange_file import ExchangeDamaged, open_content, open_letter
from greendesk.adapters.identity import read_request
from greendesk.domain.verification import Finding, Signed, Verification
from greendesk.errors import Fault, GreendeskError, Refusal
from greendesk.ledger.entry import Entry, is_digest, read_body, read_entry, sha256
from greendesk.ledger.trust import Holder, check_issued, check_signature, holder
from greendesk.progress import SILENT
from greendesk.use_cases.letters import AttachmentWrong, Content, FeedBroken, Letter
from greendesk.words import fingerprint_words

_CHUNK = 1024 * 1024


class BodyChanged(Fault):
    """A record whose content is not the one that its envelope names; details: `author`, `seq`."""

    code = "GD-623"


class AuthorUnknown(Fault):
    """Records by somebody whose certificate is not in the file or not of the round; details: `author`."""

    code = "GD-624"


class SignerOutside(Refusal):
    """A signature that holds, by somebody whom none of the given roots has admitted; details: `name`."""

    code = "GD-625"


def found(error: GreendeskError, where: str = "") -> Finding:
    """A failure as a finding."""
    return Finding(code=error.code, where=where, details=error.details)


def moment(milliseconds: int) -> datetime | None:
    """A time of the ledger in UTC, or nothing when it is no time."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def check_exchange(path: Path, roots: Sequence[bytes]) -> Verification:
    """Check a `.gdx`; raises what keeps its letter from being read at all."""
    with open_letter(path, SILENT) as (letter, inside):
        if letter.type == "request":
            return _request(letter)
        signer, root = holder(letter.chain[0]), sha256(letter.root)
        findings = () if not roots or letter.root in roots else (found(SignerOutside(name=signer.name)),)
        signed = _signed(signer, root, letter.made, "letter", whole=not findings)
        facts = [
            ("round", letter.round),
            ("made", _text(moment(letter.made))),
            ("recipients", "、".join(letter.recipients)),
        ]
        if inside is None:
            return Verification(
                kind=letter.type,
                whole=not findings,
                signatures=(signed,),
                findings=findings,
                facts=tuple(facts),
            )
        facts.append(("content", _digest(inside)))
        if inside.name.endswith(".age"):
            check_age_header(inside)
            facts.append(("sealed", "yes"))
            return Verification(
                kind=letter.type,
                whole=not findings,
                signatures=(signed,),
                findings=findings,
                facts=tuple(facts),
            )
        with open_content(inside) as content:
            check = _ContentCheck(letter, content)
            check.run()
        return Verification(
            kind=letter.type,
            whole=not findings and not check.findings,
            signatures=(signed, *check.signatures),
            findings=(*findings, *check.findings),
            facts=(*facts, *check.facts()),
        )


def _request(letter: Letter) -> Verification:
    asked = read_request(letter.request)
    key = sha256(asked.public_key)
    signed = Signed(
        name=asked.person.name,
        organisation=asked.person.organisation,
        fingerprint=key,
        root="",
        at=moment(letter.made),
        whole=True,
        part="letter",
    )
    facts = (
        ("made", _text(moment(letter.made))),
        ("roles", "、".join(letter.roles)),
        ("words", fingerprint_words(key)),
    )
    return Verification(kind="request", whole=True, signatures=(signed,), facts=facts)


class _ContentCheck:
    """Goes through everything inside and gathers what is wrong, without stopping at the first."""

    def __init__(self, letter: Letter, content: Content) -> None:
        self._letter = letter
        self._content = content
        self._certificates: dict[str, bytes] = {}
        self._records = 0
        self._withheld = 0
        self._bodies = 0
        self.findings: list[Finding] = []
        self.signatures: list[Signed] = []

    def run(self) -> None:
        """Check certificates, segments, bodies and attachments."""
        for number, certificate in enumerate((*self._content.certificates, *self._letter.chain[:1])):
            try:
                check_issued(certificate, self._letter.root)
                self._certificates[sha256(certificate)] = certificate
            except GreendeskError as error:
                self.findings.append(found(error, f"certificates.json/{number + 1}"))
        self._read_entries()
        for entry_id, raw in self._content.bodies():
            self._body(entry_id, raw)
        for sha in self._content.attachments():
            self._attachment(sha)

    def facts(self) -> Iterator[tuple[str, str]]:
        """What is inside, counted."""
        yield "records", str(self._records)
        yield "withheld", str(self._withheld)
        yield "bodies", str(self._bodies)
        yield "attachments", str(len(self._content.attachments()))

    def _read_entries(self) -> None:
        """Read all records, noting every place where one does not follow, and check what each stretch ends in."""
        ends: dict[str, Entry] = {}
        first: dict[str, int] = {}
        last = ""
        for raw, body in self._content.entries():
            self._records += 1
            try:
                entry = read_entry(raw)
            except GreendeskError as error:
                self.findings.append(found(error, f"{last} +1" if last else "1"))
                continue
            owner = self._name(entry)
            before = ends.pop(entry.prev, None) if entry.prev is not None else None
            follows = before is None or (entry.author == before.author and entry.seq == before.seq + 1)
            if entry.round != self._letter.round or not follows:
                broken = FeedBroken(author=owner, seq=entry.seq)
                self.findings.append(found(broken, f"{owner} {entry.seq}"))
            ends[entry.id] = entry
            first[entry.id] = first.pop(before.id) if before else entry.seq
            last = f"{owner} {entry.seq}"
            if body is None:
                self._withheld += 1
            else:
                self._compare(entry, body, owner)
        for entry in ends.values():
            self._end(entry, first[entry.id])
        if not self._content.ends.keys() <= ends.keys():
            self.findings.append(found(FeedBroken(author="", seq=0), "ends.json"))

    def _end(self, last: Entry, first: int) -> None:
        """Check the signature that a stretch ends in."""
        certificate = self._certificates.get(last.author)
        if certificate is None:
            self.findings.append(found(AuthorUnknown(author=last.author[:8]), "certificates.json"))
            return
        owner = holder(certificate)
        before = len(self.findings)
        signature = self._content.ends.get(last.id)
        if signature is None:  # it is no end: what came after it is missing
            cut = FeedBroken(author=owner.name, seq=last.seq + 1)
            self.findings.append(found(cut, f"{owner.name} {last.seq + 1}"))
        else:
            try:
                check_signature(certificate, last.raw, signature)
            except GreendeskError as error:
                self.findings.append(found(error, f"{owner.name} {last.seq}"))
        broken = any(finding.where.startswith(f"{owner.name} ") for finding in self.findings)
        root = sha256(self._letter.root)
        whole = len(self.findings) == before and not broken
        self.signatures.append(_signed(owner, root, last.time[0], f"{first}–{last.seq}", whole=whole))

    def _name(self, entry: Entry) -> str:
        certificate = self._certificates.get(entry.author)
        return holder(certificate).name if certificate else entry.author[:8]

    def _body(self, entry_id: str, raw: bytes) -> None:
        """A body sent later, for an envelope that only the reader holds: that it can be read is all that shows."""
        self._bodies += 1
        if not raw.startswith(b"{") or not is_digest(entry_id):
            self.findings.append(found(ExchangeDamaged(part="bodies"), entry_id[:12]))

    def _compare(self, entry: Entry, body: bytes, author: str) -> None:
        place = f"{author} {entry.seq}"
        try:
            if sha256(body) != entry.body:
                raise BodyChanged(author=author, seq=entry.seq)
            read_body(entry, body)
        except GreendeskError as error:
            self.findings.append(found(error, place))

    def _attachment(self, sha: str) -> None:
        digest = hashlib.sha256()
        with self._content.open_attachment(sha) as stream:
            while data := stream.read(_CHUNK):
                digest.update(data)
        if digest.hexdigest() != sha:
            self.findings.append(found(AttachmentWrong(name=sha[:12]), f"attachments/{sha[:12]}"))


def _signed(owner: Holder, root: str, made: int, part: str, *, whole: bool) -> Signed:
    return Signed(
        name=owner.name,
        organisation=owner.organisation,
        fingerprint=owner.fingerprint,
        root=root,
        at=moment(made),
        whole=whole,
        part=part,
    )


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _text(at: datetime | None) -> str:
    return at.isoformat() if at else ""
