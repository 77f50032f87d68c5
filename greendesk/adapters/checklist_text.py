"""The text of a checklist: its values in the shape of the file, and the YAML that holds exactly them."""

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml
from pydantic import BaseModel

from greendesk.adapters.checklist_schema import (
    AggregationFile,
    ChecklistFile,
    ItemFile,
    ProvenanceFile,
    SectionFile,
    TierFile,
)
from greendesk.adapters.yaml_tree import RulesFileUnreadable, read_yaml
from greendesk.domain.checklist import Aggregation, Checklist, Item, Provenance, Section, Tier
from greendesk.domain.decimals import plain, read_decimal

FORMAT = "1"
NUMBERS = frozenset(
    {"format", "base", "pass_mark", "parts", "weight", "share", "max_points", "baseline", "leading"}
)
_MODELS: Mapping[type, type[BaseModel]] = {
    Aggregation: AggregationFile,
    Checklist: ChecklistFile,
    Item: ItemFile,
    Provenance: ProvenanceFile,
    Section: SectionFile,
    Tier: TierFile,
}
_ATTRIBUTES = {"evidence": "evidence_expected"}  # where file and value call a field differently
_WIDE = 1_000_000  # no line is folded


class _Number(str):
    """A number as it is written, without quotes."""

    __slots__ = ()


class _Dumper(yaml.SafeDumper):
    """Writes numbers as they stand."""


def _represent_number(dumper: yaml.SafeDumper, number: _Number) -> yaml.Node:
    tag = "tag:yaml.org,2002:float" if "." in number else "tag:yaml.org,2002:int"
    return dumper.represent_scalar(tag, str(number))


_Dumper.add_representer(_Number, _represent_number)


def checklist_values(checklist: Checklist) -> dict[str, Any]:
    """Return a checklist in the shape of its file: texts, true or false, null, lists and mappings."""
    values = _plain(checklist)
    if not isinstance(values, dict):
        raise TypeError(checklist)
    return values


def values_of(text: str, name: str) -> dict[str, Any]:
    """Return what stands in a checklist's text, right or wrong."""
    values = read_yaml(text.encode(), name).plain
    if not isinstance(values, dict):
        raise RulesFileUnreadable(file=name, line=1)
    return values


def write_checklist(values: Mapping[str, Any]) -> str:
    """Return the YAML text of values in the shape of the file."""
    return yaml.dump(_numbered(values, ""), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)


def _plain(value: object) -> Any:  # noqa: ANN401 - the shape of a file
    model = _MODELS.get(type(value))
    if model is not None:
        return _fields(model, value)
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _scalar(value)


def _scalar(value: object) -> str | bool | None:
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, Enum):
        return str(value.value)
    return plain(value) if isinstance(value, Decimal) else str(value)


def _fields(model: type[BaseModel], value: object) -> dict[str, Any]:
    """All that the file requires, and what differs from what it means when it is left out."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name == "format":
            found[name] = FORMAT
            continue
        given = getattr(value, _ATTRIBUTES.get(name, name))
        if name == "picks":
            given = dict(given)
        left_out = None if info.is_required() else info.get_default(call_default_factory=True)
        if info.is_required() or given != left_out:
            found[name] = _plain(given)
    return found


def _numbered(value: object, key: str) -> object:
    if isinstance(value, Mapping):
        inside = "base" if key == "picks" else ""
        return {name: _numbered(one, inside or name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_numbered(one, "") for one in value]
    is_number = key in NUMBERS and isinstance(value, str) and read_decimal(value) is not None
    return _Number(value) if is_number else value
