"""What a check of a document can find; each is a refusal with a code, collected in the report, not raised."""

from greendesk.errors import Fault, Refusal


class FieldUnknown(Refusal):
    """The document has no such place to sign."""

    code = "GD-510"


class FieldAlreadySigned(Refusal):
    """That place in the document is signed already."""

    code = "GD-511"


class BrokenBeforeSigning(Refusal):
    """A document with a broken signature is not signed again."""

    code = "GD-512"


class SigningFailed(Fault):
    """The signature could not be made: the document or the key cannot be used."""

    code = "GD-513"


class PdfUnreadable(Refusal):
    """The bytes are not a PDF that can be read, or it was damaged."""

    code = "GD-520"


class PdfUnsigned(Refusal):
    """The document can be read but nobody signed it."""

    code = "GD-521"


class SignatureBroken(Refusal):
    """The bytes that this signature covers were changed after signing."""

    code = "GD-522"


class SignatureUnreadable(Refusal):
    """The signature itself was damaged and cannot be read."""

    code = "GD-523"


class SignatureContainerAltered(Refusal):
    """The place that holds the signature was changed after signing."""

    code = "GD-524"


class SignatureLost(Refusal):
    """The file holds the bytes of more signatures than the document shows."""

    code = "GD-525"


class BytesAfterSignature(Refusal):
    """Something was added after the last signature."""

    code = "GD-526"


class ChangedAfterSignature(Refusal):
    """After this signature the document was changed in a way that further signing does not need."""

    code = "GD-527"


class SignerUntrusted(Refusal):
    """The signer's certificate does not lead to the expected root."""

    code = "GD-528"


class ConclusionUnreadable(Refusal):
    """The attached conclusion cannot be read."""

    code = "GD-529"


class OfficeUnreadable(Refusal):
    """The bytes are not an xlsx or docx that can be read, or it was damaged."""

    code = "GD-540"


class OfficeUnsealed(Refusal):
    """The file can be read but carries no seal."""

    code = "GD-541"


class SealUnreadable(Refusal):
    """The seal in the file was damaged and cannot be read."""

    code = "GD-542"


class SealBroken(Refusal):
    """The seal was not made by the holder of its certificate, or was changed."""

    code = "GD-543"


class MemberChanged(Refusal):
    """A part of the file was changed after sealing."""

    code = "GD-544"


class MemberAdded(Refusal):
    """A part was added to the file after sealing."""

    code = "GD-545"


class MemberRemoved(Refusal):
    """A part of the file is missing."""

    code = "GD-546"


class WrappingChanged(Refusal):
    """The bytes between the parts of the file were changed after sealing."""

    code = "GD-547"
