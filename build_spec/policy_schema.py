"""Makes docs/policy-schema.json and the table of fields in docs/policy.md from the model of a policy.

    python build_spec/policy_schema.py write   # makes both again
    python build_spec/policy_schema.py print   # shows the schema

The schema is for editors and other programs that read YAML 1.2; what reaches over several fields
(references, contradictions) is judged by `greendesk policy check FILE`.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "docs" / "policy-schema.json"
PAGE = ROOT / "docs" / "policy.md"
QUOTED = r"^[+-]?[0-9]{1,24}(\.[0-9]{1,24})?$"
BEGIN, END = "<!-- fields: made by build_spec/policy_schema.py -->\n", "<!-- end of fields -->\n"
sys.path.insert(0, str(ROOT))  # run as a program, the folder of this file is searched instead

from greendesk.domain.policy import Policy  # noqa: E402 - after the path is set


class Plain(GenerateJsonSchema):
    """The schema as a person would write it: no title repeats a name, a number in quotes is one."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Return a number with its bounds, or one in quotes."""
        numbers = [one for one in super().decimal_schema(schema)["anyOf"] if one["type"] == "number"]
        return {"anyOf": [*numbers, {"type": "string", "pattern": QUOTED}]}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - the library's own shape
        """Leave out titles that only repeat the name of a field."""
        return False


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a policy file."""
    made = Policy.model_json_schema(schema_generator=Plain)
    made["properties"].pop("digest")  # is computed, never written
    made["properties"]["format"] = {"const": 1}
    for one in made["$defs"].values():
        one.pop("title", None)
    made["$defs"]["Rule"]["allOf"] = [
        {"anyOf": [{"required": ["where"]}, {"required": ["later"]}, {"required": ["outside"]}]}
    ]
    made["$defs"]["Deadline"]["oneOf"] = [{"required": ["day"]}, {"required": ["yearly"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "GreenDesk policy",
        "description": "A region's rules for a year; every rule names its source and article.",
    }


def text() -> str:
    """Return the schema file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def page(now: str) -> str:
    """Return the page with its table of fields made again."""
    before, _, rest = now.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{fields()}\n{END}{after}"


def fields() -> str:
    """Return a table of fields for every part of a policy, in the order in which a reader meets them."""
    made = schema()
    defined: dict[str, Any] = made["$defs"]
    lines: list[str] = []
    for name in _in_order(made, defined):
        part = made if name == "Policy" else defined[name]
        if "enum" in part:
            continue
        lines += [f"### {name}", "", part.get("description", ""), ""]
        lines += ["| field | holds | must | meaning |", "| --- | --- | --- | --- |"]
        for field, one in part["properties"].items():
            must = "yes" if field in part.get("required", ()) else ""
            meaning = one.get("description", "").replace("|", "/")
            lines.append(f"| `{field}` | {_holds(one, defined)} | {must} | {meaning} |")
        lines.append("")
    return "\n".join(lines)


def _in_order(made: dict[str, Any], defined: dict[str, Any]) -> Iterator[str]:
    seen, waiting = {"Policy"}, ["Policy"]
    while waiting:
        name = waiting.pop(0)
        yield name
        part = made if name == "Policy" else defined[name]
        found = [one for one in _named(part.get("properties", {})) if one not in seen]
        seen.update(found)
        waiting += list(dict.fromkeys(found))


def _named(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if "$ref" in part:
            yield part["$ref"].rpartition("/")[2]
        for one in part.values():
            yield from _named(one)
    elif isinstance(part, list):
        for one in part:
            yield from _named(one)


def _holds(one: dict[str, Any], defined: dict[str, Any]) -> str:
    if "anyOf" in one:
        meant = [
            kind for kind in one["anyOf"] if kind.get("type") != "null" and kind.get("pattern") != QUOTED
        ]
        kinds = [_holds(kind, defined) for kind in meant]
        return " or ".join(kinds)
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        values = defined[name].get("enum")
        return ", ".join(f"`{value}`" for value in values) if values else f"[{name}](#{name.lower()})"
    if one.get("type") == "array":
        return f"list of {_holds(one['items'], defined)}"
    if "const" in one:
        return f"`{one['const']}`"
    return _scalar(one)


def _scalar(one: dict[str, Any]) -> str:
    kind = str(one.get("type"))
    if one.get("format") == "date":
        return "date"
    if kind == "string" and "pattern" in one:
        return "month-day" if one["pattern"].startswith("^(0[1-9]") else "code"
    low, high = one.get("minimum", one.get("exclusiveMinimum")), one.get("maximum")
    shown = {"string": "text", "boolean": "`true` or `false`", "integer": "whole number"}.get(kind, kind)
    if low is not None and high is not None:
        return f"{shown}, {low:g} to {high:g}"
    return shown


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    match arguments:
        case ["write"]:
            SCHEMA.write_text(text(), encoding="utf-8", newline="\n")
            PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
        case ["print"]:
            print(text(), end="")
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
