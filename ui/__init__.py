"""Windows and command line."""

import sys

from ui.immortal import keep_none_alive

if sys.version_info < (3, 12):
    keep_none_alive()
