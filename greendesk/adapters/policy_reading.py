"""A policy with the file it came from: what the checks read and where their refusals point; and those refusals."""

from collections.abc import Mapping
from dataclasses import dataclass

from greendesk.adapters.yaml_checks import Place
from greendesk.adapters.yaml_tree import YamlTree
from greendesk.domain.eligibility import FactField, Subject
from greendesk.domain.policy import Policy
from greendesk.errors import Refusal

__all__ = [
    "ComparisonUnfit",
    "OrderContradicts",
    "PartMissing",
    "Place",
    "PolicyReading",
    "RulesContradict",
    "UnitOfFactUnknown",
]


class PartMissing(Refusal):
    """A guard or a check looks at a part that the policy does not have.

    Details: `file`, `line`, `field`, `what` and its `article`, `needs`.
    """

    code = "GD-434"


class ComparisonUnfit(Refusal):
    """A check compares a fact with what it can never be, or a fact that its category does not have.

    Details: `file`, `line`, `field`, `what` and its `article`, `fact`, `given`.
    """

    code = "GD-435"


class OrderContradicts(Refusal):
    """Two parts cannot both stand where they stand on the road.

    Details: `file`, `line`, `field`, `first`, `first_article`, `second`, `second_article`.
    """

    code = "GD-436"


class RulesContradict(Refusal):
    """Two conditions can never hold together.

    Details: `file`, `line`, `field`, `first`, `first_article`, `second`, `second_article`.
    """

    code = "GD-437"


class UnitOfFactUnknown(Refusal):
    """A fact is counted in a unit that the program does not know; details: `file`, `line`, `field`, `given`."""

    code = "GD-438"


@dataclass(frozen=True, slots=True)
class PolicyReading:
    """A policy that fits the schema, and the lines its parts stand on."""

    policy: Policy
    tree: YamlTree

    def at(self, *place: str | int) -> dict[str, str | int]:
        """Return file, line and field for the details of a refusal."""
        field = ".".join(str(step) for step in place)
        return {"file": self.tree.name, "line": self.tree.line(place), "field": field}

    def facts(self, subject: Subject) -> Mapping[str, FactField]:
        """Return the facts that a check of this subject reads, by code."""
        fields = self.policy.fields if subject is Subject.UNIT else self.policy.third_party.fields
        return {one.code: one for one in fields}

    def categories(self, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return the categories that are meant: those named, or all that the policy calls for."""
        return named or tuple(rules.category.value for rules in self.policy.categories)
