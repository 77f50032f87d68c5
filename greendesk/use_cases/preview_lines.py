"""What a file would change, line by line: whose record, about what, and which value it stands against."""

from collections.abc import Iterator, Mapping, Sequence

from greendesk.ledger.entry import Body, Entry, EntryId, read_body
from greendesk.ledger.fold import well_formed
from greendesk.ledger.kinds import KINDS
from greendesk.ledger.store import LedgerStore
from greendesk.queries import PreviewLine

_PORTION = 50  # bodies that are held at once: reviews are long
GROUPS = {"withheld": "withheld", "waiting": "waiting"}  # by the state of what does not count at once


def preview_lines(
    ledger: LedgerStore,
    entries: Sequence[str],
    groups: Mapping[str, str],
    aside: Mapping[str, tuple[str, str]],
    people: Mapping[str, str],
) -> Iterator[tuple[PreviewLine, Body | None]]:
    """The lines of entries that a file brings, with their bodies.

    `groups` names those that want a person's eye, `aside` state and reason of those that do not count.
    """
    units: dict[str, str] = {}
    for start in range(0, len(entries), _PORTION):
        read = [(entry, _told(entry, raw)) for entry, raw in ledger.read(entries[start : start + _PORTION])]
        replaced = [old for _, body in read if body is not None for old in body.replaces]
        told = ((old, _told(old, raw)) for old, raw in ledger.read(replaced))
        olds = {old.id: _change(body, people) for old, body in told if body is not None}
        for entry, body in read:
            group = groups.get(entry.id, "")
            state, reason = aside.get(entry.id, ("", ""))
            line = PreviewLine(
                group=group or (GROUPS.get(state, "refused") if state else "write"),
                kind=body.kind if body else "",
                subject=_subject(ledger, body, people, units) if body else "",
                change=_change(body, people) if body else "",
                who=people.get(entry.author, entry.author[:8]),
                at=entry.time[0],
                reason=reason,
                before=_before(ledger, entry, body, group, olds, people) if body else "",
            )
            yield line, body


def _told(entry: Entry, raw: bytes | None) -> Body | None:
    """The body, as far as it has the shape that its kind promises."""
    body = read_body(entry, raw) if raw is not None else None
    return body if body is not None and (body.kind not in KINDS or well_formed(entry, body)) else None


def _subject(ledger: LedgerStore, body: Body, people: Mapping[str, str], units: dict[str, str]) -> str:
    """The unit, or else the person, that a record is about; units are asked for once."""
    name = body.key[0] if body.key else ""
    if name not in units:
        unit = next(iter(ledger.heads("application.registered", (name,))), None)
        units[name] = unit.content["unit"] if unit else ""
    return units[name] or (people.get(body.key[-1], "") if body.key else "")


def _before(
    ledger: LedgerStore,
    entry: Entry,
    body: Body,
    group: str,
    olds: Mapping[EntryId, str],
    people: Mapping[str, str],
) -> str:
    """What a new value stands against: the other heads in a conflict, else what it takes the place of."""
    if group == "conflict":
        heads = (head for head in ledger.heads(body.kind, body.key) if head.entry != entry.id)
        bodies = (Body(kind=head.kind, key=head.key, replaces=(), content=head.content) for head in heads)
        others = [_change(one, people) for one in bodies]
    else:
        others = [olds[old] for old in body.replaces if old in olds]
    return "；".join(filter(None, others))


def _change(body: Body, people: Mapping[str, str]) -> str:
    """The part of a content that tells most, as a code or a figure; screens put words around it."""
    content = body.content
    parts = {
        "review.submitted": ("total", "recommendation"),
        "panel.concluded": ("score", "recommendation"),
        "opinion.recorded": ("position", "number"),
        "negative.answered": ("answer",),
        "application.registered": ("unit",),
        "participant.admitted": ("name", "organisation"),
        "package.received": ("source",),
        "review.returned": ("reason",),
        "round.opened": ("title",),
    }.get(body.kind, ())
    words = [str(content[part]) for part in parts if part in content]
    if body.kind in {"negative.answered", "opinion.recorded"}:
        words.insert(0, body.key[1])
    if body.kind == "expert.assigned":
        words.append(people.get(body.key[1], body.key[1][:8]))
        words.append("active" if content["active"] else "inactive")
    if body.kind == "recusal.declared":
        words.append("conflict" if content["conflict"] else "none")
    if body.kind == "completeness.checked":
        words.append("complete" if content["complete"] else "incomplete")
    if body.kind == "package.received":
        words.append(str(content["version"]))
    if body.kind == "document.signed":
        words.append(str(content["document"]["name"]))
    return " · ".join(words)
