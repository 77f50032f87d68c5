"""The folder of a desk: made, opened, rescued, and its keys put under another passphrase or into a file."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from greendesk.patience import patiently
from greendesk.progress import SILENT, Progress
from ui.composition.desk_files import DATABASE, IDENTITY

if TYPE_CHECKING:
    from greendesk.adapters.desk_folder import DeskLock
    from greendesk.adapters.identity import Identity
    from greendesk.desk import Desk
    from greendesk.errors import Fault
    from greendesk.ports import Person
    from greendesk.signing_keys import KeySource, TokenAccess, TokenKeyLine, TokenLine, TokenPlace
    from greendesk.use_cases.backups import BackupLine, Restored

UNFINISHED = "identity.unfinished"
SERVER = "GREENDESK_DATABASE_URL"  # the address of a PostgreSQL database that the desks of an office share


class DeskFolder(NamedTuple):
    """A folder that holds, or will hold, a desk; one that is `alone` keeps its records in it, whatever is set."""

    path: Path
    alone: bool = False

    @property
    def exists(self) -> bool:
        """Whether a desk was made here, or is being put back; what may not be looked into is taken for one."""
        try:
            return self._identity.exists()
        except PermissionError:
            return True

    def trouble(self) -> "Fault | None":
        """Why the desk cannot be opened now: another program has it, or the folder cannot be read or written."""
        from greendesk.adapters.desk_folder import DeskFolderUnwritable, DeskInUse
        from greendesk.adapters.identity_owner import IdentityUnreadable

        try:
            self._claim().release()
        except (DeskInUse, DeskFolderUnwritable, IdentityUnreadable) as fault:
            return fault
        return None

    @property
    def takes_files(self) -> bool:
        """Whether a desk could be made here: something is written, and removed."""
        from greendesk.adapters.desk_folder import takes_files

        return takes_files(self.path)

    def _claim(self) -> "DeskLock":
        """Hold the folder; one that may not even be read is said to be that."""
        from greendesk.adapters.desk_folder import DeskFolderUnwritable, claim
        from greendesk.adapters.identity_owner import IdentityUnreadable

        try:
            return claim(self.path)
        except DeskFolderUnwritable:
            try:
                self._identity.open("rb").close()
            except PermissionError as error:
                raise IdentityUnreadable(folder=self.path.name) from error
            except OSError:
                pass  # there is none yet
            raise

    def owner(self) -> "Person":
        """Whose desk this is; needs no passphrase."""
        from greendesk.adapters.identity_owner import read_person

        return read_person(self._identity)

    def token(self) -> "TokenPlace | None":
        """On which token the signing key lies, or nothing when it lies under the passphrase, which this needs not."""
        from greendesk.adapters.identity_owner import read_token

        return read_token(self._identity)

    def create(self, person: "Person", passphrase: str, key: "KeySource | None" = None) -> "Desk":
        """Make a new desk here and open it; without a source its signing key is made on this computer."""
        from greendesk.adapters.atomic import sync_folder
        from greendesk.adapters.desk_folder import DeskThere, claim
        from greendesk.adapters.identity import create_identity
        from greendesk.adapters.putting_back import finish
        from greendesk.signing_keys import NEW_KEY

        lock = claim(self.path)
        finish(self.path)
        unfinished = self.path / UNFINISHED
        if self.exists or ((self.path / DATABASE).exists() and not unfinished.exists()):
            lock.release()
            raise DeskThere(folder=self.path.name)
        try:
            self._clear()
            identity = create_identity(unfinished, person, passphrase, key or NEW_KEY)
            desk = self._open(identity, lock)
            name = partial(unfinished.replace, self.path / IDENTITY)
            patiently(name)  # the last step: a desk with an identity is whole
            sync_folder(self.path)
        except BaseException:
            self._clear()
            lock.release()
            raise
        return desk

    def _clear(self) -> None:
        """Remove what a creation that did not end has left."""
        for name in (UNFINISHED, DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            (self.path / name).unlink(missing_ok=True)

    def unlock(self, passphrase: str, pin: str = "") -> "Desk":
        """Open the desk that is here; a key on a token signs only when there is a PIN."""
        from greendesk.adapters.desk_folder import require_records
        from greendesk.adapters.identity import unlock_identity
        from greendesk.adapters.identity_access import upgrade_identity
        from greendesk.adapters.putting_back import finish
        from greendesk.errors import Fault

        lock = self._claim()
        try:
            finish(self.path)
            if not self._server:
                require_records(self.path / DATABASE)
            identity = unlock_identity(self.path / IDENTITY, passphrase, pin)
            desk = self._open(identity, lock)
        except BaseException:
            lock.release()
            raise
        with suppress(Fault):  # on a disk that cannot be written the desk can still be read
            upgrade_identity(self.path / IDENTITY, identity, passphrase)
        return desk

    def rescue(self, passphrase: str, pin: str = "") -> "Desk":
        """Open the desk; when its data file no longer opens, what can be read of it is put into a new one first.

        What it lacks is taken from the backups; when nothing can be read of it, the latest good backup takes its
        place. The damaged file is kept in `damaged/`, and `desk.backups.restored()` tells of it. Raises what `unlock`
        raises, also when there is no backup either.
        """
        from db.faults import DatabaseDamaged
        from ui.composition.rescuing import rescue

        try:
            return self.unlock(passphrase, pin)
        except DatabaseDamaged:
            if self._server:
                raise
            rescue(self.path, passphrase, alone=self.alone)
            return self.unlock(passphrase, pin)

    def check(self, passphrase: str) -> None:
        """Raise what `unlock` would raise when the passphrase is wrong; nothing is opened."""
        from greendesk.adapters.identity import unlock_identity

        unlock_identity(self.path / IDENTITY, passphrase).key.close()

    def check_restore(self, backup: "BackupLine | Path", passphrase: str) -> None:
        """Raise what `restore` would raise for a passphrase that opens neither the desk nor the backup."""
        from ui.composition.restoring import check

        check(self.path, backup, passphrase)

    def place_of(self, backup: "BackupLine | Path") -> Path:
        """The folder of the backup that `restore` would take now; raises when there is none."""
        from ui.composition.restoring import place_of

        return place_of(self.path, backup)

    def backups(self) -> "tuple[BackupLine, ...]":
        """The backups of this desk as their notes tell them, the latest first; needs no passphrase."""
        from ui.composition.restoring import backup_lines

        return backup_lines(self.path)

    def restore(
        self, backup: "BackupLine | Path", passphrase: str, pin: str = "", progress: Progress = SILENT
    ) -> "Restored":
        """Put the desk back from a backup, or from a folder that holds one; what is here is set aside.

        The desk asks for a new certificate before it writes in a round with others.
        """
        from ui.composition.restoring import restore

        return restore(self.path, backup, passphrase, pin, alone=self.alone, progress=progress)

    @property
    def _identity(self) -> Path:
        """Where the identity lies; while a desk is being put back into an empty folder, on the stage."""
        there = self.path / IDENTITY
        if _is_there(there):
            return there
        from greendesk.adapters.desk_folder import REPLACING, STAGE

        return self.path / STAGE / IDENTITY if _is_there(self.path / REPLACING) else there

    @property
    def _server(self) -> str:
        """The address of the database with this desk's records, "" when it has, or will have, a file of its own."""
        return "" if self.alone or (self.path / DATABASE).exists() else environ.get(SERVER, "")

    def _open(self, identity: "Identity", lock: "DeskLock") -> "Desk":
        """Open the desk; with it the key is closed and the folder let go."""

        def release() -> None:
            identity.key.close()
            lock.release()

        try:
            from ui.composition.opening import open_desk

            return open_desk(self.path, identity, release, self._server)
        except BaseException:
            identity.key.close()
            raise

    def change_passphrase(self, old: str, new: str) -> None:
        """Put the same keys under another passphrase; nothing else is written anew."""
        from greendesk.adapters.identity_access import change_passphrase

        change_passphrase(self.path / IDENTITY, old, new)

    def remove_copies(self) -> None:
        """Remove the copies of documents that other programs were given."""
        from greendesk.adapters.desk_folder import remove_copies

        remove_copies(self.path)

    def copies_left(self) -> "tuple[str, ...]":
        """The names of copies from before that another program still holds."""
        from greendesk.adapters.desk_folder import copies_left

        return copies_left(self.path)

    def recovery_keys(self) -> "tuple[tuple[str, str], ...]":
        """The recovery keys that open this desk, too: recipient and name; needs no passphrase."""
        from greendesk.adapters.identity_access import admitted_keys

        return admitted_keys(self.path / IDENTITY)

    def let_recovery_in(self, passphrase: str, recipient: str, name: str) -> None:
        """Let the holder of a recovery key open what this desk holds; he cannot sign with it."""
        from greendesk.adapters.identity_access import let_recovery_in

        let_recovery_in(self.path / IDENTITY, passphrase, recipient, name)

    def shut_recovery_out(self, recipient: str) -> None:
        """Let a recovery key open this desk no more."""
        from greendesk.adapters.identity_access import shut_recovery_out

        shut_recovery_out(self.path / IDENTITY, recipient)

    def recover(self, recovery_file: Path, recovery_passphrase: str, new_passphrase: str) -> None:
        """Put a desk whose passphrase is forgotten under a new one, with the recovery key of an office.

        A signing key that lay under the old passphrase is gone: the desk has a new one, and asks for certificates.
        """
        from greendesk.adapters.desk_folder import claim
        from greendesk.adapters.identity import write_identity
        from greendesk.adapters.identity_access import recover_identity
        from greendesk.adapters.recovery_file import read_recovery_file

        lock = claim(self.path)
        try:
            key = read_recovery_file(recovery_file, recovery_passphrase)
            _, document = recover_identity(self.path / IDENTITY, key.secret, new_passphrase)
            write_identity(self.path / IDENTITY, document)
        finally:
            lock.release()

    def save_key(
        self, passphrase: str, target: Path, password: str, chains: "Sequence[tuple[bytes, ...]]"
    ) -> None:
        """Write the signing key with its certificates (DER, one chain a round) as a certificate file (.p12)."""
        from greendesk.adapters.identity import save_key, unlock_identity

        save_key(unlock_identity(self.path / IDENTITY, passphrase), target, password, chains)


def _is_there(path: Path) -> bool:
    """Whether it is; what may not be looked into says so to whoever reads it."""
    try:
        return path.exists()
    except PermissionError:
        return False


def new_recovery_key(target: Path, name: str, passphrase: str) -> str:
    """Make the recovery key of an office and write it under a passphrase; returns its public half."""
    from greendesk.adapters.recovery_file import new_recovery_file

    return new_recovery_file(target, name, passphrase).recipient


def tokens(module: str) -> "tuple[TokenLine, ...]":
    """The tokens that are plugged in, by the PKCS#11 library of their maker."""
    from greendesk.adapters.identity_token import list_tokens

    return list_tokens(module)


def token_keys(access: "TokenAccess") -> "tuple[TokenKeyLine, ...]":
    """The key pairs on a token that a desk can sign with."""
    from greendesk.adapters.identity_token import list_keys

    return list_keys(access)
