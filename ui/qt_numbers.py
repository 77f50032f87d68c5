"""Values of Qt by number, for what stands before the first paint.

Whoever names `Qt`, or is given one of its values, waits until Python has built all its enumerations: a tenth of a
start. A property of a widget takes the number as well: `label.setProperty("textFormat", PLAIN_TEXT)`.
"""

LEFT, RIGHT, CENTER = (
    0x81,
    0x82,
    0x84,
)  # Qt.AlignmentFlag: AlignLeft, AlignRight, AlignHCenter; each AlignVCenter
NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus
PLAIN_TEXT = 0  # Qt.TextFormat.PlainText
SELECTABLE = 1  # Qt.TextInteractionFlag.TextSelectableByMouse
