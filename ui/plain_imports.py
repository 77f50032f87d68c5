"""Keeps PySide6 6.12 from reading the source of every module.

Once loaded, PySide6 takes the place of Python's import, so that a module may ask for other names of Qt's methods
(`from __feature__ import snake_case`). For that it reads and keeps the source of each module that is imported later,
whoever it belongs to: a quarter of the time of all imports, and 26 MB once a desk is open. Nobody here asks for such
names.
"""

import builtins


def import_plainly() -> None:
    """Load PySide6 and give Python its own import back; once is enough, twice does no harm."""
    import PySide6.QtCore  # noqa: F401  # it takes the import when it is loaded, and not again

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
