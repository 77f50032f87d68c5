"""What people use today beside receiving: merging score workbooks with openpyxl, and a CRDT library.

Both know nothing of who wrote what: they check no signature, keep no history, and a merge that is interrupted
is begun again. They say what the machine can do, not what the work needs.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook, load_workbook
from pycrdt import Doc, Map, TransactionEvent

from tests.benchmarks.crowd import ITEMS, Crowd, make_crowd, opinions, post, reviews
from tests.benchmarks.measure import Figure, figure
from tests.benchmarks.million import child

BOOKS = 30
REVIEWS = int(os.environ.get("GREENDESK_BENCH_BOOKS", "3000"))
UPDATES = int(os.environ.get("GREENDESK_BENCH_UPDATES", "100000"))
COLUMNS = ("申报", "专家", "条目", "申报值", "核定值", "得分", "理由")
_Row = tuple[str, ...]


def run() -> Iterator[Figure]:
    """Our receiving against both."""
    with tempfile.TemporaryDirectory(prefix="greendesk-bench-") as name:
        folder = Path(name)
        crowd = make_crowd(folder / "crowd")
        ours = _receive(crowd, folder / "reviews", reviews, REVIEWS)
        books = [_write_book(folder / f"{number}.xlsx", number) for number in range(BOOKS)]
        start = time.perf_counter()
        merged = _merge(books, folder / "merged.xlsx")
        theirs = time.perf_counter() - start
        if merged != REVIEWS * ITEMS:
            raise ValueError(merged)
        yield figure(
            f"receive {REVIEWS:,} reviews; peer merges {BOOKS} workbooks with openpyxl (s)",
            ours,
            theirs,
            None,
            "s",
            peer=True,
        )
        ours = _receive(crowd, folder / "opinions", opinions, UPDATES)
        updates = _updates(UPDATES)
        start = time.perf_counter()
        _apply(updates, folder / "crdt")
        theirs = time.perf_counter() - start
        yield figure(
            f"receive {UPDATES:,} entries; peer applies as many updates with pycrdt, unsigned (s)",
            ours,
            theirs,
            None,
            "s",
            peer=True,
        )


def _receive(crowd: Crowd, room: Path, make: object, count: int) -> float:
    """How long a desk takes to receive the entries, in a process of its own."""
    room.mkdir()
    crowd.begin_again()
    post(crowd, room / "many.gdx", lambda: make(crowd, count))  # type: ignore[operator]  # opinions or reviews
    shutil.copytree(crowd.folder / "reader", room / "reader")
    return child("receive", room, room / "many.gdx")["seconds"]


def _write_book(path: Path, number: int) -> Path:
    """The scores of one expert as the offices' templates have them: a row for each item."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("评分")
    sheet.append(COLUMNS)
    for review in range(number, REVIEWS, BOOKS):
        for item in range(ITEMS):
            reason = "由0.82修改为0.79，理由是能源统计表与申报书不一致"
            sheet.append(
                (
                    f"{review:032x}",
                    f"专家{number}",
                    f"{item // 10 + 1}.{item % 10 + 1}",
                    "0.82",
                    "0.79",
                    "1.5",
                    reason,
                )
            )
    book.save(path)
    return path


def _merge(books: list[Path], target: Path) -> int:
    """One row for each application, expert and item, the last one read, written into one workbook."""
    rows: dict[_Row, _Row] = {}
    for path in books:
        book = load_workbook(path, read_only=True, data_only=True)
        for row in book["评分"].iter_rows(min_row=2, values_only=True):
            values = tuple(str(value) for value in row)
            rows[values[:3]] = values
        book.close()
    merged = Workbook(write_only=True)
    sheet = merged.create_sheet("汇总")
    sheet.append(COLUMNS)
    for key in sorted(rows):
        sheet.append(rows[key])
    merged.save(target)
    return len(rows)


def _updates(count: int) -> list[bytes]:
    """As many small changes by ten documents that never met."""
    found: list[bytes] = []

    def note(event: TransactionEvent) -> None:
        found.append(event.update)

    documents = [Doc() for _ in range(10)]
    for document in documents:
        document["opinions"] = Map()
    subscriptions = [document.observe(note) for document in documents]
    text = (
        '{"position":"agree","number":"示环函〔2026〕1号","text":"经核查，近三年无环境违法记录，同意推荐。"}'
    )
    for number in range(count):
        opinions_of: Map[str] = documents[number % 10].get("opinions", type=Map)
        opinions_of[f"{number:032x}/department"] = text
    del subscriptions
    return found


def _apply(updates: list[bytes], target: Path) -> None:
    document = Doc()
    document["opinions"] = Map()
    for update in updates:
        document.apply_update(update)
    with target.open("wb") as stream:
        stream.write(document.get_update())
        stream.flush()
        os.fsync(stream.fileno())
