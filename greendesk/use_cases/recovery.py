"""The recovery keys of a round: what the organiser publishes, for each desk to let in or not.

Publishing lets nobody in anywhere. Only the owner of a desk does that, with his passphrase, and can undo it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from greendesk.errors import Refusal
from greendesk.ledger.kinds import RecoveryKeyPublished
from greendesk.use_cases.desk_context import DeskContext, first_heads
from greendesk.use_cases.membership import NotTheOrganiser


class RecoveryKeyUnnamed(Refusal):
    """A recovery key is published with the name of the office that keeps it, and as an age recipient."""

    code = "GD-146"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKeyLine:
    """A recovery key that a round offers or that opens this desk: its public half and who keeps the other one."""

    recipient: str
    name: str
    offered: bool
    admitted: bool


class Recovery:
    """The verbs and questions about recovery keys; `admitted` says which ones open this desk (recipient, name)."""

    def __init__(
        self,
        context: DeskContext,
        admitted: Callable[[], tuple[tuple[str, str], ...]],
        is_recipient: Callable[[str], bool],
    ) -> None:
        self._context = context
        self._admitted = admitted
        self._is_recipient = is_recipient

    def publish(self, round_id: str, recipient: str, name: str) -> None:
        """Offer a recovery key to every desk of the round."""
        self._record(round_id, recipient, name, active=True)

    def withdraw(self, round_id: str, recipient: str) -> None:
        """Offer it no more; desks that let it in are told, and stay as their owners left them."""
        name = next((line.name for line in self.lines(round_id) if line.recipient == recipient), "")
        self._record(round_id, recipient, name, active=False)

    def lines(self, round_id: str) -> tuple[RecoveryKeyLine, ...]:
        """What the round offers and what opens this desk, by name."""
        admitted = dict(self._admitted())
        with self._context.works(round_id) as work:
            heads = first_heads(work.ledger.all_heads("recovery.key"))
        offered = {key[0]: head.content["name"] for key, head in heads.items() if head.content["active"]}
        found = (
            RecoveryKeyLine(
                recipient=recipient,
                name=admitted.get(recipient) or offered[recipient],
                offered=recipient in offered,
                admitted=recipient in admitted,
            )
            for recipient in {*offered, *admitted}
        )
        return tuple(sorted(found, key=lambda line: (line.name, line.recipient)))

    def _record(self, round_id: str, recipient: str, name: str, *, active: bool) -> None:
        membership = self._context.store.membership(round_id)
        if membership is None or membership.root_key is None:
            raise NotTheOrganiser
        if not name.strip() or not self._is_recipient(recipient):
            raise RecoveryKeyUnnamed
        content = RecoveryKeyPublished(name=name.strip(), active=active)
        with self._context.works(round_id) as work:
            self._context.record(work.ledger, round_id, "recovery.key", (recipient,), content)
            work.commit()
