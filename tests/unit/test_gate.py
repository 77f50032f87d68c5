"""A gate closes only when everything inside has come out, and asks it to."""

from threading import Event, Thread

import pytest

from greendesk.progress import SILENT, Cancelled
from greendesk.use_cases.gate import Gate


def test_what_is_inside_is_asked_to_stop_and_waited_for() -> None:
    gate, inside, ended = Gate(), Event(), []

    def work() -> None:
        try:
            with gate.passed(SILENT) as watched:
                inside.set()
                for number in range(100_000_000):
                    watched.step(number, 100_000_000)
        except Cancelled:
            ended.append("stopped")

    thread = Thread(target=work)
    thread.start()
    assert inside.wait(20)
    gate.close()
    thread.join(20)
    assert ended == ["stopped"]
    with pytest.raises(Cancelled), gate.passed(SILENT):
        ended.append("went in")
    assert (gate.closed, ended) == (True, ["stopped"])


def test_several_are_inside_at_once() -> None:
    gate = Gate()
    with gate.passed(SILENT) as one, gate.passed(SILENT) as other:
        one.step(0, 0)
        other.step(1, 2)
    gate.close()
