"""What can be wrong with a package that is handed in."""

from greendesk.errors import Fault, Refusal


class NotAPackage(Refusal):
    """Neither a folder nor an archive that we read; details: `name`."""

    code = "GD-301"


class ArchiveTruncated(Refusal):
    """The end of the archive is missing; details: `name`."""

    code = "GD-302"


class ArchiveDamaged(Refusal):
    """The archive's bytes contradict its checksums or its own structure; details: `name`, `entry`."""

    code = "GD-303"


class ArchiveEncrypted(Refusal):
    """The archive wants a password; details: `name`, `entry`."""

    code = "GD-304"


class ArchiveBomb(Refusal):
    """The content is out of all proportion to the archive; details: `name`, `ratio`."""

    code = "GD-305"


class TooManyFiles(Refusal):
    """More files than a package may have; details: `name`, `limit`."""

    code = "GD-306"


class PackageTooLarge(Refusal):
    """More bytes than a package may have; details: `name`, `gigabytes`."""

    code = "GD-307"


class NamesRefused(Refusal):
    """Base of refusals that concern names; `findings` holds every path with the reason."""

    code = "GD-308"

    def __init__(self, findings: tuple[tuple[str, str], ...]) -> None:
        shown = "\n".join(printable(path) for path, _ in findings[:200])
        super().__init__(count=len(findings), names=shown)
        self.findings = findings


class UnsafeNames(NamesRefused):
    """Names that could reach outside or that no Windows disk can hold; details: `count`, `names`."""

    code = "GD-308"


class NamesClash(NamesRefused):
    """Names that are one and the same on a Windows disk; details: `count`, `names`."""

    code = "GD-309"


class LinksInside(NamesRefused):
    """Symbolic links or junctions instead of files; details: `count`, `names`."""

    code = "GD-310"


class DevicesInside(NamesRefused):
    """Devices, pipes or sockets instead of files; details: `count`, `names`."""

    code = "GD-311"


class EntriesOverlap(Refusal):
    """Two entries of a ZIP claim the same bytes; details: `name`, `entry`."""

    code = "GD-312"


class CompressionUnknown(Refusal):
    """Compressed in a way that we do not read; details: `name`, `entry`."""

    code = "GD-313"


class PackageEmpty(Refusal):
    """There is no file in it; details: `name`."""

    code = "GD-314"


class SourceVanished(Fault):
    """A folder or archive can no longer be read, as when a stick is pulled out; details: `name`."""

    code = "GD-315"


class RarNotRead(Refusal):
    """A RAR archive, which only its maker's program may read; details: `name`."""

    code = "GD-316"


class ExchangeFileGiven(Refusal):
    """An exchange file where a package was wanted; details: `name`."""

    code = "GD-317"


class FileOfNothing(Refusal):
    """A file of 0 bytes in place of a package; details: `name`."""

    code = "GD-318"


def printable(path: str) -> str:
    """Return the path with control and direction characters made visible."""
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path)
