"""评审: the list of my reviews, the declaration, and the bench."""

from ui.views.bench.view import BenchView

__all__ = ["BenchView"]
