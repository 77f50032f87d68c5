"""How each item of the checklist stands on the bench, in the words of its row."""

from collections.abc import Callable, Mapping

from greendesk.domain.assessment import Finding, Verdict, valid_points
from greendesk.domain.checklist import Item, Section
from ui.i18n import tr
from ui.widgets.bench_marks import RowState
from ui.widgets.bench_numbers import points_text
from ui.widgets.bench_words import RECOMMENDATIONS, VERDICTS

FindingOf = Callable[[str], Finding]


def row_state(item: Item, finding: Finding, *, counted: bool) -> RowState:
    """What the closed row of an item says."""
    if item.is_gate:
        return _gate_state(finding)
    if not finding.applicable or item.max_points is None:
        words = tr("不计分") if finding.applicable else tr("不适用")
        return RowState(chip=words, icon="minus", points="—", faint=True)
    if finding.points is None:
        tone = "warning" if counted else "muted"
        return RowState(chip=tr("未评"), tone=tone, icon="clock", points="—")
    points, chip, tone, icon = points_text(finding.points), "", "muted", "pin"
    if valid_points(item, finding) is None:
        chip, tone, icon = tr("得分有误"), "danger", "warn"
    elif finding.amended and not finding.reason.strip():
        chip, tone, icon = tr("缺理由"), "warning", "warn"
    elif finding.pins:
        chip = tr("{count} 处证据").format(count=len(finding.pins))
    return RowState(chip=chip, tone=tone, icon=icon, points=points)


def conclusion_state(conclusion: tuple[str, str]) -> RowState:
    """What the closed row of the conclusion says."""
    if not conclusion[0]:
        return RowState(chip=tr("未填"), tone="warning", icon="clock")
    return RowState(chip=tr(RECOMMENDATIONS.get(conclusion[0], conclusion[0])), tone="success", icon="check")


def is_done(item: Item, finding: Finding) -> bool:
    """Whether nothing is asked of the expert on this item any more."""
    if item.is_gate:
        return finding.verdict in {Verdict.CONFORMS, Verdict.FAILS}
    reasoned = not finding.amended or bool(finding.reason.strip())
    scored = valid_points(item, finding) is not None or not finding.applicable or item.max_points is None
    return scored and reasoned


def progress(section: Section, finding_of: FindingOf) -> tuple[int, int]:
    """How many items of a section are done; one of a group of alternatives stands for the group."""
    groups: dict[str, list[Item]] = {}
    for item in section.items:
        groups.setdefault(item.alternative_group or f"\0{item.code}", []).append(item)
    done = sum(1 for group in groups.values() if _group_done(group, finding_of))
    return done, len(groups)


def pin_counts(findings: Mapping[str, Finding]) -> dict[str, int]:
    """How many pieces of evidence point into each file, by digest."""
    counts: dict[str, int] = {}
    for finding in findings.values():
        for pin in finding.pins:
            counts[pin.file] = counts.get(pin.file, 0) + 1
    return counts


def _group_done(group: list[Item], finding_of: FindingOf) -> bool:
    if len(group) == 1:
        return is_done(group[0], finding_of(group[0].code))
    in_force = [item for item in group if finding_of(item.code).applicable]
    return len(in_force) == 1 and is_done(in_force[0], finding_of(in_force[0].code))


def _gate_state(finding: Finding) -> RowState:
    if finding.verdict is None:
        return RowState(chip=tr("未判定"), tone="warning", icon="clock")
    words, tone, icon = VERDICTS[finding.verdict]
    return RowState(chip=tr(words), tone=tone, icon=icon)
