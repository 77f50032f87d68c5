"""What can be wrong with a kept file."""

from greendesk.errors import Fault


class BlobMissing(Fault):
    """A file that the ledger names is not on this desk; details: `sha256`."""

    code = "GD-322"


class BlobDamaged(Fault):
    """A kept file no longer has the bytes that its name promises; details: `sha256`."""

    code = "GD-323"
