"""Who may write in a round: the certificates under its root, and the roles that were given to them."""

from collections.abc import Sequence

from sqlalchemy import select

from db import tables
from db.ledger.gathered import Gathered
from greendesk.ledger.entry import sha256
from greendesk.ledger.kinds import Role

_ROLES = frozenset(role.value for role in Role)


class Rights:
    """Certificates and roles, both of which only grow; they are few and written at once."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._certificates: dict[str, bytes | None] = {}
        self._roles: dict[str, frozenset[str]] = {}

    def forget_read(self) -> None:
        """Ask anew for all that was read, because it may have changed."""
        self._certificates, self._roles = {}, {}

    def certificate(self, fingerprint: str, /) -> bytes | None:
        """A certificate that chains to the root of the round, or nothing."""
        if fingerprint not in self._certificates:
            table = tables.certificates
            query = select(table.c.der).where(
                table.c.round == self._gathered.round, table.c.fingerprint == fingerprint
            )
            self._certificates[fingerprint] = self._gathered.connection.execute(query).scalar()
        return self._certificates[fingerprint]

    def certificates(self) -> tuple[bytes, ...]:
        """Every certificate known in the round."""
        table = tables.certificates
        query = select(table.c.der).where(table.c.round == self._gathered.round)
        return tuple(self._gathered.connection.execute(query.order_by(table.c.fingerprint)).scalars())

    def add_certificate(self, certificate: bytes) -> None:
        """Keep a certificate that was checked against the root."""
        fingerprint = sha256(certificate)
        if self.certificate(fingerprint) is None:
            row = {"round": self._gathered.round, "fingerprint": fingerprint, "der": certificate}
            self._gathered.add_missing(tables.certificates, [row])
            self._certificates[fingerprint] = certificate

    def roles(self, author: str, /) -> frozenset[str]:
        """Every role that a participant was ever given: it only grows, so order cannot matter."""
        if author not in self._roles:
            table = tables.grants
            query = select(table.c.role).where(
                table.c.round == self._gathered.round, table.c.author == author
            )
            self._roles[author] = frozenset(self._gathered.connection.execute(query).scalars())
        return self._roles[author]

    def grant(self, author: str, roles: Sequence[str]) -> None:
        """Give roles to a participant."""
        known = [role for role in roles if role in _ROLES]  # one of a later version gives no right here
        rows = [{"round": self._gathered.round, "author": author, "role": role} for role in known]
        self._gathered.add_missing(tables.grants, rows)
        self._roles.pop(author, None)
