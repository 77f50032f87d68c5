"""Words for reviews that are handed in sealed: how far, what to do so that they open, what is odd."""

from collections.abc import Sequence

from greendesk.queries import SealLine
from ui.i18n import QT_TRANSLATE_NOOP, tr

REMARKS = {
    "resealed": QT_TRANSLATE_NOOP("", "{name}：开封前重新封存过"),
    "resealed_late": QT_TRANSLATE_NOOP("", "{name}：全部交卷之后又重新封存"),
    "unsealed": QT_TRANSLATE_NOOP("", "{name}：另交了一份没有封存的评审，不计入"),
    "broken": QT_TRANSLATE_NOOP("", "{name}：封存的不是这份申报的评审，不计入"),
}


def opening_words(count: int, unopened: Sequence[str]) -> str:
    """What the secretary does when all are in: the next file of each expert opens his review."""
    words = tr("{count} 位专家已全部封存交卷：把本工作台的文件发给他们，各收一次、再导出一次即可开封。")
    names = tr("还没有开封的：{names}。").format(names=tr("、").join(unopened)) if unopened else ""
    return words.format(count=count) + names


def progress_words(line: SealLine) -> str:
    """How many of how many have handed in."""
    all_ = len(line.handed_in) + len(line.missing)
    return tr("已封存交卷 {done}/{all}").format(done=len(line.handed_in), all=all_)


def remark_words(line: SealLine) -> str:
    """What is odd about seals, and whose assignment was taken back."""
    parts = [tr(REMARKS[what]).format(name=name) for name, what in line.remarks]
    if line.withdrawn:
        parts.append(tr("已撤回分派：{names}").format(names=tr("、").join(line.withdrawn)))
    return tr("；").join(parts)
