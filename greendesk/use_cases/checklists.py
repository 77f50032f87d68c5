"""Checklists: what the round and the program have, a draft of next year's edition, and signing it into the round."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

from greendesk.domain.checklist import Category, Checklist
from greendesk.domain.checklist_reading import ChecklistReading, Problem
from greendesk.errors import Refusal
from greendesk.ledger.kinds import ChecklistSigned, Role
from greendesk.ledger.store import LedgerStore
from greendesk.ports import Draft
from greendesk.use_cases.desk_context import DeskContext, first_heads, value


class ChecklistFaulty(Refusal):
    """The checklist still has problems."""

    code = "GD-423"


class SigningReasonMissing(Refusal):
    """A checklist is signed into a round with a reason."""

    code = "GD-424"


class NotTheAuthority(Refusal):
    """Only the authority of the round signs checklists into it."""

    code = "GD-425"


class ChecklistUnchanged(Refusal):
    """The round has exactly this text already."""

    code = "GD-426"


class ChecklistNotFound(Refusal):
    """Neither the round nor the program nor a draft has the checklist."""

    code = "GD-427"


class CategoryDiffers(Refusal):
    """The round has a checklist of this id for another category."""

    code = "GD-429"


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionSum:
    """What the items of a section make up, beside what it says; None is not known."""

    code: str
    title: str
    scored: bool
    counted: bool
    weight: str
    share: str
    found: Decimal | None


class ChecklistFiles(Protocol):
    """Reads and writes checklists: their text, their values, their workbooks."""

    def shipped(self) -> Mapping[str, str]:
        """The text of every checklist that comes with the program, by id."""
        ...

    def values(self, text: str, /) -> dict[str, Any]:
        """What stands in a text."""
        ...

    def text(self, values: Mapping[str, Any], /) -> str:
        """The text of values."""
        ...

    def problems(self, values: Mapping[str, Any], /) -> tuple[Problem, ...]:
        """Everything that is wrong with values."""
        ...

    def sums(self, values: Mapping[str, Any], /) -> tuple[tuple[SectionSum, ...], Decimal | None]:
        """What the sections and the whole make up."""
        ...

    def read_workbook(self, source: Path, /) -> ChecklistReading:
        """The checklist of a workbook, or its errors by cell."""
        ...

    def write_workbook(self, target: Path, checklist: Checklist, /) -> None:
        """Write a checklist as a workbook, whole or not at all."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """One checklist in the list; `pinned` reviews rest on this text, `pinned_before` on an earlier one."""

    id: str
    title: str
    edition: str
    category: str
    usable: str
    digest: str
    in_round: bool
    signed: bool
    has_draft: bool
    pinned: int
    pinned_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How the text of the round came to be: by whom, when, why."""

    name: str
    at: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistSheet:
    """A checklist as it stands, or its draft: values, what is wrong, what they make up."""

    id: str
    values: Mapping[str, Any]
    problems: tuple[Problem, ...]
    sections: tuple[SectionSum, ...]
    total: Decimal | None
    changed: bool
    in_round: bool
    signing: Signing | None
    saved_at: int
    undo: int
    redo: int


