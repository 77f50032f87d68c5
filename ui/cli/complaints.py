"""What argparse complains about, said in the language of this run; the wording of Python 3.11 to 3.14 is known."""

import ast
import re
from collections.abc import Sequence
from difflib import get_close_matches

from ui.cli.speech import Pair, say

_ABOUT = re.compile(r"argument (?P<name>.+?): (?P<said>.*)", re.DOTALL)
_CHOICE = re.compile(
    r"(?:invalid choice:|unknown parser) (?P<value>.+?)(?:, maybe you meant .+?)?"
    r" \((?:choose from|choices:) (?P<choices>.*)\)",
    re.DOTALL,
)
_QUOTED = re.compile(r"'([^']*)'")
_SAID: Sequence[tuple[str, Pair]] = (
    (
        r"the following arguments are required: (?P<names>.+)",
        ("还要写出：{names}。", "this is still to be given: {names}"),
    ),
    (
        r"one of the arguments (?P<names>.+) is required",
        ("要写出其中一个：{names}。", "one of these has to be given: {names}"),
    ),
    (r"unrecognized arguments: (?P<names>.+)", ("不认识：{names}。", "this is not understood: {names}")),
    (
        r"not allowed with argument (?P<names>.+)",
        ("不能与 {names} 一起用。", "it cannot be given together with {names}"),
    ),
    (
        r"ignored explicit argument (?P<value>.+)",
        ("后面不能写“{value}”。", 'it takes no value, but got "{value}"'),
    ),
    (r"expected (?:one|1) argument", ("后面要写一个值。", "a value has to follow it")),
    (r"expected at most (?:one|1) argument", ("后面最多写一个值。", "at most one value may follow it")),
    (
        r"expected at least (?:one|1) argument",
        ("后面至少要写一个值。", "at least one value has to follow it"),
    ),
    (
        r"expected (?P<names>\d+) arguments",
        ("后面要写 {names} 个值。", "{names} values have to follow it"),
    ),
    (
        r"ambiguous option: (?P<value>.+) could match (?P<names>.+)",
        ("“{value}”不完整，可能是 {names}。", '"{value}" is cut short, it could be {names}'),
    ),
    (r"invalid \S+ value: (?P<value>.+)", ("“{value}”在这里不能用。", '"{value}" cannot be used here')),
)
_PATTERNS = [(re.compile(pattern, re.DOTALL), pair) for pattern, pair in _SAID]


def in_words(message: str) -> str:
    """A complaint of argparse in words of this program; one that is not known stays as it is."""
    about = _ABOUT.fullmatch(message)
    if about is None:
        return _sentence(message)
    name, said = about["name"], about["said"]
    if choice := _CHOICE.fullmatch(said):
        return _no_choice(name, _plain(choice["value"]), choice["choices"])
    return f"{name}{say('：', ': ')}{_sentence(said)}"


def _sentence(said: str) -> str:
    for pattern, pair in _PATTERNS:
        if found := pattern.fullmatch(said):
            parts = {name: _plain(part) for name, part in found.groupdict().items()}
            return say(*pair).format_map(parts)
    return said


def _no_choice(name: str, value: str, listed: str) -> str:
    choices = _QUOTED.findall(listed) or listed.split(", ")
    if name != say("命令", "COMMAND"):
        return say(
            f"{name}：没有“{value}”，可以写 {'、'.join(choices)}。",
            f'{name}: there is no "{value}", choose from {", ".join(choices)}',
        )
    near = get_close_matches(value, choices, 1)
    known = say(f"没有“{value}”这个命令", f'there is no command "{value}"')
    if not near:
        return known + say("。", "")
    return known + say(f"，是不是 {near[0]}？", f"; is it {near[0]}?")


def _plain(text: str) -> str:
    """A value without the quotation marks that Python puts around it."""
    if text[:1] not in {"'", '"'}:
        return text
    try:
        return str(ast.literal_eval(text))
    except (SyntaxError, ValueError):
        return text
