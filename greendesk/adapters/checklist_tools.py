"""Checklists over files: what the use case needs of texts, values and workbooks."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from greendesk.adapters.atomic import atomic_file
from greendesk.adapters.checklist_problems import problems_of
from greendesk.adapters.checklist_schema import ChecklistFile, SectionFile
from greendesk.adapters.checklist_text import checklist_values, write_checklist
from greendesk.adapters.checklist_xlsx import checklist_to_xlsx, read_checklist_xlsx
from greendesk.adapters.foreign_xlsx import WorkbookUnreadable
from greendesk.adapters.policy_files import PolicyLibrary, RulesReader
from greendesk.adapters.rule_files import RuleFiles, rule_files
from greendesk.domain.checklist import Checklist, Section, full_marks
from greendesk.domain.checklist_reading import ChecklistReading, Problem
from greendesk.use_cases.checklists import SectionSum

LARGEST = 16 * 1024 * 1024


class ChecklistTools:
    """The checklists of the program, or of a resources folder, and the forms in which checklists come and go."""

    def __init__(self, resources: Path | RuleFiles) -> None:
        """Look for `checklists` under this folder, or among these files."""
        self._files = rule_files(resources)
        self._library = PolicyLibrary(self._files)
        self._texts: dict[str, str] = {}
        self._mark = ""

    def shipped(self) -> Mapping[str, str]:
        """Return the text of every checklist that comes with the program, by id."""
        if not self._texts or self._mark != self._files.mark:
            self._mark = self._files.mark
            ids = self._library.checklist_ids()
            self._texts = {name: self._library.checklist_bytes(name).decode() for name in ids}
        return self._texts

    def values(self, text: str, /) -> dict[str, Any]:
        """Return what a right text means, in the shape of its file."""
        return checklist_values(RulesReader().checklist(text))

    def text(self, values: Mapping[str, Any], /) -> str:
        """Return the text of values."""
        return write_checklist(values)

    def problems(self, values: Mapping[str, Any], /) -> tuple[Problem, ...]:
        """Return everything that is wrong with values."""
        return problems_of(values)

    def sums(self, values: Mapping[str, Any], /) -> tuple[tuple[SectionSum, ...], Decimal | None]:
        """Return what the sections and the whole make up, as far as it can be said."""
        return tuple(_sum(one) for one in values.get("sections", ())), _total(values)

    def read_workbook(self, source: Path, /) -> ChecklistReading:
        """Return the checklist of a workbook, or its errors by cell."""
        try:
            if source.stat().st_size > LARGEST:
                raise WorkbookUnreadable(bytes=LARGEST)
            data = source.read_bytes()
        except OSError as error:
            raise WorkbookUnreadable from error
        return read_checklist_xlsx(data, source.name)

    def write_workbook(self, target: Path, checklist: Checklist, /) -> None:
        """Write a checklist as a workbook, whole or not at all."""
        data = checklist_to_xlsx(checklist)
        with atomic_file(target) as stream:
            stream.write(data)


def _sum(section: Mapping[str, Any]) -> SectionSum:
    try:
        read = SectionFile.model_validate(section).value()
        found = full_marks(read) if _is_known(read) else None
    except ValidationError:
        found = None
    return SectionSum(
        code=str(section.get("code") or ""),
        title=str(section.get("title") or ""),
        scored=section.get("scored") is True,
        counted=section.get("counted", True) is True,
        weight=str(section.get("weight") or ""),
        share=str(section.get("share") or ""),
        found=found,
    )


def _total(values: Mapping[str, Any]) -> Decimal | None:
    try:
        checklist = ChecklistFile.model_validate(values).value("")
    except ValidationError:
        return None
    counted = [one for one in checklist.sections if one.scored and one.counted]
    return checklist.max_total if all(_is_known(one) for one in counted) else None


def _is_known(section: Section) -> bool:
    return all(item.is_gate or item.max_points is not None for item in section.items)
