"""How trial restores of the backups in a folder went: the last ones, the oldest first (`trials.json`)."""

import json
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path

from greendesk.adapters.atomic import write_atomically
from greendesk.use_cases.backups import Trial

TRIALS = "trials.json"
TRIALS_KEPT = 50


def read_trials(folder: Path) -> tuple[Trial, ...]:
    """The trials that were kept; none when the list cannot be read."""
    names = {one.name for one in fields(Trial)}
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads((folder / TRIALS).read_bytes())
        return tuple(
            Trial(**{**{name: one[name] for name in names & one.keys()}, "findings": tuple(one["findings"])})
            for one in kept
        )
    return ()


def keep_trial(folder: Path, trial: Trial) -> None:
    """Keep how a trial went."""
    kept = [*read_trials(folder), trial][-TRIALS_KEPT:]
    write_atomically(folder / TRIALS, json.dumps([asdict(one) for one in kept]).encode())
