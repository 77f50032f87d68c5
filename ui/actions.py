"""Every command of the program in one table: menus, buttons, tool tips and the help sheet come from it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.i18n import QT_TRANSLATE_NOOP, tr


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done: where it works, what it is called, which keys do it."""

    name: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""

    @property
    def scope(self) -> str:
        """Where the keys work: the part of the name before the first point."""
        return self.name.partition(".")[0]


PRINTED = {"Return": "Enter", "Left": "←", "Down": "↓", "Up": "↑", "PgDown": "PgDn"}

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("program.back", QT_TRANSLATE_NOOP("", "回到上一处"), ("Alt+Left",), "left"),
        Command("program.lock", QT_TRANSLATE_NOOP("", "锁定"), ("Ctrl+L",), "lock"),
        Command("program.open", QT_TRANSLATE_NOOP("", "打开文件"), ("Ctrl+O",), "folder"),
        Command(
            "program.reveal", QT_TRANSLATE_NOOP("", "在口令框里：显示或隐藏输入的内容"), ("Alt+V",), "eye"
        ),
        Command("program.keys", QT_TRANSLATE_NOOP("", "全部按键"), ("F1",)),
        Command("bench.next", QT_TRANSLATE_NOOP("", "下一项"), ("J", "Down")),
        Command("bench.previous", QT_TRANSLATE_NOOP("", "上一项"), ("K", "Up")),
        Command("bench.unscored", QT_TRANSLATE_NOOP("", "下一个未评项"), ("N",)),
        Command("bench.open", QT_TRANSLATE_NOOP("", "展开，采用建议分"), ("Return",)),
        Command("bench.verified", QT_TRANSLATE_NOOP("", "核实值"), ("V",)),
        Command("bench.points", QT_TRANSLATE_NOOP("", "得分"), ("S",)),
        Command("bench.reason", QT_TRANSLATE_NOOP("", "理由"), ("R",)),
        Command("bench.conforms", QT_TRANSLATE_NOOP("", "符合"), ("Y",)),
        Command("bench.fails", QT_TRANSLATE_NOOP("", "不符合"), ("X",)),
        Command("bench.pending", QT_TRANSLATE_NOOP("", "待核"), ("U",)),
        Command("bench.pin", QT_TRANSLATE_NOOP("", "钉证据"), ("P",), "pin"),
        Command(
            "bench.evidence", QT_TRANSLATE_NOOP("", "看证据"), ("1", "2", "3", "4", "5", "6", "7", "8", "9")
        ),
        Command("bench.page-up", QT_TRANSLATE_NOOP("", "上一页"), ("PgUp",)),
        Command("bench.page-down", QT_TRANSLATE_NOOP("", "下一页"), ("PgDown",)),
        Command("bench.page", QT_TRANSLATE_NOOP("", "到第几页"), ("Ctrl+G",)),
        Command("bench.larger", QT_TRANSLATE_NOOP("", "放大"), ("+", "="), "plus"),
        Command("bench.smaller", QT_TRANSLATE_NOOP("", "缩小"), ("-",), "minus"),
        Command("bench.width", QT_TRANSLATE_NOOP("", "适合宽度"), ("W",)),
        Command("bench.search", QT_TRANSLATE_NOOP("", "查找材料"), ("/", "Ctrl+F"), "search"),
        Command("bench.found", QT_TRANSLATE_NOOP("", "下一处"), ("F3",)),
        Command("bench.field-next", QT_TRANSLATE_NOOP("", "从输入框到下一项"), ("Ctrl+Down",)),
        Command("bench.field-previous", QT_TRANSLATE_NOOP("", "从输入框到上一项"), ("Ctrl+Up",)),
        Command("bench.pane", QT_TRANSLATE_NOOP("", "换窗格"), ("F6",)),
        Command("bench.pane-back", QT_TRANSLATE_NOOP("", "换回窗格"), ("Shift+F6",)),
        Command("bench.tree", QT_TRANSLATE_NOOP("", "显示或隐藏材料目录"), ("Ctrl+B",)),
        Command("bench.undo", QT_TRANSLATE_NOOP("", "撤销"), ("Ctrl+Z",), "undo"),
        Command("bench.redo", QT_TRANSLATE_NOOP("", "重做"), ("Ctrl+Y",)),
        Command("bench.application-previous", QT_TRANSLATE_NOOP("", "上一家"), ("[",)),
        Command("bench.application-next", QT_TRANSLATE_NOOP("", "下一家"), ("]",)),
        Command("bench.submit", QT_TRANSLATE_NOOP("", "提交评审"), ("Ctrl+Return",)),
        Command("bench.keys", QT_TRANSLATE_NOOP("", "全部按键"), ("?",)),
        Command("applications.new", QT_TRANSLATE_NOOP("", "登记新申报"), ("Ctrl+N",), "plus"),
        Command("applications.search", QT_TRANSLATE_NOOP("", "查找申报"), ("Ctrl+F",), "search"),
        Command("applications.back", QT_TRANSLATE_NOOP("", "退回一步"), ("Esc",), "left"),
        Command("applications.previous", QT_TRANSLATE_NOOP("", "上一家"), ("[",)),
        Command("applications.next", QT_TRANSLATE_NOOP("", "下一家"), ("]",)),
        Command("applications.part-previous", QT_TRANSLATE_NOOP("", "前一部分"), ("Ctrl+PgUp",)),
        Command("applications.part-next", QT_TRANSLATE_NOOP("", "后一部分"), ("Ctrl+PgDown",)),
        Command("applications.record", QT_TRANSLATE_NOOP("", "记录"), ("Ctrl+Return", "Ctrl+Enter"), "check"),
        Command("applications.pane", QT_TRANSLATE_NOOP("", "换窗格"), ("F6",)),
        Command("applications.pane-back", QT_TRANSLATE_NOOP("", "换回窗格"), ("Shift+F6",)),
        Command("opinions.pane", QT_TRANSLATE_NOOP("", "换窗格"), ("F6",)),
        Command("opinions.pane-back", QT_TRANSLATE_NOOP("", "换回窗格"), ("Shift+F6",)),
        Command("opinions.search", QT_TRANSLATE_NOOP("", "查找单位"), ("Ctrl+F",), "search"),
        Command("opinions.back", QT_TRANSLATE_NOOP("", "退回一步"), ("Esc",), "left"),
        Command("opinions.agree", QT_TRANSLATE_NOOP("", "未复部门均同意"), ("Ctrl+G",), "check"),
        Command("opinions.record", QT_TRANSLATE_NOOP("", "记录意见"), ("Ctrl+Return", "Ctrl+Enter"), "check"),
        Command("exchange.back", QT_TRANSLATE_NOOP("", "退回一步"), ("Esc",), "left"),
        Command("recommendation.up", QT_TRANSLATE_NOOP("", "上移"), ("Alt+Up",)),
        Command("recommendation.down", QT_TRANSLATE_NOOP("", "下移"), ("Alt+Down",)),
        Command("recommendation.choose", QT_TRANSLATE_NOOP("", "选入或移出"), ("Space",), "check"),
        Command(
            "recommendation.record", QT_TRANSLATE_NOOP("", "记录"), ("Ctrl+Return", "Ctrl+Enter"), "check"
        ),
        Command("recommendation.pane", QT_TRANSLATE_NOOP("", "换窗格"), ("F6",)),
        Command("recommendation.pane-back", QT_TRANSLATE_NOOP("", "换回窗格"), ("Shift+F6",)),
    )
}


