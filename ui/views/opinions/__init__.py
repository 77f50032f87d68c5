"""部门意见: the matrix of opinions, letters to departments, replies that come back, and the summary."""

from ui.views.opinions.view import OpinionsView

__all__ = ["OpinionsView"]
