"""Reading every rules file with the program's own readers, so that none is taken that it cannot read."""

from collections.abc import Callable, Mapping

from greendesk.adapters.calendar_files import CalendarLibrary
from greendesk.adapters.form_files import FormLibrary
from greendesk.adapters.policy_files import PolicyLibrary
from greendesk.adapters.quantity_files import FORMULAS, QuantityLibrary
from greendesk.adapters.rule_files import RuleFiles
from greendesk.errors import GreendeskError, Refusal


class RulesFaulty(Refusal):
    """A rules file cannot be used by this program; details: `file`, `line`, `reason` (the code of the failure)."""

    code = "GD-813"


def try_rules(files: RuleFiles) -> None:
    """Read all rules as they stand together; raises `RulesFaulty` for the first that is wrong."""
    policies, quantities, forms = PolicyLibrary(files), QuantityLibrary(files), FormLibrary(files)
    readers: Mapping[str, Callable[[str], object]] = {
        "checklists": policies.checklist,
        "policies": policies.policy,
        "quantities": lambda one: quantities.book(one) if one.startswith(FORMULAS) else quantities.table(one),
        "forms": forms.form,
    }
    for folder, read in readers.items():
        for name in files.paths(folder):
            _try(f"{folder}/{name}", read, name.removesuffix(".yaml"))
    _try("calendar", lambda _: CalendarLibrary(files).calendar(), "")


def _try(name: str, read: Callable[[str], object], identifier: str) -> None:
    try:
        read(identifier)
    except GreendeskError as error:
        file = str(error.details.get("file", name))
        raise RulesFaulty(file=file, line=int(error.details.get("line", 0)), reason=error.code) from error
    except OSError as error:
        raise RulesFaulty(file=name, line=0, reason=type(error).__name__) from error
