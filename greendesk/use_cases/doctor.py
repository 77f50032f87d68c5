"""The doctor of a desk: examines it, repairs what can be repaired here, and says whom to ask for the rest.

An examination changes nothing: derived tables are made anew inside a transaction that is then undone.
"""

import re

from greendesk.progress import SILENT, Progress
from greendesk.use_cases.care import Care, Files, Safety, Shelf
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.doctor_keeping import Keeping
from greendesk.use_cases.doctor_repair import Repair, Repaired
from greendesk.use_cases.doctor_sources import Source, sources
from greendesk.use_cases.examination import Examination
from greendesk.use_cases.findings import NAMING_LOST, Book, Finding, Health, What

_HEX = re.compile(rb"[0-9a-f]{64}")


class Doctor:
    """Examines the desk, repairs it, and says whom to ask for what is missing."""

    def __init__(
        self,
        context: DeskContext,
        care: Care,
        files: Files,
        shelf: Shelf,
        safety: Safety,
        keeping: Keeping,
    ) -> None:
        self._context = context
        self._care = care
        self._files = files
        self._shelf = shelf
        self._safety = safety
        self._keeping = keeping

    def examine(self, progress: Progress = SILENT) -> Health:
        """Check the database, every envelope, body and signature, every file, and the derived tables."""
        examination = Examination(self._context, self._care, self._files, self._shelf, progress)
        return examination.run(self._safety, self._keeping)

    def rebuild(self, progress: Progress = SILENT) -> Health:
        """Make the derived tables of every round again and say which are not as they were."""
        book, rounds, rows = Book(), self._context.store.rounds(), 0
        for round_id in rounds:
            found = self._care.remake(round_id, progress)
            rows += found.rows
            for table in found.differing:
                book.note(Finding(what=What.DERIVED, round=round_id, title=round_id[:8], name=table))
        return Health(
            findings=book.ordered(),
            counts=dict(book.counts),
            rounds=len(rounds),
            records=0,
            signatures=0,
            withheld=0,
            files=0,
            derived=rows,
        )

    def repair(self, progress: Progress = SILENT) -> Repaired:
        """Put right what this desk can, set aside what is damaged, and note what others have to send again."""
        return Repair(self._context, self._care, self._files, self._shelf, self._safety, progress).run()

    def sweep(self, health: Health) -> int:
        """Remove the files that an examination listed as named by nothing; returns how many went.

        None goes while a record or a content is missing here: it may name them.
        """
        if any(health.counts.get(what) for what in NAMING_LOST):
            return 0
        unnamed = {one.sha256 for one in health.findings if one.what is What.ORPHAN}
        for text in self._care.drafts():
            unnamed.difference_update(name.decode() for name in _HEX.findall(text))
        for round_id in self._context.store.rounds():
            with self._context.works(round_id) as work:
                unnamed = {sha for sha in unnamed if not work.ledger.naming(sha)}
        self._files.discard(unnamed)
        return sum(not self._files.has(sha) for sha in unnamed)

    def sources(self, health: Health) -> tuple[Source, ...]:
        """Which participants are known to have what is missing here, those with most of it first."""
        return sources(self._context, health)
