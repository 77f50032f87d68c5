"""The form about a unit: name, credit code checked while it is typed, category, region, industry, contact."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QLineEdit, QListView

from greendesk.domain.credit_code import LENGTH, check_credit_code
from greendesk.domain.policy import Policy
from greendesk.domain.regions import province_of
from greendesk.errors import Refusal
from greendesk.queries import ApplicationDetail
from greendesk.use_cases.applications import UnitData
from ui.i18n import tr
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.application_flow import fill_with
from ui.widgets.application_section import hint_for
from ui.widgets.application_units import KnownUnit
from ui.widgets.kit import Kit

TEXTS = (
    "unit",
    "credit_code",
    "region",
    "industry",
    "third_party",
    "address",
    "contact",
    "telephone",
    "remark",
)
FIELD_OF_CODE = {"GD-441": "unit", "GD-413": "credit_code", "GD-414": "credit_code", "GD-415": "credit_code",
                 "GD-432": "category"}  # fmt: skip


class UnitForm(QFrame):
    """What the form says is `data()`; `wrong()` leads to the first error."""

    changed = Signal()
    entered = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._known: dict[str, KnownUnit] = {}
        self.fields = fields = Fields(kit)
        hints = {
            "unit": tr("营业执照上的全称"),
            "credit_code": tr("18 位"),
            "region": tr("盟市、县区"),
            "industry": "",
            "third_party": tr("自评价时留空"),
        }
        labels = {
            "unit": tr("单位名称"),
            "credit_code": tr("统一社会信用代码"),
            "region": tr("地区"),
            "industry": tr("行业"),
            "third_party": tr("第三方评价机构"),
            "address": tr("地址"),
            "contact": tr("联系人"),
            "telephone": tr("电话"),
            "remark": tr("备注"),
        }
        self.edits: dict[str, QLineEdit] = {}
        for name in TEXTS:
            edit = kit.field(labels[name], hint=hints.get(name, ""))
            edit.textEdited.connect(self.changed)
            edit.returnPressed.connect(self.entered)
            self.edits[name] = fields.add(name, labels[name], edit)
        self.category = fields.add("category", tr("类别"), QComboBox())
        self.category.setAccessibleName(tr("类别"))
        self.category.currentIndexChanged.connect(self.changed)
        self.edits["credit_code"].textChanged.connect(self._check_code)
        self.edits["credit_code"].editingFinished.connect(self._complain_about_code)
        self.edits["unit"].editingFinished.connect(self._complain_about_unit)
        self.code_note = kit.text("", "caption", "accent")
        self.code_note.hide()
        fill_with(
            self,
            kit.col(
                fields["unit"],
                side_by_side(kit, kit.col(fields["credit_code"], self.code_note, gap=4), fields["category"]),
                side_by_side(kit, fields["region"], fields["industry"]),
                fields["third_party"],
                fields["address"],
                side_by_side(kit, fields["contact"], fields["telephone"]),
                fields["remark"],
                gap=14,
            ),
        )

    # ------------------------------------------------------------ filling

    def offer(self, policy: Policy) -> None:
        """Offer the categories of the policy."""
        if self.category.count():
            return
        for rules in policy.categories:
            self.category.addItem(rules.title, rules.category.value)

    def show_detail(self, detail: ApplicationDetail) -> None:
        """Show what is recorded about the unit."""
        line = detail.line
        self.show_values(
            {
                "unit": line.unit,
                "credit_code": line.credit_code,
                "category": line.category,
                "region": line.region,
                "industry": line.industry,
                "third_party": line.third_party,
                "address": detail.address,
                "contact": detail.contact,
                "telephone": detail.telephone,
                "remark": detail.remark,
            }
        )

    def show_values(self, values: Mapping[str, object], *, only_empty: bool = False) -> None:
        """Show values by field; with `only_empty` what a person typed stays."""
        for name, edit in self.edits.items():
            value = values.get(name)
            if isinstance(value, str) and not (only_empty and edit.text().strip()):
                edit.setText(value)
        place = self.category.findData(values.get("category"))
        if place >= 0:
            self.category.setCurrentIndex(place)
        self.fields.clear_errors()
        self._check_code(self.edits["credit_code"].text())

    def clear(self) -> None:
        """Begin a new unit; the region stays, because the next one is often from the same place."""
        region = self.edits["region"].text()
        self.show_values(dict.fromkeys(TEXTS, "") | {"region": region})

    def know(self, units: Sequence[KnownUnit]) -> None:
        """Complete the name from a list while it is typed, and fill in what the list says."""
        self._known = {}
        for unit in units:
            self._known.setdefault(unit.name, unit)
        completer = QCompleter(list(self._known), self.edits["unit"])
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        popup = completer.popup()
        if isinstance(popup, QListView):
            popup.setSpacing(self._kit.theme.px(3))
        completer.activated.connect(self._take_known)
        self.edits["unit"].setCompleter(completer)

    def lock(self, *, locked: bool) -> None:
        """Only show, for whoever may not record."""
        for edit in self.edits.values():
            edit.setReadOnly(locked)
        self.category.setEnabled(not locked)

    # ------------------------------------------------------------ reading

    def data(self) -> UnitData:
        """What the form says."""
        texts = {name: edit.text().strip() for name, edit in self.edits.items()}
        return UnitData(category=str(self.category.currentData() or ""), **texts)

    def wrong(self) -> bool:
        """Show every error beside its field and lead to the first one."""
        self.fields.clear_errors()
        if not self.edits["unit"].text().strip():
            self.fields.error("unit", tr("填写单位名称，与营业执照一致。"))
        if not self.edits["credit_code"].text().strip():
            self.fields.error("credit_code", tr("填写统一社会信用代码，在营业执照上。"))
        else:
            self._complain_about_code()
        if not self.edits["region"].text().strip():
            self.fields.error("region", tr("填写单位所在的地区。"))
        return self.fields.lead_to_error()

    def refused(self, error: Exception) -> bool:
        """Show a refusal of the core beside its field; False when it belongs elsewhere."""
        words = hint_for(error)
        name = FIELD_OF_CODE.get(getattr(error, "code", ""), "")
        if words and name:
            self.fields.error(name, words)
            self.fields.lead_to_error()
        return bool(words and name)

    # ------------------------------------------------------------ inside

    def _check_code(self, text: str) -> None:
        """Say while typing how far the code is; an error is shown when it is as long as a code."""
        typed = len("".join(text.split()))
        words = ""
        try:
            province = province_of(check_credit_code(text).region)
            place = (
                tr("登记机关在{province}").format(province=province)
                if province
                else tr("登记机关不属省级行政区")
            )
            words = tr("代码正确，{place}").format(place=place)
            self.fields.error("credit_code", "")
        except Refusal as refusal:
            if typed >= LENGTH:
                self.fields.error("credit_code", hint_for(refusal))
            else:
                self.fields.error("credit_code", "")
                words = tr("还差 %n 位", n=LENGTH - typed) if typed else ""
        self.code_note.setText(words)
        self.code_note.setVisible(bool(words))

    def _complain_about_code(self) -> None:
        text = self.edits["credit_code"].text()
        if text.strip():
            try:
                check_credit_code(text)
            except Refusal as refusal:
                self.fields.error("credit_code", hint_for(refusal))
                self.code_note.hide()

    def _complain_about_unit(self) -> None:
        if self.edits["unit"].text().strip():
            self.fields.error("unit", "")

    def _take_known(self, name: str) -> None:
        unit = self._known.get(name)
        if unit is None:
            return
        self.edits["unit"].setText(unit.name)
        values = {"region": unit.region, "industry": unit.industry, "third_party": unit.third_party}
        self.show_values({name: value for name, value in values.items() if value})
        self.edits["credit_code"].setFocus()
