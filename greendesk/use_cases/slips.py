"""The slip that goes with a file, from what was packed and written."""

from greendesk.domain.moments import moment
from greendesk.domain.papers import Person
from greendesk.domain.papers_slip import CoverSlip, SlipFile
from greendesk.ledger.entry import sha256
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.handover import Carried, CarriedFile
from greendesk.use_cases.letters import Letter
from greendesk.use_cases.packing import Packed
from greendesk.words import fingerprint_words


def cover_slip(
    context: DeskContext, letter: Letter, packed: Packed, carried: Carried, *, encrypted: bool
) -> CoverSlip:
    """Say what was packed, for whom, and how the file that came of it is known again."""
    with context.works(letter.round) as work:
        opened = work.ledger.heads("round.opened", (letter.round,))
    files = packed.content.attachments()
    sender = letter.sender
    return CoverSlip(
        round_title=opened[0].content["title"] if opened else "",
        sample=bool(opened and opened[0].content["sample"]),
        sender=Person(name=sender.name, title=sender.title, organisation=sender.organisation),
        sender_words=fingerprint_words(sha256(context.registrar.public_key)),
        recipients=tuple(
            Person(name=line.name, title=line.title, organisation=line.organisation)
            for line in packed.readers
        ),
        made=moment(letter.made),
        encrypted=encrypted,
        complete=packed.fresh,
        file=_file(carried.file),
        parts=tuple(map(_file, carried.parts)),
        kinds=tuple(packed.tally.kinds.most_common()),
        withheld=tuple(packed.tally.withheld.most_common()),
        attachments=len(files),
        attachments_size=sum(context.blobs.size(sha) for sha in files),
    )


def _file(file: CarriedFile) -> SlipFile:
    return SlipFile(name=file.name, size=file.size, sha256=file.sha256)
