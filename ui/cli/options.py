"""How commands are declared: names, words, options that many share, and the function that does the work."""

from argparse import SUPPRESS, ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Callable
from dataclasses import dataclass

from ui.cli.parser import CommandParser
from ui.cli.report import Outcome
from ui.cli.speech import Pair, say

LANGUAGES = ("zh", "en")
Command = Callable[[Namespace], Outcome]
Parsers = _SubParsersAction  # argparse names the type only so


@dataclass(frozen=True, slots=True)
class Commands:
    """Where commands are declared."""

    parsers: "Parsers[CommandParser]"

    def add(self, name: str, about: Pair, command: Command) -> ArgumentParser:
        """A command that needs no desk."""
        parser = self.parsers.add_parser(name, help=say(*about), description=say(*about))
        parser.set_defaults(command=command)
        _add_language(parser)
        parser.add_argument(
            "--json", action="store_true", help=say("输出供脚本读取的数据", "write data for scripts")
        )
        return parser

    def add_desk(self, name: str, about: Pair, command: Command) -> ArgumentParser:
        """A command that works on a desk."""
        parser = self.add(name, about, command)
        add_desk_options(parser)
        return parser

    def add_round(self, name: str, about: Pair, command: Command) -> ArgumentParser:
        """A command that works on a round of a desk."""
        parser = self.add_desk(name, about, command)
        add_round_option(parser)
        return parser

    def group(self, name: str, about: Pair) -> "Commands":
        """A command with commands of its own."""
        parser = self.parsers.add_parser(name, help=say(*about), description=say(*about))
        _add_language(parser)
        return Commands(parser.add_subparsers(required=True, metavar=say("命令", "COMMAND")))


def _add_language(parser: ArgumentParser) -> None:
    """The language may stand before or after each word of a command; only where it stands it is set."""
    parser.add_argument("--language", choices=LANGUAGES, default=SUPPRESS, help="中文 / English")


def add_round_option(parser: ArgumentParser) -> None:
    """Which round of the desk."""
    parser.add_argument(
        "--round",
        default="",
        metavar="TITLE",
        help=say("批次的名称或编号；只有一个时可省略", "title or number of the round, if there are several"),
    )


def add_desk_options(parser: ArgumentParser) -> None:
    """Which desk, and how it is unlocked."""
    parser.add_argument(
        "--desk", default="", metavar="FOLDER", help=say("工作台的文件夹", "folder of the desk")
    )
    parser.add_argument(
        "--passphrase-file",
        default="",
        metavar="FILE",
        help=say("口令文件；或用环境变量 GREENDESK_PASSPHRASE", "or set GREENDESK_PASSPHRASE"),
    )
