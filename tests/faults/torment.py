"""Does one thing in peace, and then in every trouble: it must end as before or as wanted, and say which."""

from collections import Counter
from typing import Protocol

from tests.faults.every_call import points
from tests.faults.interception import Seen, Trouble
from ui.messages import MESSAGES


class Experiment(Protocol):
    """One thing that can be tried again and again, each time from the same beginning."""

    def attempt(self, trouble: Trouble | None = None, at: int = 0) -> tuple[Seen, str]:
        """Try it; returns how it went and what is there afterwards."""


def torment(experiment: Experiment, most: int, wanted: str) -> dict[str, object]:
    """Try it in peace, where it must come to what is wanted, and then in every trouble."""
    calls, reached = experiment.attempt()
    assert (calls.end, reached) == ("done", wanted), calls.end
    ends: Counter[str] = Counter()
    chosen = points(calls, most)
    for trouble, number in chosen:
        where = f"{trouble.name}, call {number} {calls.calls[number - 1]}"
        try:
            seen, found = experiment.attempt(trouble, number)
        except Exception as error:
            error.add_note(where)
            raise
        assert seen.end in {"", "done"} or seen.end in MESSAGES, f"{where}: {seen.end}"
        assert seen.end or not trouble.error, where
        assert seen.end != "done" or found == wanted, where
        ends[f"{seen.end or 'killed'} {found}"] += 1
    return {"calls": len(calls.calls), "points": len(chosen), "ends": ends}
