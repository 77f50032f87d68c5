"""The language that failures are put into words in: `zh` or `en`; starts without Qt and costs nothing."""

from contextvars import ContextVar

_language: ContextVar[str] = ContextVar("language", default="zh")


def speak(language: str) -> None:
    """Choose the language of the notices: `zh` or `en`."""
    _language.set(language)


def spoken() -> str:
    """The language of the notices."""
    return _language.get()
