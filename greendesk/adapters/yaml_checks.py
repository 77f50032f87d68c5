"""What every file of rules shares: its values checked, its errors named by file, line and field."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from greendesk.adapters.yaml_tree import YamlTree
from greendesk.errors import Refusal

ModelT = TypeVar("ModelT", bound=BaseModel)
Place = tuple[str | int, ...]
_DAY = re.compile(r"(\d{4}-)?\d{2}-\d{2}")
_DAY_ERRORS = ("date_", "value_error", "string_pattern_mismatch")


class FieldMissing(Refusal):
    """A field that every such file has is not there."""

    code = "GD-403"


class FieldUnknown(Refusal):
    """A field stands there that no such file has; perhaps mistyped."""

    code = "GD-404"


class FieldWrong(Refusal):
    """A field holds what it cannot hold."""

    code = "GD-405"


class CodeTwice(Refusal):
    """Two sections, items, documents, departments or rules carry the same code."""

    code = "GD-406"


class DayDoesNotExist(Refusal):
    """A date that is in no calendar; details: `file`, `line`, `field`, `given`."""

    code = "GD-439"


class RulesTooNew(Refusal):
    """The file is of a format of a newer version of the program; details: `file`, `format`."""

    code = "GD-269"


class ReferenceUnknown(Refusal):
    """A policy names a checklist or a source that is not there."""

    code = "GD-409"


def validated(model: type[ModelT], tree: YamlTree) -> ModelT:
    """Return the file's values in the shape of this model, or refuse and name line and field."""
    try:
        return model.model_validate(tree.plain)
    except ValidationError as error:
        raise _faults(error, tree)[0] from error


def all_faults(model: type[BaseModel], tree: YamlTree) -> tuple[Refusal, ...]:
    """Return everything that does not fit this model, in the order in which it is found."""
    try:
        model.model_validate(tree.plain)
    except ValidationError as error:
        return _faults(error, tree)
    return ()


def _faults(error: ValidationError, tree: YamlTree) -> tuple[Refusal, ...]:
    found = [dict(one) for one in error.errors(include_url=False)]
    for one in found:
        if one["loc"] == ("format",) and one["type"] == "less_than_equal":
            return (RulesTooNew(file=tree.name, format=str(one["input"])[:20]),)  # the rest follows from that
    return tuple(_fault(one, tree) for one in found)


def _fault(one: Mapping[str, Any], tree: YamlTree) -> Refusal:
    where, given = one["loc"], one["input"]
    named = str(one.get("ctx", {}).get("error", ""))  # a model that refuses itself may name the field
    if isinstance(given, dict) and named in given:
        where, given = (*where, named), given[named]
    line = tree.line(where)
    field = ".".join(str(step) for step in where)
    if one["type"] == "missing":
        return FieldMissing(file=tree.name, line=line, field=field)
    if one["type"] == "extra_forbidden":
        return FieldUnknown(file=tree.name, line=line, field=field)
    if isinstance(given, str) and _DAY.fullmatch(given) and one["type"].startswith(_DAY_ERRORS):
        return DayDoesNotExist(file=tree.name, line=line, field=field, given=given)
    return wrong(tree, where, given)


def wrong(tree: YamlTree, where: Place, given: object) -> FieldWrong:
    """Return the refusal for a field that holds what it cannot hold."""
    if isinstance(given, dict):
        given = next((given[name] for name in ("code", "id", "check", "field") if name in given), given)
    shown = given if isinstance(given, str) else repr(given)
    field = ".".join(str(step) for step in where)
    return FieldWrong(file=tree.name, line=tree.line(where), field=field, given=shown[:80])


def unknown(tree: YamlTree, value: str, where: Place) -> ReferenceUnknown:
    """Return the refusal for a name of something that is not there."""
    field = ".".join(str(step) for step in where)
    return ReferenceUnknown(file=tree.name, line=tree.line(where), field=field, value=value)


def refuse_twice(tree: YamlTree, codes: Iterable[tuple[str, Place]]) -> None:
    """Refuse the second of two equal codes."""
    seen: set[str] = set()
    for code, where in codes:
        if code in seen:
            raise CodeTwice(file=tree.name, line=tree.line(where), code=code)
        seen.add(code)
