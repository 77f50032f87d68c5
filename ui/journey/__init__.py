"""The sample journey: three desks do the whole job through their real windows, off screen, and leave what they made.

Nothing is called behind the screens' backs: every act is a click, a key, a drop; every wait is for what is shown.
"""

import os
from pathlib import Path

OFFSCREEN = "offscreen"


def run(out: Path) -> int:
    """Do the journey and leave its files in a folder; returns 0, or 1 when a step failed."""
    os.environ.setdefault("QT_QPA_PLATFORM", OFFSCREEN)
    from ui.journey.course import travel

    return travel(out)
