"""How far a long piece of work is, and that it may be stopped; light, because the first screen waits for it."""

from typing import Protocol


class Cancelled(Exception):
    """The person stopped a long piece of work; nothing of it remains."""


class Progress(Protocol):
    """Hears how far a long piece of work is, and may stop it."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Note progress; raises `Cancelled` when the person asked to stop."""
        ...


class Silent:
    """Progress that nobody watches."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Do nothing."""


SILENT = Silent()
