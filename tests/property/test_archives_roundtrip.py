"""Any tree of files gives the same inventory through a folder, a ZIP and a package file."""

import tempfile
import zipfile
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from greendesk.adapters.archive_names import decode_zip_name, refuse_unsafe, tidy, unsafe_reason, zip_encoding
from greendesk.adapters.archives import open_source
from greendesk.adapters.blobs import BlobStore
from greendesk.adapters.intake import receive
from greendesk.adapters.package_file import write_package
from greendesk.domain.package import Inventory
from greendesk.errors import GreendeskError
from greendesk.progress import Silent

PART = st.text(
    st.sampled_from("abz019 .-_（）附件材料绿色工厂é\u0301一㐀龘𠮷"), min_size=1, max_size=12
).filter(lambda part: not unsafe_reason(tidy(part)))
TREES = st.dictionaries(
    st.lists(PART, min_size=1, max_size=3).map("/".join), st.binary(max_size=300), min_size=1, max_size=8
)


def is_one_tree(tree: dict[str, bytes]) -> bool:
    """Whether a disk can hold the tree."""
    try:
        refuse_unsafe(tidy(path) for path in tree)
    except GreendeskError:
        return False
    return True


def receive_from(path: Path, blobs: BlobStore) -> Inventory:
    """Receive a package into the store."""
    with open_source(path) as source:
        return receive(source, blobs, Silent())


@settings(max_examples=40, deadline=None)
@given(tree=TREES.filter(is_one_tree))
def test_a_tree_is_the_same_in_every_wrapping(tree: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        blobs = BlobStore(root / "store", b"k" * 32)
        for path, data in tree.items():
            (root / "tree" / path).parent.mkdir(parents=True, exist_ok=True)
            (root / "tree" / path).write_bytes(data)
        with zipfile.ZipFile(root / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path, data in tree.items():
                archive.writestr(path, data)
        received = receive_from(root / "tree", blobs)
        assert {file.path: blobs.open(file.sha256).read() for file in received.files} == {
            tidy(path): data for path, data in tree.items()
        }
        assert receive_from(root / "a.zip", blobs) == received
        write_package(root / "a.gdpkg", {}, received, lambda file: partial(blobs.open, file.sha256))
        assert receive_from(root / "a.gdpkg", blobs) == received
        assert Inventory.from_json(received.to_json()) == received


@given(names=st.lists(st.text(st.sampled_from("abc/.绿色工厂腻联通重庆市ア"), min_size=1), max_size=5))
def test_gbk_names_are_read_back_unless_all_are_also_utf8(names: list[str]) -> None:
    raw = [name.encode("gbk") for name in names]
    encoding = zip_encoding(raw)
    if encoding == "gb18030":
        assert [decode_zip_name(name, encoding) for name in raw] == names
    else:
        assert [name.decode("utf-8") for name in raw] == [decode_zip_name(name, encoding) for name in raw]


@given(name=st.text(max_size=40))
def test_a_name_that_passes_stays_below_its_folder(name: str) -> None:
    if not unsafe_reason(tidy(name)):
        root = Path("/root").resolve()
        assert (root / tidy(name)).resolve().is_relative_to(root)
        tidy(name).encode()
