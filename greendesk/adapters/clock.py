"""The wall clock of the machine."""

import time


class SystemClock:
    """`greendesk.ports.Clock` over the machine's clock."""

    def now(self) -> int:
        """Return milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000
