"""The parser of the command line: argparse reads the words, and what it says is said in the language of this run.

Only what argparse names publicly is taken over (`format_usage`, `format_help`, `error`), with the list of what was
declared; its words are not translated in place, which would change them for the rest of the process.
"""

import shutil
from argparse import (
    OPTIONAL,
    PARSER,
    SUPPRESS,
    ZERO_OR_MORE,
    Action,
    ArgumentParser,
    _MutuallyExclusiveGroup,
)
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn, TypeVar

from ui.cli.columns import explained, width, wrapped
from ui.cli.complaints import in_words
from ui.cli.parameters import MEANINGS, PARAMETERS
from ui.cli.speech import say

_USAGE = 2  # the exit code of words that were not understood
_WIDEST = 22  # cells of a term that still has its explanation beside it
_LEAST, _MOST = 40, 100  # cells of a line
_MANY = {OPTIONAL: "[{0}]", ZERO_OR_MORE: "[{0} ...]", PARSER: "{0} ..."}
_A = TypeVar("_A", bound=Action)
Group = _MutuallyExclusiveGroup  # argparse names the type only so


class CommandParser(ArgumentParser):
    """Reads the words of a command; its help, its usage and its complaints are in the chosen language."""

    def __init__(self, *, add_help: bool = True, **given: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(add_help=False, **given)
        if add_help:
            self.add_argument("-h", "--help", action="help", help=say("显示这份说明", "show this help"))

    def format_usage(self) -> str:
        """How the command is written, in as many lines as it takes."""
        prefix = say("用法：", "usage: ")
        lines, room = [f"{prefix}{self.prog}"], _room()
        for part in self._usage():
            if width(f"{lines[-1]} {part}") <= room:
                lines[-1] += f" {part}"
            else:
                lines.append(" " * width(prefix) + part)
        return "\n".join((*lines, ""))

    def format_help(self) -> str:
        """The usage, what the command does, and everything that it takes."""
        room = _room()
        blocks = [self.format_usage().rstrip()]
        if self.description:
            blocks.append("\n".join(wrapped(self.description, room)))
        seen = [action for action in self._actions if action.help != SUPPRESS]
        commands = [row for one in seen for row in _commands(one)]
        words = [_row(one) for one in seen if not one.option_strings and one.nargs != PARSER]
        options = [_row(one) for one in seen if one.option_strings]
        for title, rows in (
            (say("命令：", "commands:"), commands),
            (say("参数：", "arguments:"), words),
            (say("选项：", "options:"), options),
        ):
            if rows:
                blocks.append("\n".join((title, *explained(rows, room, _WIDEST))))
        if self.epilog:
            blocks.append(self.epilog.rstrip())
        return "\n\n".join(blocks) + "\n"

    def error(self, message: str) -> NoReturn:
        """Say how the command is written, what is wrong, and where to read more; ends the program with 2."""
        said = say(f"错误：{in_words(message)}", f"error: {in_words(message)}")
        more = say(f"查看说明：{self.prog} --help", f"for help: {self.prog} --help")
        lines = (*wrapped(said, _room()), more, "")
        self.exit(_USAGE, self.format_usage() + "\n".join(lines))

    def _add_action(self, action: _A) -> _A:
        """Everything that is declared comes by here: its value is named, and explained where nobody did."""
        if action.nargs not in {0, PARSER} and (action.metavar or not action.choices):
            name = action.dest.upper().replace("_", "-") if action.metavar is None else str(action.metavar)
            action.metavar = say(PARAMETERS.get(name, name), name)
        if action.help is None and action.dest in MEANINGS:
            action.help = say(*MEANINGS[action.dest])
        return super()._add_action(action)

    def _usage(self) -> Iterator[str]:
        """The parts of the usage: options, those of which only one may be given together, then what comes after."""
        told: set[Action] = set()
        options = [one for one in self._actions if one.option_strings]
        for action in (*options, *(one for one in self._actions if not one.option_strings)):
            if action in told or action.help == SUPPRESS:
                continue
            group = next((one for one in self._mutually_exclusive_groups if action in _members(one)), None)
            if group is None:
                written = _written(action)
                yield written if action.required or not action.option_strings else f"[{written}]"
            else:
                told.update(_members(group))
                either = " | ".join(map(_written, _members(group)))
                yield f"({either})" if group.required else f"[{either}]"


def _members(group: Group) -> Sequence[Action]:
    """The options of which only one may be given; argparse lists them nowhere else."""
    return group._group_actions  # noqa: SLF001


def _written(action: Action) -> str:
    """An option or argument as it is written in the usage."""
    return " ".join(filter(None, ("".join(action.option_strings[:1]), _value(action))))


def _value(action: Action) -> str:
    """What stands for its value: a name or the choices, as often as it may be given."""
    if action.nargs == 0:
        return ""
    name = str(action.metavar) if action.metavar is not None else _either(action.choices or ())
    if action.nargs in _MANY:
        return _MANY[str(action.nargs)].format(name)
    return name if action.nargs is None else f"{name} [{name} ...]"


def _either(choices: Iterable[object]) -> str:
    return "{" + ",".join(map(str, choices)) + "}"


def _row(action: Action) -> tuple[str, str]:
    """An option or argument, and its explanation."""
    value = _value(action)
    named = ", ".join(action.option_strings)
    if not named:
        value = str(action.metavar) if action.metavar is not None else value
    return " ".join(filter(None, (named, value))), action.help or ""


def _commands(action: Action) -> Iterator[tuple[str, str]]:
    """The commands among which one is to be chosen."""
    if action.nargs == PARSER:
        for one in action._get_subactions():  # type: ignore[attr-defined] # noqa: SLF001
            yield str(one.metavar or one.dest), one.help or ""


def _room() -> int:
    return max(_LEAST, min(shutil.get_terminal_size().columns - 2, _MOST))
