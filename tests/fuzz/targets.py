"""All fuzz targets by name, and the place where what was found is kept."""

from collections.abc import Mapping
from pathlib import Path

from tests.fuzz import exchange, packages, papers, records, tables, updates
from tests.fuzz.samples import Samples
from tests.fuzz.target import Target

FOUND = Path(__file__).resolve().parents[1] / "data" / "found"
"""One folder for each target with the inputs on which it once failed."""


def targets(given: Samples) -> Mapping[str, Target]:
    """Every reader of foreign bytes."""
    families = (exchange, packages, records, tables, papers, updates)
    return {name: one for family in families for name, one in family.targets(given).items()}
