"""What a report for support asks of the wiring: the version of the tables, and the way to a file."""

from pathlib import Path


def tables_known() -> str:
    """The version of the tables that this program works on; an open desk has no other."""
    from db.revision import HEAD

    return HEAD


def save_text(target: Path, text: str) -> str:
    """Write a text whole, over a file that is there; returns the file's name."""
    from greendesk.adapters.atomic import write_atomically

    write_atomically(target, text.encode())
    return target.name
