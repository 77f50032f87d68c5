"""The sample desk: whole, varied, marked, and made of genuine signed entries."""

from pathlib import Path

import pytest

from greendesk.progress import Cancelled
from ui.composition.desk_folder import DeskFolder
from ui.sample import INBOX, SAMPLE_PASSPHRASE, build_sample


class Stop:
    """Progress that stops after a few steps."""

    def __init__(self, after: int) -> None:
        self.after = after

    def step(self, done: int, total: int, what: str = "") -> None:
        """Stop when it is time."""
        del total, what
        if done >= self.after:
            raise Cancelled


def test_the_sample_is_whole_marked_and_varied(tmp_path: Path) -> None:
    folder = tmp_path / "sample"
    build_sample(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["sample"]
    desk = DeskFolder(folder).unlock(SAMPLE_PASSPHRASE)
    try:
        (round_line,) = desk.rounds.lines()
        assert round_line.sample
        assert (round_line.waiting, round_line.conflicts) == (0, 0)
        assert desk.check() == ()
        lines = desk.applications.lines(round_line.id)
        assert len(lines) == 10
        assert all(line.unit.endswith("（示例）") for line in lines)
        assert all(line.credit_code.startswith("91990000MA0EX") for line in lines)
        assert {line.category for line in lines} == {"factory", "supply_chain"}
        assert {"registered", "incomplete", "complete", "reviewing", "reviewed", "concluded"} <= {
            line.stage for line in lines
        }
        assert {"to_declare", "to_review", "drafting", "submitted", "recused"} <= {
            line.my_state for line in lines
        }
        waiting = sorted((folder / INBOX).iterdir())
        assert [path.suffix for path in waiting] == [".gdx", ".zip"]
        review = next(path for path in waiting if path.suffix == ".gdx")
        assert desk.exchange.look(review).counts["write"] > 0
    finally:
        desk.close()


def test_a_stopped_sample_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        build_sample(tmp_path / "sample", Stop(5))
    assert list(tmp_path.iterdir()) == []
