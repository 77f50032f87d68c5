"""Tables and rules that people write: workbooks, lists, replies; policies, checklists, calendars, formulas."""

import io
from collections.abc import Callable, Mapping

from openpyxl import Workbook

from greendesk.adapters.calendar_files import parse_calendar_year
from greendesk.adapters.checklist_files import parse_checklist
from greendesk.adapters.checklist_xlsx import read_checklist_xlsx
from greendesk.adapters.form_files import parse_form
from greendesk.adapters.list_files import read_list
from greendesk.adapters.policy_files import PolicyLibrary, parse_policy
from greendesk.adapters.quantity_files import parse_balance, parse_energy_table, parse_formulas
from greendesk.adapters.reply_form import read_reply_form
from greendesk.domain.energy import work_out
from greendesk.domain.listing import ListSpec
from tests.fuzz.samples import Samples
from tests.fuzz.target import Shape, Target
from ui.composition.rules import RESOURCES

_LIST = ListSpec(code="banned", title="名单", holds="企业", columns=("grade",), article="示例")
_ROWS = (
    "名称,统一社会信用代码,地区,类别,列入日期,grade\n"
    "青禾水泥（示例）,91990000EX000001XA,赤霞市,绿色工厂,2024-03-01,一级\n"
)


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""
    library = PolicyLibrary(RESOURCES)
    table = parse_energy_table(_resource("quantities/gbt2589-2020.yaml"), "gbt2589-2020")

    def rules(parse: Callable[[bytes, str], object], *names: str) -> Target:
        return Target(read=lambda data, _: parse(data, "a"), seeds=tuple(map(_resource, names)))

    return {
        "checklist-xlsx": Target(
            read=lambda data, _: read_checklist_xlsx(data, "a.xlsx"),
            seeds=(given["checklist.xlsx"],),
            shape=Shape.ZIP,
        ),
        "reply-form": Target(
            read=lambda data, _: read_reply_form(data), seeds=(given["reply.xlsx"],), shape=Shape.ZIP
        ),
        "list": Target(
            read=lambda data, _: read_list(data, "a.csv", _LIST, ()),
            seeds=(_ROWS.encode(), _ROWS.encode("gb18030"), _ROWS.replace(",", "\t").encode("utf-8-sig")),
        ),
        "list-xlsx": Target(
            read=lambda data, _: read_list(data, "a.xlsx", _LIST, ()), seeds=(_workbook(),), shape=Shape.ZIP
        ),
        "policy": rules(parse_policy, "policies/sample-2026.yaml", "policies/xizang-2024.yaml"),
        "policy-faults": rules(library.faults, "policies/sample-2026.yaml"),
        "checklist": rules(parse_checklist, "checklists/park-2025.yaml", "checklists/supply-auto.yaml"),
        "calendar": Target(
            read=lambda data, _: parse_calendar_year(data, "cn-2026.yaml"),
            seeds=(_resource("calendar/cn-2026.yaml"),),
        ),
        "formulas": rules(parse_formulas, "quantities/formulas-gbt36132-2025.yaml"),
        "energy": rules(parse_energy_table, "quantities/gbt2589-2020.yaml"),
        "balance": Target(
            read=lambda data, _: work_out(table, parse_balance(data, "a", table)), seeds=(_BALANCE.encode(),)
        ),
        "form": rules(parse_form, "forms/form-nmg-plan.yaml"),
    }


_BALANCE = """\
format: 1
basis: calorific
lines:
- {carrier: raw-coal, purchased: '3', sold: '1', unit: t, measured: '20908 kJ/kg', reason: 示例}
product: 100 t
output_value: '12.5'
claimed: {total: '2.1'}
"""


def _resource(name: str) -> bytes:
    return (RESOURCES / name).read_bytes()


def _workbook() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    page = book.worksheets[0]
    for line in _ROWS.splitlines():
        page.append(line.split(","))
    book.save(stream)
    return stream.getvalue()
