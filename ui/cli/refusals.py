"""What the command line itself refuses: no desk, no passphrase, a name that fits nothing or several."""

from greendesk.errors import Fault, Refusal


class NoDesk(Refusal):
    """There is no desk in the folder; details: `folder`."""

    code = "GD-280"


class DeskThere(Refusal):
    """A desk was to be made where one is; details: `folder`."""

    code = "GD-281"


class NoPassphrase(Refusal):
    """No passphrase was given and nobody can be asked."""

    code = "GD-282"


class NameFitsNothing(Refusal):
    """Nothing is called so; details: `given`, `what`, `what_en`, `choices`."""

    code = "GD-283"


class NameFitsSeveral(Refusal):
    """Several things are called so; details: `given`, `what`, `what_en`, `choices`."""

    code = "GD-284"


class FileUnusable(Fault):
    """A file that cannot be read or written; details: `name`."""

    code = "GD-285"


class TableUnreadable(Refusal):
    """A line of a table of scores that cannot be read; details: `name`, `line`, `field`."""

    code = "GD-286"


class FileThere(Refusal):
    """A file was to be written where one is; details: `name`."""

    code = "GD-287"


class NotConfirmed(Refusal):
    """What binds was not confirmed."""

    code = "GD-288"


class FolderMissing(Refusal):
    """A file was to be written into a folder that is not there; details: `name`."""

    code = "GD-289"