def make_action(
    parent: QWidget,
    name: str,
    slot: Callable[[], None],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetWithChildrenShortcut,
) -> QAction:
    """Give a widget a command of the table, which works in it and its parts; `slot` is a bound method."""
    action = QAction(tr(COMMANDS[name].words), parent)
    set_keys(action, name, context)
    action.triggered.connect(slot)
    parent.addAction(action)
    return action


def set_keys(
    action: QAction, name: str, context: Qt.ShortcutContext = Qt.ShortcutContext.WidgetShortcut
) -> None:
    """Give an action that something else made the keys of a command."""
    action.setShortcuts([QKeySequence(keys) for keys in COMMANDS[name].keys])
    action.setShortcutContext(context)


def shown_keys(name: str) -> str:
    """The first keys of a command as they are printed on the screen."""
    keys = COMMANDS[name].keys
    return _printed(keys[0]) if keys else ""


def help_lines(scope: str) -> tuple[tuple[str, str], ...]:
    """Keys and words of every command of a scope, for the sheet of all keys."""
    return tuple(
        ("　".join(_caps(command.keys)), tr(command.words))
        for command in COMMANDS.values()
        if command.scope == scope and command.keys
    )


def _caps(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The caps of a command, each once; all digits are one cap."""
    if keys[0] == "1" and keys[-1] == "9":
        return ("1–9",)
    return tuple(dict.fromkeys(_printed(key) for key in keys))


def _printed(keys: str) -> str:
    """Keys as they stand on a keyboard."""
    *modifiers, last = keys.split("+") if not keys.endswith("+") else [keys]
    return "+".join((*modifiers, PRINTED.get(last, last)))
