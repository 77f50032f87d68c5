"""Applications: register a unit, receive its package, check completeness, answer the negative list."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from greendesk.domain.credit_code import check_credit_code
from greendesk.domain.package import Inventory, PackageFile
from greendesk.domain.papers import Case, CorrectionNotice, MissingItem
from greendesk.domain.policy import DocumentCheck, Policy, completeness, guess_documents
from greendesk.domain.wording import CATEGORIES, DOCUMENT_STATES, said
from greendesk.errors import Refusal
from greendesk.ledger.kinds import (
    ApplicationRegistered,
    Attachment,
    CompletenessChecked,
    CorrectionRequested,
    DocumentFound,
    DocumentSigned,
    NegativeAnswered,
    PackageReceived,
)
from greendesk.ledger.store import LedgerStore
from greendesk.progress import SILENT, Progress
from greendesk.queries import (
    ApplicationDetail,
    ApplicationLine,
    AttachmentLine,
    DocumentLine,
    NegativeLine,
)
from greendesk.use_cases.application_lines import application_line, application_lines, events_of
from greendesk.use_cases.assignment_lines import assignment_lines
from greendesk.use_cases.desk_context import DeskContext, first_heads, value
from greendesk.use_cases.opinion_lines import opinions_of
from greendesk.use_cases.standing import ApplicationUnknown, Standing, standing


class UnitNameMissing(Refusal):
    """An application without the name of its unit."""

    code = "GD-441"


class NoPackage(Refusal):
    """Something about the files of an application was asked before any package came."""

    code = "GD-443"


class GateClosed(Refusal):
    """The package opens only after the expert has declared that there is no conflict of interest."""

    code = "GD-701"


class NothingMissing(Refusal):
    """A notice of what is missing was asked for, but nothing is."""

    code = "GD-444"


class FileUnknown(Refusal):
    """The package has no file with this number."""

    code = "GD-449"


class HeadUnknown(Refusal):
    """The negative list of the round has no such head."""

    code = "GD-445"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitData:
    """What the form about a unit says."""

    unit: str
    credit_code: str
    category: str
    region: str
    industry: str
    third_party: str = ""
    address: str = ""
    contact: str = ""
    telephone: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A package just received: the inventory and, where the file said so, the unit's data."""

    application: str
    inventory: Inventory
    version: int


Intake = Callable[[str, Progress], tuple[Inventory, Mapping[str, str] | None]]


