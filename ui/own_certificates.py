"""The certificates of an open desk, for the copy of its signing key; starts without Qt."""

from contextlib import suppress

from greendesk.desk import Desk
from greendesk.use_cases.desk_context import NotAMember


def own_certificates(desk: Desk, first: str = "") -> tuple[tuple[bytes, ...], ...]:
    """The certificates of this desk with their roots (DER), one chain a round; that of the round `first` leads."""
    chains = []
    for line in sorted(desk.rounds.lines(), key=lambda line: line.id != first):
        with suppress(NotAMember):  # of some rounds only the file is here
            chains.append(desk.chain(line.id))
    return tuple(chains)
