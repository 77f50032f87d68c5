"""Signs a package file with the identity of a desk in a round, and checks one without a desk."""

import base64
import binascii
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from greendesk.adapters.bag import open_bag
from greendesk.adapters.package_file import PackageSource, open_package
from greendesk.adapters.papers.certificates import chain_holds, fingerprint, holder, signature_holds
from greendesk.adapters.verification_exchange import SignerOutside, found
from greendesk.domain.verification import Finding, Signed, Verification
from greendesk.errors import Refusal
from greendesk.ports import Signer

_PURPOSE = b"greendesk package 1\n"
_SIGNATURE = "data/package.sig.json"


class PackageSignatureBroken(Refusal):
    """The signature of a package file cannot be read, or does not fit the package or its signer."""

    code = "GD-622"


def package_signature(signer: Signer) -> Callable[[bytes], dict[str, Any]]:
    """Return what `package_file.write_package` asks for: the signature of this desk over the table of contents."""

    def sign(manifest: bytes) -> dict[str, Any]:
        return {
            "chain": [base64.b64encode(one).decode("ascii") for one in signer.chain],
            "signature": base64.b64encode(signer.sign(_PURPOSE + manifest)).decode("ascii"),
        }

    return sign


def check_package(path: Path, roots: Sequence[bytes]) -> Verification:
    """Check a `.gdpkg`; raises what keeps it from being read at all."""
    open_bag(path).close()
    with open_package(path) as package:
        facts = [
            ("unit", str(package.unit.get("unit", ""))),
            ("credit_code", str(package.unit.get("credit_code", ""))),
            ("files", str(len(package))),
            ("size", str(package.total)),
        ]
        if package.signature is None:
            facts.append(("unsigned", "yes"))
            return Verification(kind="package", whole=True, facts=tuple(facts))
        signed, findings = _signature(package, package.signature, roots)
    return Verification(
        kind="package", whole=not findings, signatures=signed, findings=findings, facts=tuple(facts)
    )


def refuse_broken_signature(package: PackageSource) -> None:
    """Refuse a package whose signature does not fit it; one without a signature passes."""
    if package.signature is not None and _signature(package, package.signature, ())[1]:
        raise PackageSignatureBroken()


def _signature(
    package: PackageSource, given: Mapping[str, Any], roots: Sequence[bytes]
) -> tuple[tuple[Signed, ...], tuple[Finding, ...]]:
    try:
        chain = [_decoded(one) for one in list(given["chain"])]
        signature, owner = _decoded(given["signature"]), holder(chain[0])
    except (KeyError, IndexError, TypeError, ValueError):
        return (), (found(PackageSignatureBroken(), _SIGNATURE),)
    findings: list[Finding] = []
    message = _PURPOSE + package.manifest
    if len(chain) < 2 or not chain_holds(chain) or not signature_holds(chain[0], signature, message):
        findings.append(found(PackageSignatureBroken(), _SIGNATURE))
    elif roots and chain[-1] not in roots:
        findings.append(found(SignerOutside(name=owner.name), _SIGNATURE))
    signed = Signed(
        name=owner.name,
        organisation=owner.organisation,
        fingerprint=owner.fingerprint,
        root=fingerprint(chain[-1]) if len(chain) > 1 else "",
        at=None,
        whole=not findings,
        part="package",
    )
    return (signed,), tuple(findings)


def _decoded(text: object) -> bytes:
    """Decode base64 in its only form."""
    try:
        decoded = base64.b64decode(str(text), validate=True)
    except binascii.Error as damage:
        raise ValueError(_SIGNATURE) from damage
    if base64.b64encode(decoded).decode("ascii") != text:
        raise ValueError(_SIGNATURE)
    return decoded
