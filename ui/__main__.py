"""The two doors of the program: a command goes to the command line, everything else opens the window.

Nothing heavy is imported before it is known which door it is; the command line never loads Qt.
"""

import gc
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from ui.opened_files import is_opened
from ui.options import Options
from ui.plain_imports import import_plainly

LANGUAGE = "--language"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # one of them is set where windows can be shown


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    leave_libraries_to_others()
    if _is_command(words):
        from ui.cli import run

        return run(words)
    options = read_options(words)
    gc.disable()  # nothing of what start-up makes is garbage; then `ui.collector` looks for it
    import_plainly()
    if options.self_test is not None:
        from ui.selftest import run as run_self_test

        return _into(options.self_test, run_self_test)
    if options.sample_journey is not None:
        from ui.journey import run as run_journey

        return _into(options.sample_journey, run_journey)
    if options.file is not None and not _is_there(options.file):
        tell_missing(options.file, options.language)
        options = options._replace(file_there=False)
    if not has_display():
        tell_no_display(options.language)
        return 1
    from ui.start import start

    return start(options)


def _into(place: Path, act: Callable[[Path], int]) -> int:
    """Do what leaves something in a place; one that cannot be written is said, for there is no window to say it."""
    gc.enable()  # no window, no collector
    try:
        return act(place)
    except OSError as error:
        from ui.cli.refusals import FileUnusable
        from ui.notifier import notice_for

        notice = notice_for(FileUnusable(name=Path(error.filename or place).name))
        if sys.stderr is not None:
            sys.stderr.write("\n".join((notice.happened, *notice.lines, f"[{notice.code}]", "")))
        return 1


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the program in words of its own where none can."""
    return sys.platform != "linux" or any(map(os.environ.get, DISPLAYS))


def tell_no_display(language: str) -> None:
    """Say that there is no display, and what works without."""
    from ui.cli.speech import choose, say

    choose(language)
    if sys.stderr is not None:
        sys.stderr.write(
            say(
                "这里没有图形界面，窗口打不开；命令照样可用，见 greendesk --help。\n",
                "There is no display here, so the window cannot open; commands work: greendesk --help.\n",
            )
        )


def _is_there(file: Path) -> bool:
    try:
        return file.exists()
    except OSError:  # it lies where this person may not look
        return False


def tell_missing(file: Path, language: str) -> None:
    """Say that there is no such file; the window opens all the same."""
    from ui.cli.speech import choose, say

    choose(language)
    if sys.stderr is not None:
        sys.stderr.write(say(f"找不到文件“{file}”。\n", f'There is no file "{file}".\n'))


def read_options(words: Sequence[str]) -> Options:
    """Read the options of the window; a wrong one ends the program with its usage and code 2."""
    if not words:
        return Options()
    import argparse

    class Reader(argparse.ArgumentParser):
        """Reads quickly; the words for what is wrong are fetched when something is."""

        def error(self, message: str) -> NoReturn:
            """Say it in the chosen language; the command line's help explains these options, too."""
            from ui.cli.program import not_understood

            not_understood(words, message)

    parser = Reader(prog="greendesk", add_help=False)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--desk", type=Path)
    parser.add_argument("--sample", action="store_true")
    parser.add_argument("--sample-journey", type=Path)
    parser.add_argument("--self-test", type=Path)
    parser.add_argument("--language", choices=("zh", "en"), default="")
    parser.add_argument("--theme", choices=("system", "light", "dark", "high-contrast"), default="")
    return Options(**vars(parser.parse_args(list(words))))


def leave_libraries_to_others() -> None:
    """Take the folder of the frozen program's libraries out of what other programs inherit: they have their own."""
    if getattr(sys, "frozen", False) and sys.platform == "linux":
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
        if before is None:
            os.environ.pop("LD_LIBRARY_PATH", None)
        else:
            os.environ["LD_LIBRARY_PATH"] = before


def _is_command(words: Sequence[str]) -> bool:
    """Whether the first word after the language is a command: no option, and no file that the window opens."""
    rest = list(words)
    while rest and (rest[0] == LANGUAGE or rest[0].startswith(f"{LANGUAGE}=")):
        del rest[: 2 if rest[0] == LANGUAGE else 1]  # both doors take it
    if not rest:
        return False
    if rest[0].startswith("-"):
        return bool({"-h", "--help", "--version"} & set(words))  # the command line's help holds both doors
    return not is_opened(Path(rest[0]))


if __name__ == "__main__":
    sys.exit(main())
