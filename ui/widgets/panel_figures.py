"""The strip of figures above the ranking."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from greendesk.queries import RankingLine
from ui.i18n import tr
from ui.widgets.kit import Kit
from ui.widgets.panel_rows import AGREEMENTS, TOO_LITTLE, Figures, figures, points


def figure_strip(kit: Kit, lines: Sequence[RankingLine]) -> QFrame:
    """Experts, applications, agreement, divergences."""
    found = figures(lines)
    tone = "warning" if found.divergences else ""
    lacking = found.open_reviews or found.sealed_reviews
    note = tr("评审到齐后再签署") if lacking else tr("可以签署")
    strip: QFrame = kit.row(
        kit.figure(f"{found.done}/{found.experts}", tr("专家已提交"), _experts_note(found)),
        kit.figure(str(found.applications), tr("家申报"), tr("{n} 家已作结论").format(n=found.concluded)),
        _agreement(kit, found),
        kit.figure(
            str(found.divergences),
            tr("处分歧待说明"),
            tr("全部说明后才能签署") if found.divergences else note,
            tone,
        ),
        None,
        gap=40,
    )
    return strip


def _experts_note(found: Figures) -> str:
    parts = []
    if found.open_reviews:
        parts.append(tr("还缺 {n} 份评审").format(n=found.open_reviews))
    if found.sealed_reviews:
        parts.append(tr("待开封 {n} 份").format(n=found.sealed_reviews))
    if found.recused:
        parts.append(tr("回避 {n} 人次").format(n=found.recused))
    return tr("，").join(parts) or tr("评审已到齐")


def _agreement(kit: Kit, found: Figures) -> QFrame:
    agreement = found.agreement
    if agreement.too_little is not None or agreement.mean is None or agreement.word is None:
        reason = tr(TOO_LITTLE[agreement.too_little]) if agreement.too_little is not None else ""
        figure: QFrame = kit.figure("—", tr("一致性 ICC"), reason)
    else:
        figure = kit.figure(points(agreement.mean), tr("一致性 ICC"), tr(AGREEMENTS[agreement.word]))
        figure.setToolTip(
            tr(
                "绝对一致的组内相关系数（Shrout、Fleiss 1979），{n} 家、{k} 位专家：平均分 ICC(A,k) {mean}，"
                "单个评分 ICC(A,1) {single}。只计各位专家都评了的申报。"
            ).format(n=agreement.subjects, k=agreement.experts, mean=agreement.mean, single=agreement.single)
        )
    return figure
