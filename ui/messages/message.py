"""The shape of one failure put into words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Three sentences in one language; `{name}` stands for a detail of the error."""

    happened: str
    kept: str
    cure: str


@dataclass(frozen=True, slots=True)
class Message:
    """One failure in both languages of the program."""

    zh: Words
    en: Words
