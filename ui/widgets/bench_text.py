"""Finding words in the text of pages: spaces, line ends, letter case and full-width forms do not matter."""

import unicodedata
from dataclasses import dataclass

AROUND = 7


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable, and for every character of it where it stood in the text it was made from."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> str:
    """Return the comparable form of a text."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def folded(text: str) -> Folded:
    """Return the comparable form of a text with the places of its characters."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character).casefold():
            if not one.isspace():
                characters.append(one)
                places.append(place)
    return Folded(text="".join(characters), places=tuple(places))


def occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return start and length, in the text as it is, of every occurrence of folded words."""
    if not wanted or wanted not in fold(text):
        return []
    page, found, start = folded(text), [], 0
    while (start := page.text.find(wanted, start)) >= 0:
        last = start + len(wanted) - 1
        found.append((page.places[start], page.places[last] - page.places[start] + 1))
        start = last + 1
    return found


def excerpt(text: str, start: int, length: int) -> str:
    """Return the words around an occurrence on one line."""
    before, after = text[max(0, start - AROUND) : start], text[start + length : start + length + 4 * AROUND]
    return " ".join(f"{before}{text[start : start + length]}{after}".split())
