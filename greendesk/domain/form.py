"""A form (申报表、报告提纲): what an applicant or an office fills in, group by group, with where it was read."""

from enum import Enum

from pydantic import Field

from greendesk.domain.checklist import Category, Usable
from greendesk.domain.data import Code, Values, Words
from greendesk.domain.policy import Basis


class GroupKind(Enum):
    """How the fields of a group stand: once each, as the columns of a table, as headings, or as a list of papers."""

    SINGLE = "single"
    TABLE = "table"
    HEADINGS = "headings"
    LIST = "list"


class FormGroup(Values):
    """One part of a form; `fields` are its labels, columns or headings in their order."""

    title: Words
    kind: GroupKind
    fields: tuple[Words, ...] = Field(min_length=1)


class Form(Values):
    """A whole form; what is for reference only was not seen well enough to be handed out as official."""

    format: int = Field(ge=1, le=1)
    id: Code
    title: Words
    edition: Words
    issuer: Words
    categories: tuple[Category, ...] = Field(min_length=1)
    usable: Usable
    groups: tuple[FormGroup, ...] = Field(min_length=1)
    basis: Basis
    note: str = ""
