"""Which input method Qt is told to speak with."""

import sys

import pytest

from ui.input_method import MODULE, PORTAL, X11, reach_input_method

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the desktops of Linux only")


@pytest.mark.parametrize(
    ("session", "module", "portal"),
    [
        ({MODULE: "fcitx", X11: "@im=fcitx"}, "ibus", "1"),
        ({MODULE: "fcitx5"}, "ibus", "1"),
        ({X11: "@im=fcitx"}, "ibus", "1"),
        ({X11: "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, None, None),  # Qt asks the compositor there
        ({MODULE: "ibus", X11: "@im=ibus"}, "ibus", None),
        ({}, None, None),
    ],
)
def test_fcitx_is_reached_by_the_portal_of_ibus_and_nothing_else_is_changed(
    monkeypatch: pytest.MonkeyPatch, session: dict[str, str], module: str | None, portal: str | None
) -> None:
    environment = {"PATH": "/usr/bin", **session}
    monkeypatch.setattr("os.environ", environment)
    reach_input_method()
    assert (environment.get(MODULE), environment.get(PORTAL)) == (module, portal)
