"""The formula clauses of one edition of a standard."""

from dataclasses import dataclass

from greendesk.domain.formula import Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class FormulaBook:
    """An edition and its clauses in their order."""

    id: str
    title: str
    edition: str
    formulas: tuple[Formula, ...]

    def formula(self, identifier: str) -> Formula:
        """Return a formula by its id; raises KeyError."""
        for formula in self.formulas:
            if formula.id == identifier:
                return formula
        raise KeyError(identifier)
