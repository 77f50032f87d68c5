"""评价表: the checklists of the round and the program, next year's edition as a draft, signing it in."""

from ui.views.checklists.view import ChecklistsView

__all__ = ["ChecklistsView"]
