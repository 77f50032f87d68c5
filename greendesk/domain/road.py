"""The road of an application: the policy's own stages in its own order, and what must hold to leave each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from pydantic import Field

from greendesk.domain.data import Code, Values, Words
from greendesk.errors import Refusal


class StepKind(Enum):
    """What is done in a stage; the words and the order are the policy's."""

    APPLY = "apply"  # 填报
    FIRST_REVIEW = "first_review"  # 初审
    CONSULTATION = "consultation"  # 征求部门意见
    FORWARD = "forward"  # 上报、推荐
    WAIT_FOR_RULE = "wait_for_rule"  # 待细则发布
    EXPERT_REVIEW = "expert_review"  # 专家评审
    SITE_CHECK = "site_check"  # 现场核实
    SELECTION = "selection"  # 择优确定
    PUBLICITY = "publicity"  # 公示
    LISTED = "listed"  # 公布
    NATIONAL = "national"  # 推荐至工业和信息化部


class GuardCheck(Enum):
    """What must hold before an application leaves a stage."""

    PACKAGE = "package"
    DOCUMENTS = "documents"
    NEGATIVE_LIST = "negative_list"
    NEGATIVE_PROOFS = "negative_proofs"
    ELIGIBILITY = "eligibility"
    OPINIONS_IN = "opinions_in"
    NO_OBJECTION = "no_objection"
    INITIAL_REVIEW = "initial_review"
    DEADLINE = "deadline"
    RULE_ISSUED = "rule_issued"
    PANEL_CONCLUDED = "panel_concluded"
    PANEL_RECOMMENDS = "panel_recommends"
    QUOTA = "quota"
    SELECTED = "selected"
    PUBLICITY_OVER = "publicity_over"
    OBJECTIONS_HANDLED = "objections_handled"
    ANNOUNCED = "announced"


class GuardState(Enum):
    """How a guard stands: open means that somebody has yet to act, fails that the answer is no."""

    HOLDS = "holds"
    OPEN = "open"
    FAILS = "fails"
    OVERRIDDEN = "overridden"


class Move(Enum):
    """How an application changes its place on the road."""

    ADVANCE = "advance"
    SEND_BACK = "send_back"
    WITHDRAW = "withdraw"
    LATE = "late"
    REJECT = "reject"
    REOPEN = "reopen"


ENDED = frozenset({Move.WITHDRAW, Move.LATE, Move.REJECT})


class Guard(Values):
    """One condition for leaving a stage; `override` is the wording of the text that allows an exception."""

    check: GuardCheck
    article: Words
    override: str = Field(
        default="", description="the wording of the text that allows an exception; empty when none does"
    )
    awaits: Code | None = Field(default=None, description="code of one of `awaited`, for rule_issued")


class Stage(Values):
    """One stage: who acts, who may move it on, what must hold first, and by when."""

    code: Code
    title: Words
    kind: StepKind
    actor: Words
    roles: tuple[Code, ...] = Field(
        min_length=1,
        description="who may move it on: authority, county, department, expert, leader, secretary, keeper",
    )
    guards: tuple[Guard, ...] = Field(default=(), description="what must hold before it is left")
    deadline: Code | None = Field(default=None, description="code of one of `deadlines`")
    optional: bool = Field(default=False, description="the text says 根据需要")
    article: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an application is: its stage and, when it ended or came back, by which move."""

    stage: str
    move: Move | None = None

    @property
    def ended(self) -> bool:
        """Whether it left the road; only reopening brings it back."""
        return self.move in ENDED


class StageUnknown(Refusal):
    """The policy has no stage of this code."""

    code = "GD-480"


class RoadEnded(Refusal):
    """The application was withdrawn, came too late or was rejected; it must be reopened first."""

    code = "GD-481"


class NothingAfter(Refusal):
    """The application stands in the last stage."""

    code = "GD-482"


def stage_of(stages: Sequence[Stage], code: str) -> Stage:
    """Return the stage of this code, or refuse."""
    for stage in stages:
        if stage.code == code:
            return stage
    raise StageUnknown(stage=code)


def stage_after(stages: Sequence[Stage], code: str) -> Stage:
    """Return the stage that follows, or refuse at the end."""
    stage_of(stages, code)
    index = next(i for i, stage in enumerate(stages) if stage.code == code)
    if index + 1 == len(stages):
        raise NothingAfter(stage=code)
    return stages[index + 1]


def stages_before(stages: Sequence[Stage], code: str) -> tuple[Stage, ...]:
    """Return the stages that an application may be sent back to, nearest first."""
    stage_of(stages, code)
    index = next(i for i, stage in enumerate(stages) if stage.code == code)
    return tuple(reversed(stages[:index]))
