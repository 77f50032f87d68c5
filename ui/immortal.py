"""Keeps Python 3.11 alive under PySide6 6.12.

Each call into PySide6 6.12.0 that returns nothing takes one reference away from `None`, each `emit` one from `True`,
each `disconnect` that finds nothing one from `False` (seen with Python 3.11.7; for `None` 6.8.3, 6.9.3, 6.10.1 and
6.11.3 do not). From Python 3.12 on the three are immortal and nobody notices; before that the interpreter ends with
"deallocating None" or "deallocating True or False" after some thousand calls. So they are made as good as immortal.
"""

import _ctypes  # what `ctypes` is made of: the rest of it takes longer than all that is done here
import sys

PLENTY = 1 << 48
CONSTANTS: tuple[object, ...] = (None, True, False)


class _Count(_ctypes._SimpleCData):  # type: ignore[type-arg]  # noqa: SLF001 - the class under `c_ssize_t`
    """The number of references, with which every object begins (`Py_ssize_t`, eight bytes)."""

    _type_ = "q"


def keep_none_alive() -> None:
    """Give the constants more references than any run can take away; once is enough, twice does no harm."""
    for constant in CONSTANTS:
        count = _Count.from_address(id(constant))
        if abs(count.value - sys.getrefcount(constant)) < 1000 and count.value < PLENTY:
            count.value += PLENTY
