"""What an exported working shows: every step, the coefficients and the claimed figures beside the computed ones."""

from dataclasses import dataclass
from datetime import datetime

from greendesk.domain.energy import EnergyBalance, EnergyTable
from greendesk.domain.formula import Working


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingPaper:
    """The working of one application; `balance` or `formulas` may be missing."""

    round_title: str
    unit_name: str
    table: EnergyTable
    balance: EnergyBalance | None
    formulas: tuple[tuple[str, Working], ...]  # edition, working
    made: datetime
    sample: bool
