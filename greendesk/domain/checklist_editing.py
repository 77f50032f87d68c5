"""Editing a checklist in the shape of its file: each change gives new values and leaves the old ones alone."""

from collections.abc import Callable, Mapping
from typing import Any

from greendesk.domain.checklist_reading import Place

Values = dict[str, Any]
PROPOSED = "proposed"
ITEM_DEPTH = 4  # sections, 0, items, 0
OFFICIAL_FIELDS = frozenset(
    {"title", "requirement", "max_points", "baseline", "leading", "direction", "unit"}
)
_NEW_KIND = {True: "graded", False: "veto"}  # by whether the section gives points


def field_at(values: Mapping[str, Any], place: Place) -> Any:  # noqa: ANN401 - the shape of a file
    """Return what stands at a place, None where nothing does."""
    found: Any = values
    for step in place:
        if isinstance(found, Mapping):
            found = found.get(str(step))
        elif isinstance(found, list | tuple) and isinstance(step, int) and step < len(found):
            found = found[step]
        else:
            return None
    return found


def with_field(values: Mapping[str, Any], place: Place, value: object) -> Values:
    """Put a value at a place; what is on the way must be there, the last step need not."""
    return _changed(values, place, lambda _: value)


def with_reworded(values: Mapping[str, Any], place: Place, value: object) -> Values:
    """Put a value at a place; an item that was read in the official paper is not so any more once it says more.

    The person who copies the new official wording says so again in the state and the source.
    """
    changed = with_field(values, place, value)
    if len(place) == ITEM_DEPTH + 1 and place[-1] in OFFICIAL_FIELDS:
        state = (*place[:ITEM_DEPTH], "provenance", "state")
        if field_at(values, state) == "read_official":
            return with_field(changed, state, PROPOSED)
    return changed


def with_item(values: Mapping[str, Any], section: int, at: int, code: str) -> Values:
    """Put a new item before the item `at` of a section; its wording is empty and has to be written."""

    def insert(items: Any) -> list[Any]:  # noqa: ANN401 - the shape of a file
        kind = _NEW_KIND[field_at(values, ("sections", section, "scored")) is True]
        item = {
            "code": code,
            "title": "",
            "requirement": "",
            "kind": kind,
            "max_points": None,
            "provenance": {"state": PROPOSED, "source": ""},
        }
        return [*items[:at], item, *items[at:]]

    return _changed(values, ("sections", section, "items"), insert)


def without_item(values: Mapping[str, Any], section: int, at: int) -> Values:
    """Take an item out of its section."""
    return _changed(values, ("sections", section, "items"), lambda items: [*items[:at], *items[at + 1 :]])


def moved_item(values: Mapping[str, Any], section: int, at: int, by: int) -> tuple[Values, int, int]:
    """Move an item up or down, over the end of its section into the next; returns where it is now."""
    items = field_at(values, ("sections", section, "items"))
    place = at + by
    if 0 <= place < len(items):

        def swap(given: Any) -> list[Any]:  # noqa: ANN401 - the shape of a file
            found = list(given)
            found[at], found[place] = found[place], found[at]
            return found

        return _changed(values, ("sections", section, "items"), swap), section, place
    other = section + by
    if not 0 <= other < len(values["sections"]) or len(items) == 1:  # no section without items
        return dict(values), section, at
    item = items[at]
    taken = without_item(values, section, at)
    there = field_at(taken, ("sections", other, "items"))
    to = 0 if by > 0 else len(there)
    placed = _changed(taken, ("sections", other, "items"), lambda given: [*given[:to], item, *given[to:]])
    return placed, other, to


def free_code(values: Mapping[str, Any], section: int) -> str:
    """Return a code that no item has, made from the code of the section."""
    used = {item.get("code") for one in values["sections"] for item in one["items"]}
    code = field_at(values, ("sections", section, "code")) or "N"
    number = len(field_at(values, ("sections", section, "items"))) + 1
    while f"{code}-{number}" in used:
        number += 1
    return f"{code}-{number}"


def _changed(values: Mapping[str, Any], place: Place, change: Callable[[Any], object]) -> Values:
    head, *rest = place
    found: Values = dict(values)
    if not rest:
        found[str(head)] = change(values.get(str(head)))
        return found
    below = values.get(str(head), {})
    if isinstance(below, list | tuple):
        number = int(rest[0])
        inside = [*below]
        inside[number] = _changed(below[number], tuple(rest[1:]), change)
        found[str(head)] = inside
        return found
    found[str(head)] = _changed(below, tuple(rest), change)
    return found
