"""Keeps Python 3.11 alive under PySide6 6.12.

Each call into PySide6 6.12.0 that returns nothing takes one reference away from `None` (seen with Python 3.11.7;
6.8.3, 6.9.3, 6.10.1 and 6.11.3 do not). From Python 3.12 on `None` is immortal and nobody notices; before that the
interpreter ends with "deallocating None" after some ten thousand calls. So `None` is made as good as immortal here.
"""

import ctypes
import sys

PLENTY = 1 << 48


def keep_none_alive() -> None:
    """Give `None` more references than any run can take away; once is enough, twice does no harm."""
    count = ctypes.c_ssize_t.from_address(id(None))
    if abs(count.value - sys.getrefcount(None)) < 1000 and count.value < PLENTY:
        count.value += PLENTY
