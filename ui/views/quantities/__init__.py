"""核算: the energy balance and the formula clauses of an application, with the working shown."""

from ui.views.quantities.view import QuantitiesView

__all__ = ["QuantitiesView"]
