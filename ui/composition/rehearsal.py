"""What the self-test needs of the layers below: the oldest database, versions, calendar and coefficients."""

from pathlib import Path
from typing import TYPE_CHECKING

from ui.composition.desk_files import DATABASE, IDENTITY
from ui.composition.rules import RESOURCES

if TYPE_CHECKING:
    from greendesk.domain.energy import EnergyTable
    from greendesk.domain.formula_book import FormulaBook
    from greendesk.domain.working_days import WorkCalendar

OLDEST = "0001"


def age_database(folder: Path, passphrase: str) -> None:
    """Put an empty database of the first version ever in the place of a closed desk's one."""
    from db.engine import open_engine
    from db.migrations.upgrade import upgrade
    from greendesk.adapters.identity import unlock_identity

    identity = unlock_identity(folder / IDENTITY, passphrase)
    identity.key.close()
    for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    engine = open_engine(folder / DATABASE, identity.database_key, foreign_keys=False)
    try:
        upgrade(engine, OLDEST)
    finally:
        engine.dispose()


def database_versions() -> dict[str, str]:
    """The versions of what keeps the records in a file."""
    import sqlcipher3.dbapi2 as driver

    connection = driver.connect(":memory:")
    try:
        ((cipher,),) = connection.execute("PRAGMA cipher_version").fetchall()
    finally:
        connection.close()
    return {"sqlite": driver.sqlite_version, "sqlcipher": str(cipher)}


def shipped_calendar() -> "WorkCalendar":
    """The working days that come with the program."""
    from greendesk.adapters.calendar_files import CalendarLibrary

    return CalendarLibrary(RESOURCES).calendar()


def shipped_quantities() -> "tuple[EnergyTable, tuple[FormulaBook, ...]]":
    """The coefficients and the books of formulas that come with the program."""
    from greendesk.adapters.quantity_files import QuantityLibrary

    library = QuantityLibrary(RESOURCES)
    return library.table(), library.books()
