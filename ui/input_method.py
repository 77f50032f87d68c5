"""Chinese input on Linux desktops with Fcitx, whose module for Qt does not come with the program's own Qt.

Fcitx 5 also answers at the portal of IBus, for which Qt brings a module: tried with fcitx5 5.0.21 and its pinyin.
"""

import os
import sys

MODULE, PORTAL, X11 = "QT_IM_MODULE", "IBUS_USE_PORTAL", "XMODIFIERS"
FCITX = "fcitx"


def reach_input_method() -> None:
    """Let Qt speak with Fcitx where that is the desktop's choice; before the application is made."""
    if sys.platform != "linux":
        return
    chosen = os.environ.get(MODULE, "")
    by_x11 = not chosen and f"im={FCITX}" in os.environ.get(X11, "") and not os.environ.get("WAYLAND_DISPLAY")
    if chosen.startswith(FCITX) or by_x11:
        os.environ[MODULE] = "ibus"
        os.environ.setdefault(PORTAL, "1")
