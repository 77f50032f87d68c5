"""The command line: the second door of the program, which starts without Qt."""

from ui.cli.program import run

__all__ = ["run"]
