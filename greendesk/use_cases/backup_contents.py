"""What a backup holds, beside what the open desk holds: records by round and person, and rounds it knows nothing of."""

from collections import Counter
from collections.abc import Iterable

from greendesk.use_cases.backup_lines import AuthorHeld, BackupLine, Contents, RoundHeld
from greendesk.use_cases.backup_ports import Inventory, Opened
from greendesk.use_cases.desk_context import DeskContext
from greendesk.use_cases.membership_lines import names_in


def contents_of(context: DeskContext, inventory: Inventory, line: BackupLine, opened: Opened) -> Contents:
    """Compare an opened backup with the open desk."""
    rounds = tuple(_held(context, inventory, opened, one) for one in opened.context.store.rounds())
    inside = {one.round for one in rounds}
    others = [one for one in context.store.rounds() if one not in inside]
    return Contents(
        line=line,
        rounds=rounds,
        entries=sum(one.entries for one in rounds),
        last_entry=max((one.last_entry for one in rounds), default=0),
        drafts=opened.inventory.figures().drafts,
        only_desk=sum(one.only_desk for one in rounds) + sum(_count(inventory.ids(one)) for one in others),
        only_backup=sum(one.only_backup for one in rounds),
        gone=tuple(_title(context, one) for one in others),
    )


def _held(context: DeskContext, inventory: Inventory, opened: Opened, round_id: str) -> RoundHeld:
    there = dict(opened.inventory.ids(round_id))
    known = round_id in context.store.rounds()
    here = dict(inventory.ids(round_id)) if known else {}
    mine = {opened.context.me(round_id), context.me(round_id) if known else ""} - {""}
    people = _names(context, round_id) if known else {}
    with opened.context.works(round_id) as work:
        admitted, units = names_in(work.ledger)
        last = work.ledger.latest_time()[0]
    people |= admitted
    held = Counter(there.values())
    lacking = Counter(author for name, author in here.items() if name not in there)
    authors = [
        AuthorHeld(
            fingerprint=one,
            name=people.get(one, ""),
            me=one in mine or one in context.retired,
            entries=held[one],
            missing=lacking[one],
        )
        for one in held | lacking
    ]
    return RoundHeld(
        round=round_id,
        title=_title(opened.context, round_id),
        applications=len(units),
        entries=len(there),
        last_entry=last,
        authors=tuple(sorted(authors, key=lambda one: (not one.me, one.name, one.fingerprint))),
        only_desk=lacking.total(),
        only_backup=len(there.keys() - here.keys()),
    )


def _title(context: DeskContext, round_id: str) -> str:
    with context.works(round_id) as work:
        heads = work.ledger.heads("round.opened", (round_id,))
    return heads[0].content["title"] if heads else ""


def _names(context: DeskContext, round_id: str) -> dict[str, str]:
    """The names of everybody who was admitted on the open desk."""
    with context.works(round_id) as work:
        return dict(names_in(work.ledger)[0])


def _count(many: Iterable[object]) -> int:
    return sum(1 for _ in many)
