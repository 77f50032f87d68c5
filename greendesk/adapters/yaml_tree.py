"""Reads the plain part of YAML and remembers the line of every field.

Only mappings, lists and scalars; every scalar is text but `true`, `false` and null, so that no number ever
becomes a float and no date a guess. Aliases, tags and repeated keys are refused.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from greendesk.errors import Refusal

LARGEST = 2 * 1024 * 1024
DEEPEST = 32  # brackets in brackets; the reader's work grows with the square of their depth
_BOOL = "tag:yaml.org,2002:bool"
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_COLLECTIONS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}


class RulesFileUnreadable(Refusal):
    """A rules file is not YAML in UTF-8, or too large or deep; `line` says where reading stopped."""

    code = "GD-401"


class RulesFileTooClever(Refusal):
    """A rules file uses an alias, a tag, a repeated key or a key that is no text."""

    code = "GD-402"


class _AliasMet(yaml.YAMLError):
    """An alias stands in the file."""

    def __init__(self, line: int) -> None:
        self.line = line


class _PlainLoader(yaml.SafeLoader):
    """A loader for which every scalar is text, except null and true or false."""

    def fetch_flow_collection_start(self, token: type[yaml.Token]) -> None:
        if self.flow_level >= DEEPEST:
            raise yaml.MarkedYAMLError(problem="depth", problem_mark=self.get_mark())
        super().fetch_flow_collection_start(token)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call] # the stubs leave it out
            raise _AliasMet(event.start_mark.line + 1)
        return super().compose_node(parent, index)


_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver(_BOOL, re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver(_NULL, re.compile(r"^(?:null|~|)$"), ["n", "~", ""])


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlTree:
    """A read file: its plain values, and where each stands."""

    name: str
    root: yaml.Node
    plain: object

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line, from 1, of the field at a path, or of the nearest one above it that exists."""
        node, line = self.root, self.root.start_mark.line
        for step in path:
            below = _below(node, step)
            if below is None:
                break
            node, line = below
        return int(line) + 1


def read_yaml(data: bytes, name: str) -> YamlTree:
    """Return the plain values of a rules file, or refuse and say at which line."""
    if len(data) > LARGEST:
        raise RulesFileUnreadable(file=name, line=0)
    try:
        root = yaml.compose(data.decode("utf-8-sig"), _PlainLoader)
        if root is None:
            raise RulesFileUnreadable(file=name, line=1)
        return YamlTree(name=name, root=root, plain=_plain(root, name))
    except _AliasMet as alias:
        raise RulesFileTooClever(file=name, line=alias.line) from alias
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RulesFileUnreadable(file=name, line=mark.line + 1 if mark else 0) from error
    except UnicodeDecodeError as error:
        raise RulesFileUnreadable(file=name, line=data.count(b"\n", 0, error.start) + 1) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise RulesFileUnreadable(file=name, line=0) from error


def _plain(node: yaml.Node, name: str) -> object:
    if isinstance(node, yaml.ScalarNode):
        if node.tag not in {_TEXT, _BOOL, _NULL}:
            raise RulesFileTooClever(file=name, line=node.start_mark.line + 1)
        if node.tag == _NULL:
            return None
        return node.value == "true" if node.tag == _BOOL else node.value
    if node.tag not in _PLAIN_COLLECTIONS:
        raise RulesFileTooClever(file=name, line=node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(child, name) for child in node.value]
    values: dict[str, object] = {}
    for key, child in node.value:
        if not isinstance(key, yaml.ScalarNode) or key.tag != _TEXT or key.value in values:
            raise RulesFileTooClever(file=name, line=key.start_mark.line + 1)
        values[key.value] = _plain(child, name)
    return values


def _below(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        child = node.value[step]
        return child, child.start_mark.line
    if isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            if key.value == step:
                return child, key.start_mark.line
    return None