class Applications:
    """The verbs and questions about applications of a round."""

    def __init__(self, context: DeskContext, intake: Intake) -> None:
        self._context = context
        self._intake = intake

    # ------------------------------------------------------------ verbs

    def register(self, round_id: str, data: UnitData, application: str = "") -> str:
        """Record that a unit applies, or correct what is recorded; returns the application's id."""
        if not data.unit.strip():
            raise UnitNameMissing
        code = check_credit_code(data.credit_code)
        application = application or secrets.token_hex(8)
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            policy.category(data.category)
            content = ApplicationRegistered(
                unit=data.unit.strip(),
                credit_code=str(code),
                category=data.category,
                region=data.region.strip(),
                industry=data.industry.strip(),
                third_party=data.third_party.strip(),
                address=data.address.strip(),
                contact=data.contact.strip(),
                telephone=data.telephone.strip(),
                remark=data.remark.strip(),
            )
            self._context.record(work.ledger, round_id, "application.registered", (application,), content)
            work.commit()
        return application

    def look_into(
        self, source: str, progress: Progress = SILENT
    ) -> tuple[Inventory, Mapping[str, str] | None]:
        """Read a package into the file store and list it; nothing is recorded yet. Path of a folder or archive."""
        return self._intake(source, progress)

    def receive_package(
        self, round_id: str, application: str, source_name: str, inventory: Inventory
    ) -> Receipt:
        """Record the package and what the policy's list of documents finds in it."""
        with self._context.works(round_id) as work:
            ledger = work.ledger
            before = value(ledger, "package.received", application)
            version = (int(before["version"]) if before else 0) + 1
            content = PackageReceived(
                source=source_name,
                version=version,
                digest=inventory.digest,
                files=len(inventory.files),
                inventory=inventory.to_json(),
            )
            self._context.record(ledger, round_id, "package.received", (application,), content)
            policy, _ = self._context.rules(ledger, round_id)
            registered = self._registered(ledger, application)
            paths = {file.number: file.path for file in inventory.files}
            found = guess_documents(policy, registered["category"], paths)
            self._record_documents(ledger, round_id, application, policy, inventory, found)
            work.commit()
        return Receipt(application=application, inventory=inventory, version=version)

    def assign_documents(
        self, round_id: str, application: str, assigned: Mapping[str, Sequence[int]], notes: Mapping[str, str]
    ) -> None:
        """Record which files serve as which required document, as a person decided; notes by document code."""
        with self._context.works(round_id) as work:
            policy, _ = self._context.rules(work.ledger, round_id)
            inventory = self._inventory(work.ledger, application)
            chosen = {code: tuple(numbers) for code, numbers in assigned.items()}
            for number in sorted({number for numbers in chosen.values() for number in numbers}):
                if inventory.file(number) is None:
                    raise FileUnknown(number=number)
            self._record_documents(work.ledger, round_id, application, policy, inventory, chosen, notes)
            work.commit()

    def request_correction(
        self, round_id: str, application: str, *, office: str, contact: str, deadline: date, issued: date
    ) -> tuple[AttachmentLine, ...]:
        """Issue the notice of what is missing (补正通知): one record, a docx and a signed PDF."""
        context, signer = self._context, self._context.signer(round_id)
        with context.works(round_id) as work:
            ledger = work.ledger
            policy, _ = context.rules(ledger, round_id)
            missing = [
                line
                for line in self._documents(ledger, policy, application)
                if line.state in {"missing", "unusable"}
            ]
            if not missing:
                raise NothingMissing
            items = tuple(
                MissingItem(
                    title=line.title,
                    problem=line.note or said(DOCUMENT_STATES, line.state),
                    source=line.article,
                )
                for line in missing
            )
            content = CorrectionRequested(
                items=tuple({"title": i.title, "problem": i.problem, "source": i.source} for i in items),
                deadline=deadline.isoformat(),
                office=office,
                contact=contact,
                date=issued.isoformat(),
            )
            notice_id = secrets.token_hex(8)
            entry = context.record(
                ledger, round_id, "correction.requested", (application, notice_id), content
            )
            notice = CorrectionNotice(
                case=self.case(ledger, round_id, application),
                office=office,
                items=items,
                deadline=deadline,
                issued=issued,
                contact=contact,
                record_id=entry,
            )
            docx, pdf = context.printer.correction_notice(notice, signer)
            unit = str(self._registered(ledger, application)["unit"])
            lines = []
            for data, ending in ((docx, "docx"), (pdf, "pdf")):
                attachment = Attachment(
                    sha256=context.blobs.add_bytes(data), name=f"补正通知 {unit}.{ending}", size=len(data)
                )
                key = (application, f"correction_notice.{ending}/{notice_id}", signer.fingerprint)
                signed = DocumentSigned(record=entry, document=attachment)
                context.record(ledger, round_id, "document.signed", key, signed)
                lines.append(self._attachment(attachment.model_dump()))
            work.commit()
        return tuple(lines)

    def answer_negative(
        self,
        round_id: str,
        application: str,
        head: str,
        *,
        answer: str,
        department: str,
        note: str = "",
        proof: tuple[str, bytes] | None = None,
    ) -> None:
        """Record the answer ("clear", "hit", "unknown") to one head of the negative list, with its proof file."""
        context = self._context
        with context.works(round_id) as work:
            policy, checklists = context.rules(work.ledger, round_id)
            heads = {
                item.code
                for section in checklists[policy.negative_list.checklist].sections
                for item in section.items
            }
            if head not in heads:
                raise HeadUnknown(head=head)
            before = value(work.ledger, "negative.answered", application, head)
            attachment = (
                self._keep(proof)
                if proof
                else (Attachment(**before["proof"]) if before and before["proof"] else None)
            )
            content = NegativeAnswered.model_validate(
                {"answer": answer, "department": department, "note": note, "proof": attachment}
            )
            context.record(work.ledger, round_id, "negative.answered", (application, head), content)
            work.commit()

    # ------------------------------------------------------------ questions

    def lines(self, round_id: str) -> tuple[ApplicationLine, ...]:
        """All applications of the round that this desk may show, by unit."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id)
            return application_lines(status)

    def detail(self, round_id: str, application: str) -> ApplicationDetail:
        """Everything about one application that this desk may show."""
        context = self._context
        with context.works(round_id) as work:
            ledger = work.ledger
            policy, checklists = context.rules(ledger, round_id)
            status = standing(context, ledger, round_id, application)
            line = application_line(status, application)
            registered = self._registered(ledger, application)
            package = value(ledger, "package.received", application)
            gate = status.gate(application)
            listed = context.offered(ledger, round_id, registered["category"])
            return ApplicationDetail(
                line=line,
                address=registered["address"],
                contact=registered["contact"],
                telephone=registered["telephone"],
                remark=registered["remark"],
                package_source=package["source"] if package else "",
                package_version=package["version"] if package else 0,
                package_digest=package["digest"] if package else "",
                inventory=Inventory.from_json(package["inventory"]) if package and gate == "open" else None,
                gate=gate,
                documents=self._documents(ledger, policy, application),
                negative=self._negative(ledger, status, application),
                opinions=opinions_of(status, application),
                assignments=assignment_lines(status, application),
                notices=self._notices(ledger, application),
                events=events_of(status, application),
                checklists=tuple((name, checklists[name].title) for name in listed),
            )

    def file(self, round_id: str, application: str, number: int) -> tuple[PackageFile, str]:
        """One file of the package and its SHA-256, behind the recusal gate; raises `GateClosed`."""
        with self._context.works(round_id) as work:
            status = standing(self._context, work.ledger, round_id, application)
            gate = status.gate(application)
            if gate != "open":
                raise GateClosed(state=gate)
            inventory = self._inventory(work.ledger, application)
        file = inventory.file(number)
        if file is None:
            raise FileUnknown(number=number)
        return file, file.sha256

    def case(self, ledger: LedgerStore, round_id: str, application: str) -> Case:
        """The head of every printed document about an application."""
        opened = ledger.heads("round.opened", (round_id,))[0].content
        registered = self._registered(ledger, application)
        return Case(
            round_title=opened["title"],
            sample=opened["sample"],
            application_id=application,
            unit_name=registered["unit"],
            credit_code=registered["credit_code"],
            category=said(CATEGORIES, registered["category"]),
            region=registered["region"],
        )

    # ------------------------------------------------------------ parts

    def _record_documents(
        self,
        ledger: LedgerStore,
        round_id: str,
        application: str,
        policy: Policy,
        inventory: Inventory,
        assigned: Mapping[str, tuple[int, ...]],
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Record the documents; without notes nobody has looked, and the record says so."""
        registered = self._registered(ledger, application)
        checks = completeness(policy, registered["category"], bool(registered["third_party"]), assigned)
        unusable = {file.number for file in inventory.unreadable()}
        documents = tuple(
            _found(check, unusable, (notes or {}).get(check.document.code, "")) for check in checks
        )
        complete = all(document.state in {"present", "not_required"} for document in documents)
        content = CompletenessChecked(
            package=inventory.digest, confirmed=notes is not None, documents=documents, complete=complete
        )
        self._context.record(ledger, round_id, "completeness.checked", (application,), content)

    def _documents(self, ledger: LedgerStore, policy: Policy, application: str) -> tuple[DocumentLine, ...]:
        registered = self._registered(ledger, application)
        checked = value(ledger, "completeness.checked", application)
        found = {document["code"]: document for document in checked["documents"]} if checked else {}
        lines = []
        for check in completeness(policy, registered["category"], bool(registered["third_party"]), {}):
            known = found.get(check.document.code)
            lines.append(
                DocumentLine(
                    code=check.document.code,
                    title=check.document.title,
                    article=check.document.article,
                    required=check.due,
                    files=tuple(known["files"]) if known else (),
                    state=known["state"] if known else check.state.value,
                    note=known["note"] if known else "",
                )
            )
        return tuple(lines)

    def _negative(self, ledger: LedgerStore, status: Standing, application: str) -> tuple[NegativeLine, ...]:
        answers = first_heads(ledger.all_heads("negative.answered", (application,)))
        lines = []
        for item in status.negative_items:
            head = answers.get((application, item.code))
            content = head.content if head else {}
            lines.append(
                NegativeLine(
                    code=item.code,
                    title=item.title,
                    requirement=item.requirement,
                    source=item.provenance.source,
                    answer=content.get("answer", ""),
                    department=content.get("department", ""),
                    note=content.get("note", ""),
                    proof=self._attachment(content["proof"]) if content.get("proof") else None,
                    by=status.name(head.author) if head else "",
                    at=head.time[0] if head else 0,
                )
            )
        return tuple(lines)

    def _notices(self, ledger: LedgerStore, application: str) -> tuple[tuple[AttachmentLine, ...], ...]:
        notices: dict[str, list[AttachmentLine]] = {}
        for head in ledger.all_heads("document.signed", (application,)):
            if head.key[1].startswith("correction_notice"):
                notices.setdefault(head.content["record"], []).append(
                    self._attachment(head.content["document"])
                )
        return tuple(tuple(files) for files in notices.values())

    def _attachment(self, content: Mapping[str, object]) -> AttachmentLine:
        sha256 = str(content["sha256"])
        size = int(str(content["size"]))
        return AttachmentLine(
            sha256=sha256, name=str(content["name"]), size=size, here=self._context.blobs.has(sha256)
        )

    def _keep(self, proof: tuple[str, bytes]) -> Attachment:
        name, data = proof
        return Attachment(sha256=self._context.blobs.add_bytes(data), name=name, size=len(data))

    def _inventory(self, ledger: LedgerStore, application: str) -> Inventory:
        package = value(ledger, "package.received", application)
        if package is None:
            raise NoPackage
        return Inventory.from_json(package["inventory"])

    @staticmethod
    def _registered(ledger: LedgerStore, application: str) -> Mapping[str, str]:
        content = value(ledger, "application.registered", application)
        if content is None:
            raise ApplicationUnknown(application=application)
        return content


def _found(check: DocumentCheck, unusable: set[int], note: str) -> DocumentFound:
    """What the record says of one document; files that nobody can read do not count."""
    state = check.state.value
    if check.files and unusable.issuperset(check.files):
        state = "unusable"
    return DocumentFound.model_validate(
        {"code": check.document.code, "files": check.files, "state": state, "note": note}
    )
