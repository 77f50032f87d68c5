"""The maker's library of a token (PKCS#11) and what it answers; python-pkcs11 is imported only when one is used."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from greendesk.errors import Fault, GreendeskError, Refusal
from greendesk.signing_keys import TokenPlace

if TYPE_CHECKING:
    from pkcs11 import Session, Token
    from pkcs11._pkcs11 import lib

USING = threading.RLock()  # libraries are begun without locks of their own: one call at a time
BEGUN: Counter[str] = Counter()  # how often each library was begun afresh: what was opened before is void


class TokenModuleUnusable(Fault):
    """The maker's library is not there, or is none."""

    code = "GD-130"


class TokenMissing(Fault):
    """The token is not plugged in."""

    code = "GD-131"


class TokenPinWrong(Refusal):
    """The token does not take the PIN."""

    code = "GD-132"


class TokenPinLocked(Fault):
    """The token has locked its PIN after wrong ones."""

    code = "GD-133"


class TokenPinMissing(Refusal):
    """The desk was opened without a PIN, or the one it was opened with is no longer taken: it cannot sign."""

    code = "GD-134"


class TokenKeyMissing(Fault):
    """The key of the desk is not on the token."""

    code = "GD-135"


class TokenReadOnly(Fault):
    """No key can be made on the token, because it cannot be written."""

    code = "GD-136"


class TokenFailed(Fault):
    """The token or its library could not do it for another reason."""

    code = "GD-137"


def load_module(path: str, *, afresh: bool = False) -> "lib":
    """Begin to use a library; afresh, it looks for its tokens again and every session ends."""
    import pkcs11

    if not Path(path).is_absolute() or not Path(path).is_file():
        raise TokenModuleUnusable(module=Path(path).name)
    try:
        module = pkcs11.lib(path)
        if afresh:
            BEGUN[path] += 1
            module.reinitialize()
    except pkcs11.PKCS11Error as error:
        raise TokenModuleUnusable(module=Path(path).name) from error
    return module


def tokens_in(module: "lib") -> "Iterator[Token]":
    """The tokens that are plugged in and made ready by their maker or owner."""
    from pkcs11 import TokenFlag, TokenNotPresent, TokenNotRecognised

    for slot in module.get_slots(token_present=True):
        try:
            token = slot.get_token()
        except (TokenNotPresent, TokenNotRecognised):
            continue
        if token.flags & TokenFlag.TOKEN_INITIALIZED:
            yield token


def serial_of(token: "Token") -> str:
    """The serial number of a token as text."""
    return bytes(token.serial).decode("latin-1").strip("\0 ")


def find_token(module: "lib", place: TokenPlace) -> "Token":
    """The token with this label and serial number; raises `TokenMissing`."""
    for token in tokens_in(module):
        if (token.label, serial_of(token)) == (place.label, place.serial):
            return token
    raise TokenMissing(label=place.label)


def log_in(place: TokenPlace, pin: str, *, write: bool = False, afresh: bool = False) -> "Session":
    """Log in to a token; when it does not answer, its library is begun afresh and asked once more.

    A wrong PIN is not tried again and an empty one never, because a token counts them.
    """
    if not pin:
        raise TokenPinMissing(label=place.label)
    try:
        return _log_in(place, pin, write=write, afresh=afresh)
    except (TokenFailed, TokenMissing):
        if afresh:
            raise
        return _log_in(place, pin, write=write, afresh=True)


def log_out(session: "Session") -> None:
    """Leave a token; whether it is still there does not matter."""
    from pkcs11 import PKCS11Error

    with suppress(PKCS11Error):
        session.close()


def _log_in(place: TokenPlace, pin: str, *, write: bool, afresh: bool) -> "Session":
    from pkcs11 import TokenFlag

    with translated(place.label):
        token = find_token(load_module(place.module, afresh=afresh), place)
        if token.flags & TokenFlag.USER_PIN_LOCKED:
            raise TokenPinLocked(label=place.label)
        if write and token.flags & TokenFlag.WRITE_PROTECTED:
            raise TokenReadOnly(label=place.label)
        return token.open(user_pin=pin, rw=write)


@contextmanager
def translated(label: str) -> Iterator[None]:
    """Turn what a library answers into a failure with a code."""
    import pkcs11

    try:
        yield
    except pkcs11.PKCS11Error as error:
        raise failure_for(error, label) from error


def failure_for(error: Exception, label: str) -> GreendeskError:
    """The failure that an answer of a library means."""
    import pkcs11

    table: tuple[tuple[type[GreendeskError], tuple[type[Exception], ...]], ...] = (
        (TokenPinLocked, (pkcs11.PinLocked, pkcs11.PinExpired, pkcs11.UserPinNotInitialized)),
        (TokenPinWrong, (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)),
        (TokenReadOnly, (pkcs11.TokenWriteProtected, pkcs11.SessionReadOnly)),
        (TokenKeyMissing, (pkcs11.NoSuchKey, pkcs11.MultipleObjectsReturned)),
        (
            TokenMissing,
            (
                pkcs11.DeviceRemoved,
                pkcs11.NoSuchToken,
                pkcs11.SlotIDInvalid,
                pkcs11.TokenNotPresent,
                pkcs11.TokenNotRecognised,
            ),
        ),
    )
    for kind, answers in table:
        if isinstance(error, answers):
            return kind(label=label)
    return TokenFailed(label=label, reason=type(error).__name__)
