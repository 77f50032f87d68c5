"""The sentences for every expected failure, gathered from the area modules of this package.

An area adds `ui/messages/<area>.py` with `MESSAGES: dict[str, Message]`; nothing else is to be registered.
The modules are found with `pkgutil.iter_modules`, which also works in a PyInstaller bundle as long as the
bundle holds them: the build collects the submodules of `ui.messages` as hidden imports.
"""

import pkgutil
from importlib import import_module

from ui.messages.message import Message, Words

__all__ = ["MESSAGES", "Message", "Words"]


def _gather() -> dict[str, Message]:
    found: dict[str, Message] = {}
    for module in pkgutil.iter_modules(__path__):
        area: dict[str, Message] = getattr(import_module(f"{__name__}.{module.name}"), "MESSAGES", {})
        if twice := found.keys() & area.keys():
            raise ValueError(module.name, sorted(twice))
        found |= area
    return found


MESSAGES = _gather()
