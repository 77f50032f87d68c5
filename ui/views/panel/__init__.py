"""The panel screen (汇总): ranking, experts side by side, divergences, conclusions, the summary."""

from ui.views.panel.view import PanelView

__all__ = ["PanelView"]
