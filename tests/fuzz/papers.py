"""Papers: PDF with and without signatures, sealed office files."""

from collections.abc import Mapping
from pathlib import Path

from greendesk.adapters.archive_pdf import look_at_pdf
from greendesk.adapters.papers.pades_check import check_pdf
from greendesk.adapters.papers.seal import check_office
from tests.desks import small_pdf
from tests.fuzz.samples import Samples
from tests.fuzz.target import Shape, Target


def targets(given: Samples) -> Mapping[str, Target]:
    """The readers of this family with their seeds."""

    def pdf(data: bytes, folder: Path) -> None:
        check_pdf(data, given.chain[1:])

    def look(data: bytes, folder: Path) -> None:
        path = folder / "a.pdf"
        path.write_bytes(data)
        with path.open("rb") as stream:
            look_at_pdf(stream)

    def office(data: bytes, folder: Path) -> None:
        check_office(data, given.chain[1:])

    return {
        "pdf": Target(read=pdf, seeds=(given["notice.pdf"],), largest=256 * 1024),
        "pdf-look": Target(read=look, seeds=(small_pdf("a", 2), given["notice.pdf"]), largest=256 * 1024),
        "office": Target(read=office, seeds=(given["notice.docx"], given["reply.xlsx"]), shape=Shape.ZIP),
    }
