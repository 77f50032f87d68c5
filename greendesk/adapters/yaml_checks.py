"""What every file of rules shares: its values checked, its errors named by file, line and field."""

from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from greendesk.adapters.yaml_tree import YamlTree
from greendesk.errors import Refusal

ModelT = TypeVar("ModelT", bound=BaseModel)
Place = tuple[str | int, ...]


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


class ReferenceUnknown(Refusal):
    """A policy names a checklist or a source that is not there."""

    code = "GD-409"


def validated(model: type[ModelT], tree: YamlTree) -> ModelT:
    """Return the file's values in the shape of this model, or refuse and name line and field."""
    try:
        return model.model_validate(tree.plain)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where: Place = first["loc"]
        line = tree.line(where)
        field = ".".join(str(step) for step in where)
        if first["type"] == "missing":
            raise FieldMissing(file=tree.name, line=line, field=field) from error
        if first["type"] == "extra_forbidden":
            raise FieldUnknown(file=tree.name, line=line, field=field) from error
        raise wrong(tree, where, first["input"]) from error


def wrong(tree: YamlTree, where: Place, given: object) -> FieldWrong:
    """Return the refusal for a field that holds what it cannot hold."""
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
