"""The exchange screen (收发): receive with a preview, send, participants, conflicts, quarantine."""

from ui.views.exchange.view import ExchangeView

__all__ = ["ExchangeView"]