class Checklists:
    """The verbs and questions about checklists of a round."""

    def __init__(self, context: DeskContext, files: ChecklistFiles) -> None:
        self._context, self._files = context, files
        self._shipped: dict[str, Checklist] = {}

    # ------------------------------------------------------------ questions

    def lines(self, round_id: str) -> tuple[ChecklistLine, ...]:
        """Every checklist of the round, then of drafts that were imported, then of the program, by category."""
        with self._context.works(round_id) as work:
            ledger = work.ledger
            in_round = self._context.rules(ledger, round_id)[1]
            signed = {key[0] for key in first_heads(ledger.all_heads("checklist.signed", without="text"))}
            pins = [
                (head.content["checklist"], head.content["checklist_digest"])
                for head in first_heads(ledger.all_heads("review.submitted", without="findings")).values()
            ]
        further = {name: one for name, one in self._of_program().items() if name not in in_round}
        lines = []
        for name, checklist in {**further, **in_round}.items():
            now = pins.count((name, checklist.digest))
            lines.append(
                ChecklistLine(
                    id=name,
                    title=checklist.title,
                    edition=checklist.edition,
                    category=checklist.category.value,
                    usable=checklist.usable.value,
                    digest=checklist.digest,
                    in_round=name in in_round,
                    signed=name in signed,
                    has_draft=self._draft(round_id, name) is not None,
                    pinned=now,
                    pinned_before=sum(one == name for one, _ in pins) - now,
                )
            )
        known = {line.id for line in lines}
        lines += [line for line in self._imported(round_id) if line.id not in known]
        return tuple(sorted(lines, key=_order))

    def open(self, round_id: str, checklist: str) -> ChecklistSheet:
        """The draft of a checklist if there is one, else the checklist as it stands."""
        with self._context.works(round_id) as work:
            text = self._text(work.ledger, round_id, checklist)
            in_round = checklist in self._context.rules(work.ledger, round_id)[1]
            signing = self._signing(work.ledger, checklist)
        draft = self._draft(round_id, checklist)
        if draft is None and not text:
            raise ChecklistNotFound(checklist=checklist)
        standing = self._files.values(text) if text else {}
        values = draft.content["values"] if draft else standing
        sections, total = self._files.sums(values)
        problems = self._files.problems(values)
        return ChecklistSheet(
            id=checklist,
            values=values,
            problems=problems,
            sections=sections,
            total=total,
            changed=values != standing and (bool(problems) or self._means(values) != standing),
            in_round=in_round,
            signing=signing,
            saved_at=draft.saved_at if draft else 0,
            undo=draft.undo if draft else 0,
            redo=draft.redo if draft else 0,
        )

    def problems(self, values: Mapping[str, Any]) -> tuple[Problem, ...]:
        """Everything that is wrong with a checklist in the shape of its file."""
        return self._files.problems(values)

    # ------------------------------------------------------------ the draft

    def save_draft(
        self, round_id: str, checklist: str, values: Mapping[str, Any], label: str
    ) -> ChecklistSheet:
        """Keep a change, wrong or right; on disk when the call returns."""
        context, key = self._context, _key(round_id, checklist)
        if context.drafts.get(key) is None:
            before = self.open(round_id, checklist).values
            context.drafts.put(key, {"values": dict(before)}, "begin", context.clock.now())
        context.drafts.put(key, {"values": dict(values)}, label, context.clock.now())
        return self.open(round_id, checklist)

    def undo(self, round_id: str, checklist: str) -> ChecklistSheet:
        """Take the last change of the draft back, also after a restart."""
        self._context.drafts.undo(_key(round_id, checklist), self._context.clock.now())
        return self.open(round_id, checklist)

    def redo(self, round_id: str, checklist: str) -> ChecklistSheet:
        """Do the change again that was taken back last."""
        self._context.drafts.redo(_key(round_id, checklist), self._context.clock.now())
        return self.open(round_id, checklist)

    def discard(self, round_id: str, checklist: str) -> None:
        """Forget the draft; one that was imported leaves the list."""
        self._context.drafts.drop(_key(round_id, checklist))

    # ------------------------------------------------------------ files

    def export(self, round_id: str, checklist: str, target: Path) -> None:
        """Write the draft, or the checklist as it stands, as a workbook."""
        text = self._whole_text(self.open(round_id, checklist))
        self._files.write_workbook(target, self._context.library.checklist(text))

    def import_file(self, source: Path) -> ChecklistReading:
        """Read a workbook; nothing is kept yet."""
        return self._files.read_workbook(source)

    def adopt(self, round_id: str, text: str) -> ChecklistSheet:
        """Make an imported text the draft of its checklist."""
        values, drafts = self._files.values(text), self._context.drafts
        name = self._context.library.checklist(text).id
        with self._context.works(round_id) as work:
            known = bool(self._text(work.ledger, round_id, name))
        if not known and self._draft(round_id, name) is None:
            now, content = self._context.clock.now(), {"values": values}
            drafts.put(_key(round_id, name), content, "begin", now)
            listed = self._ids(round_id)
            drafts.put(_index(round_id), {"ids": sorted({*listed, name})}, "import", now)
            return self.open(round_id, name)
        return self.save_draft(round_id, name, values, "import")

    # ------------------------------------------------------------ signing

    def sign_draft(self, round_id: str, checklist: str, reason: str) -> str:
        """Sign the draft into the round and forget it; returns the id that it has there."""
        text = self._whole_text(self.open(round_id, checklist))
        name = self.sign(round_id, text, reason)
        self.discard(round_id, checklist)
        return name

    def sign(self, round_id: str, text: str, reason: str) -> str:
        """Put an edition of a checklist into the round; reviews that began keep theirs. Returns its id."""
        if not reason.strip():
            raise SigningReasonMissing
        problems = self._files.problems(self._files.values(text))
        if problems:
            raise ChecklistFaulty(count=len(problems))
        checklist = self._context.library.checklist(text)
        with self._context.works(round_id) as work:
            if not self._is_authority(work.ledger, round_id):
                raise NotTheAuthority
            present = self._context.rules(work.ledger, round_id)[1].get(checklist.id)
            if present is not None and replace(present, digest=checklist.digest) == checklist:
                raise ChecklistUnchanged(checklist=checklist.id)
            if present is not None and present.category is not checklist.category:
                raise CategoryDiffers(checklist=checklist.id)
            content = ChecklistSigned(text=text, digest=checklist.digest, reason=reason.strip())
            self._context.record(work.ledger, round_id, "checklist.signed", (checklist.id,), content)
            work.commit()
        return checklist.id

    def may_sign(self, round_id: str) -> bool:
        """Whether this desk signs checklists into the round."""
        with self._context.works(round_id) as work:
            return self._is_authority(work.ledger, round_id)

    # ------------------------------------------------------------ parts

    def _of_program(self) -> Mapping[str, Checklist]:
        if not self._shipped:
            library = self._context.library
            self._shipped = {name: library.checklist(text) for name, text in self._files.shipped().items()}
        return self._shipped

    def _is_authority(self, ledger: LedgerStore, round_id: str) -> bool:
        mine = value(ledger, "participant.admitted", self._context.me(round_id))
        return mine is not None and Role.AUTHORITY.value in mine["roles"]

    def _whole_text(self, sheet: ChecklistSheet) -> str:
        if sheet.problems:
            raise ChecklistFaulty(count=len(sheet.problems))
        return self._files.text(sheet.values)

    def _text(self, ledger: LedgerStore, round_id: str, checklist: str) -> str:
        """The text in force in the round, else the program's, else none."""
        present = self._context.rules(ledger, round_id)[1].get(checklist)
        if present is None:
            return self._files.shipped().get(checklist, "")
        return self._context.text_of(ledger, round_id, checklist, present.digest)

    @staticmethod
    def _signing(ledger: LedgerStore, checklist: str) -> Signing | None:
        heads = ledger.heads("checklist.signed", (checklist,))
        if not heads:
            return None
        author = value(ledger, "participant.admitted", heads[0].author)
        name = str(author["name"]) if author else heads[0].author[:8]
        return Signing(name=name, at=heads[0].time[0], reason=heads[0].content["reason"])

    def _means(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The same values without what says nothing, such as an optional field that was emptied again."""
        return self._files.values(self._files.text(values))

    def _draft(self, round_id: str, checklist: str) -> Draft | None:
        return self._context.drafts.get(_key(round_id, checklist))

    def _ids(self, round_id: str) -> tuple[str, ...]:
        index = self._context.drafts.get(_index(round_id))
        return tuple(index.content["ids"]) if index else ()

    def _imported(self, round_id: str) -> list[ChecklistLine]:
        """The drafts that have neither a checklist of the round nor of the program behind them."""
        lines = []
        for name in self._ids(round_id):
            draft = self._draft(round_id, name)
            if draft is not None:
                values = draft.content["values"]
                lines.append(
                    ChecklistLine(
                        id=name,
                        title=str(values.get("title", name)),
                        edition=str(values.get("edition", "")),
                        category=str(values.get("category", "")),
                        usable=str(values.get("usable", "")),
                        digest="",
                        in_round=False,
                        signed=False,
                        has_draft=True,
                        pinned=0,
                        pinned_before=0,
                    )
                )
        return lines


def _order(line: ChecklistLine) -> tuple[bool, int, str, str]:
    """Those of the round first, by category; what all categories share comes last."""
    categories = [one.value for one in Category]
    place = categories.index(line.category) if line.category in categories else len(categories)
    return not line.in_round, place, line.title, line.id


def _key(round_id: str, checklist: str) -> str:
    return f"checklist/{round_id}/{checklist}"


def _index(round_id: str) -> str:
    return f"checklists/{round_id}"
