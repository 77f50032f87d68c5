"""The two families of expected failure; leaf classes live beside the code that raises them."""

from typing import ClassVar


class GreendeskError(Exception):
    """An expected failure; the screen and the command line put `code` into words."""

    code: ClassVar[str]

    def __init__(self, **details: str | int) -> None:
        super().__init__(f"{self.code} {details}")
        self.details = details


class Refusal(GreendeskError):
    """The rules say no, and the person can put it right."""


class Fault(GreendeskError):
    """The machine says no: full disk, damaged file, missing key, newer data."""
