"""Turns any failure into words for the screen or the command line; starts without Qt.

`notice_for(error)` speaks the language chosen by `ui.language.speak()` (which `ui.i18n.install` calls).
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from greendesk.errors import Fault, GreendeskError, Refusal
from ui.language import spoken

if TYPE_CHECKING:
    from ui.messages.message import Message, Words

BUG = "GD-000"
log = logging.getLogger(__name__)


class Tone(Enum):
    """How loud a notice is: a hint beside the field, a dialog, or a report of our own bug."""

    HINT = "hint"
    ALERT = "alert"
    CRASH = "crash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A failure in words: what happened, what was kept, what to do, and a code for support."""

    tone: Tone
    code: str
    happened: str
    kept: str
    cure: str

    @property
    def sentence(self) -> str:
        """Return what happened and what to do as they stand beside a field."""
        if not self.cure or self.happened.endswith("。"):
            return self.happened + self.cure
        return self.happened + (" " if self.happened.endswith(".") else "\n") + self.cure

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the lines below the title; empty ones are left out."""
        return tuple(line for line in (self.kept, self.cure) if line)


class _Details(dict[str, str | int]):
    """Details of an error; one that is missing reads as unknown instead of hiding the message."""

    def __missing__(self, key: str) -> str:
        return "—"


def notice_for(error: BaseException, messages: "Mapping[str, Message] | None" = None) -> Notice:
    """Put any exception into words; an unknown one is a bug and is logged whole."""
    if messages is None:
        from ui.messages import MESSAGES

        messages = MESSAGES
    if isinstance(error, GreendeskError) and error.code in messages:
        tone = Tone.HINT if isinstance(error, Refusal) else Tone.ALERT
        return _notice(tone, error.code, messages[error.code], _Details(error.details))
    log.error("bug", exc_info=error)
    return _notice(Tone.CRASH, BUG, messages[BUG], _Details(kind=type(error).__name__))


def notice_of(code: str, **details: str) -> Notice | None:
    """Put the code of a failure that was noted down into words; nothing for a code that has none."""
    from ui.messages import MESSAGES

    return _notice(Tone.HINT, code, MESSAGES[code], _Details(details)) if code in MESSAGES else None


def is_expected(error: BaseException) -> bool:
    """Say whether the program foresaw this failure."""
    return isinstance(error, Refusal | Fault)


def _notice(tone: Tone, code: str, message: "Message", details: _Details) -> Notice:
    words: Words = message.en if spoken() == "en" else message.zh
    return Notice(
        tone=tone,
        code=code,
        happened=words.happened.format_map(details),
        kept=words.kept.format_map(details),
        cure=words.cure.format_map(details),
    )
