"""规则: the policy of the round in plain words, its timetable, its lists and the third-party bodies."""

from ui.views.rules.view import RulesView

__all__ = ["RulesView"]
