"""What only this desk may read in a database that others share: sealed with its key (AES-256-GCM)."""

import json
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.faults import DatabaseDamaged

_NONCE = 12


@dataclass(frozen=True, slots=True)
class Seal:
    """The key of a desk, and the desk (SHA-256 of its public key) to which all that it seals is bound."""

    desk: str
    key: bytes

    def close(self, data: bytes, *place: str | int) -> bytes:
        """Seal bytes for one place, for example a round or a step of a draft."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + AESGCM(self.key).encrypt(nonce, data, self._place(place))

    def open(self, sealed: bytes, *place: str | int) -> bytes:
        """The bytes again; raises `DatabaseDamaged` when they were changed, moved or another desk's."""
        try:
            return AESGCM(self.key).decrypt(sealed[:_NONCE], sealed[_NONCE:], self._place(place))
        except (InvalidTag, ValueError) as error:
            raise DatabaseDamaged from error

    def _place(self, place: tuple[str | int, ...]) -> bytes:
        return json.dumps(["greendesk", self.desk, *place]).encode()
