"""The form that records how many of a category a region may recommend, with the text that says so."""

from collections.abc import Sequence
from functools import partial

from greendesk.queries_publication import QuotaLine
from ui.i18n import tr
from ui.publication_words import EVERYWHERE, region_words
from ui.widgets.application_fields import Fields, side_by_side
from ui.widgets.exchange_page import ExchangePage, plain_box
from ui.widgets.view import ScreenContext


class QuotaForm(ExchangePage):
    """An empty number lifts the limit; a number without a source is refused."""

    def __init__(self, context: ScreenContext) -> None:
        super().__init__(context)
        kit = self.kit
        self._category = ""
        self._lines: dict[str, QuotaLine] = {}
        self.fields = Fields(kit)
        self.region = self.fields.add("region", tr("地区"), kit.combo(tr("地区"), ()))
        self.region.currentIndexChanged.connect(self._show_line)
        self.limit = self.fields.add("limit", tr("名额"), kit.field(tr("名额"), "", tr("空白为不限")))
        self.source = self.fields.add(
            "source", tr("下达名额的文件"), kit.field(tr("下达名额的文件"), "", tr("发文单位、文号、条款"))
        )
        self.by = kit.text("", "caption", wrap=True)
        self.save = kit.button(tr("记录名额"))
        self.save.clicked.connect(self._record)
        column = kit.col(
            kit.text(tr("推荐名额"), "strong"),
            self.by,
            side_by_side(kit, self.fields["region"], self.fields["limit"], gap=12),
            self.fields["source"],
            kit.row(None, self.save),
            self.failure,
            gap=8,
        )
        plain_box(self).addWidget(column)

    def show_category(self, category: str, lines: Sequence[QuotaLine], *, by: str, may: bool) -> None:
        """Offer the regions of a category; a number that is being typed for the same region stays."""
        self.by.setText(by)
        self.by.setVisible(bool(by))
        self.save.setEnabled(may and bool(category))
        regions = [EVERYWHERE, *(one.region for one in lines if one.region != EVERYWHERE)]
        same = category == self._category and regions == [
            self.region.itemData(place) for place in range(self.region.count())
        ]
        before = self._lines.get(str(self.region.currentData()))
        self._category, self._lines = category, {one.region: one for one in lines}
        if same and before == self._lines.get(str(self.region.currentData())):
            return
        chosen = str(self.region.currentData()) if same else regions[-1]
        self.region.blockSignals(True)
        self.region.clear()
        for region in regions:
            self.region.addItem(region_words(region), region)
        self.region.setCurrentIndex(max(0, self.region.findData(chosen)))
        self.region.blockSignals(False)
        self._show_line()

    def _show_line(self) -> None:
        line = self._lines.get(str(self.region.currentData()))
        known = line is not None and line.recorded
        self.limit.setText(str(line.limit) if line and known and line.limit is not None else "")
        self.source.setText(line.source if line and known else "")

    def _record(self) -> None:
        words, source = self.limit.text().strip(), self.source.text().strip()
        right = not words or (words.isascii() and words.isdigit())
        self.fields.error("limit", "" if right else tr("写整数，例如 5。"))
        self.fields.error("source", "" if source else tr("写明下达名额的文件。"))
        if self.fields.lead_to_error():
            return
        work = partial(
            self.desk.publication.set_quota,
            self.round_id,
            self._category,
            str(self.region.currentData()),
            int(words) if words else None,
            source,
        )
        self.act(work, self._recorded)

    def _recorded(self, nothing: None) -> None:
        del nothing
        self.said.emit(tr("名额已记录。"))
