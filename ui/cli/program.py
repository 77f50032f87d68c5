"""Reads the words of a command, runs it, and says what came of it; the exit code is 0, 1 or 2."""

import contextlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NoReturn

from greendesk.errors import GreendeskError
from ui.cli import (
    applications,
    care,
    exchange,
    identity,
    packages,
    panel,
    policy,
    quantities,
    reviews,
    rounds,
    updates,
    verify,
)
from ui.cli.options import LANGUAGES, Commands
from ui.cli.parser import CommandParser
from ui.cli.refusals import FileUnusable
from ui.cli.report import OK, REFUSED, USAGE, as_json
from ui.cli.speech import choose, say
from ui.notifier import notice_for
from ui.version import program_version

_WINDOW_ZH = """\
各命令的用法：{command} 命令 --help
打开窗口：    {window} [选项] [交换文件或材料包]
  --desk 文件夹           打开这个工作台
  --sample                打开示例工作台
  --language zh|en        界面语言
  --theme system|light|dark|high-contrast
  --sample-journey 文件夹 不用显示器，自动走完示例全程
  --self-test 文件        检查安装，写出报告
"""
_WINDOW_EN = """\
how a command is used:  {command} COMMAND --help
to open the window:     {window} [OPTIONS] [EXCHANGE FILE OR PACKAGE]
  --desk FOLDER           open this desk
  --sample                open the sample desk
  --language zh|en        language of the window
  --theme system|light|dark|high-contrast
  --sample-journey FOLDER drive the whole sample job off screen
  --self-test FILE        check the installation, write a report
"""


def run(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code: 0 done, 1 refused or not whole, 2 not understood."""
    words = list(argv)
    _let_any_letter_pass()
    choose(_language(words))
    try:
        args = _parser().parse_args(words)
    except SystemExit as done:
        return OK if done.code in {0, None} else USAGE
    choose(args.language)
    try:
        outcome = args.command(args)
    except KeyboardInterrupt:
        print(say("已停止。", "Stopped."), file=sys.stderr)
        return REFUSED
    except OSError as error:
        name = Path(str(error.filename)).name if error.filename else str(error)
        _complain(args, FileUnusable(name=name))
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the door: whatever it is, it is put into words
        _complain(args, error)
        return REFUSED
    print(as_json(outcome.data, sys.stdout.encoding) if args.json else "\n".join(outcome.lines))
    return int(outcome.code)


def not_understood(words: Sequence[str], message: str) -> NoReturn:
    """Say what is wrong with the options of the window, and where to read more; ends the program with 2."""
    choose(_language(words))
    _let_any_letter_pass()
    _parser().error(message)


def _language(words: Sequence[str]) -> str:
    """The language is needed before the words are read: the help speaks it too."""
    given = [word.partition("=")[2] for word in words if word.startswith("--language=")]
    given += [after for word, after in pairwise(words) if word == "--language"]
    return next((one for one in given if one in LANGUAGES), "")


def _parser() -> CommandParser:
    # a program of Windows has a console or has none; the build (greendesk.spec) makes two of one
    two = os.name == "nt" and getattr(sys, "frozen", False)
    names = {
        "command": "greendesk-cli" if two else "greendesk",
        "window": "GreenDesk" if two else "greendesk",
    }
    parser = CommandParser(
        prog=names["command"],
        description=say(
            "绿色制造名单评审工作台：没有命令时打开窗口。",
            "The desk for reviewing green-manufacturing lists; opens its window when no command is given.",
        ),
        epilog=say(_WINDOW_ZH, _WINDOW_EN).format(**names),
    )
    parser.add_argument("--language", choices=LANGUAGES, default="", help="中文 / English")
    parser.add_argument(
        "--version",
        action="version",
        version=f"GreenDesk {program_version()}",
        help=say("显示版本", "show the version"),
    )
    commands = Commands(parser.add_subparsers(required=True, metavar=say("命令", "COMMAND")))
    for area in (
        verify,
        policy,
        care,
        updates,
        identity,
        rounds,
        exchange,
        packages,
        applications,
        reviews,
        panel,
        quantities,
    ):
        area.add(commands)
    return parser


def _complain(args: Namespace, error: Exception) -> None:
    notice = notice_for(error)
    if args.json:
        details = error.details if isinstance(error, GreendeskError) else {}
        said = {"code": notice.code, "happened": notice.happened, "kept": notice.kept, "cure": notice.cure}
        print(as_json({"error": said, "details": details}, sys.stdout.encoding))
        return
    for line in (notice.happened, *notice.lines, f"[{notice.code}]"):
        print(line, file=sys.stderr)


def _let_any_letter_pass() -> None:
    """A terminal that cannot show a letter gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="replace")
