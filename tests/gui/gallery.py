"""Every component of the kit on one page, to be looked at.

    python -m tests.gui.gallery FOLDER [appearance] [scale]

saves pictures of the page off screen; tests grab the same page.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QFrame, QWidget

from ui import i18n
from ui.models.table import Axis, Cell, Column
from ui.qt_numbers import RIGHT
from ui.theme import Theme
from ui.widgets.drop_zone import DropZone
from ui.widgets.kit import Kit
from ui.widgets.progress import ProgressBlock
from ui.widgets.table import DataTable

AXIS = Axis(60, 100, (60, 70, 80, 90, 100))


def chip(words: str, tone: str, icon: str = "") -> Cell:
    """A status in a cell."""
    return Cell(words, kind="chip", tone=tone, icon=icon)


def buttons(kit: Kit) -> QFrame:
    """Buttons of all kinds and states."""
    return kit.card(
        "按钮",
        kit.col(
            kit.row(
                kit.button("接收 134 条", "primary", "check"),
                kit.button("暂不接收"),
                kit.button("查看材料", "", "folder"),
                kit.button("写说明", "quiet"),
                None,
            ),
            kit.row(
                kit.button("提交评审", "primary", off=True),
                kit.button("上一家", off=True),
                kit.button("移出名单", "danger"),
                kit.tool("undo", "撤销"),
                kit.tool("pin", "钉证据", checked=True),
                None,
            ),
            kit.row(
                *kit.choices("filter", "逾期 2", "全部 9", "今天 2", "逾期 2"),
                kit.button("1  审计报告 第 17 页", "evidence", "pin"),
                None,
            ),
            kit.row(*kit.choices("segment", "有条件", "同意", "有条件", "不同意"), None),
            gap=12,
            pad=(12, 6),
        ),
    )


def fields(kit: Kit) -> QFrame:
    """Fields of all kinds and states."""
    locked, off, wrong = (
        kit.field("申报值", "101.2"),
        kit.field("停用", "不可用"),
        kit.field("取水量", "12,400"),
    )
    locked.setReadOnly(True)
    off.setDisabled(True)
    faulty = kit.labelled("取水量", wrong, "单位 m³")
    kit.set_error(faulty, "只能填数字，小数点用“.”")
    first = kit.field("取水强度", "0.42", role="first")
    unticked = kit.check("自动备份到另一个位置")
    return kit.card(
        "输入框",
        kit.col(
            kit.row(
                (kit.labelled("取水强度", first, "正在输入，单位 m³/t"), 1),
                (kit.labelled("申报值", locked, "只读，来自材料包"), 1),
                gap=12,
            ),
            kit.row((faulty, 1), (kit.labelled("停用", off, "本阶段不能修改"), 1), gap=12),
            kit.row(
                (kit.labelled("类别", kit.combo("类别", [("绿色工厂", 1), ("绿色工业园区", 2)])), 1),
                (kit.labelled("口令", kit.field("口令", "123456789", role="secret")), 1),
                gap=12,
            ),
            kit.field("查找", hint="名称、拼音、信用代码", role="search"),
            kit.labelled(
                "修改理由", kit.long_field("修改理由", "由 101.2 修改为 103.6，理由是：折标系数有误。")
            ),
            kit.row(kit.check("数据存放在本机", checked=True), unticked, None, gap=24),
            gap=8,
            pad=(12, 6),
        ),
    )


def states(kit: Kit) -> QFrame:
    """Chips of all tones."""
    first = (
        ("已接收", "success"),
        ("待说明", "warning"),
        ("不同意", "danger"),
        ("剩 4 日", "info"),
        ("未发函", "muted"),
    )
    second = (
        ("已回避", "muted", "lock"),
        ("逾期 2 日", "danger", "clock"),
        ("将写入", "success", "plus"),
        ("待接收", "info", "inbox"),
    )
    lines = (kit.row(*(kit.chip(*words) for words in line), None) for line in (first, second))
    return kit.card("状态", kit.col(*lines, gap=10, pad=(12, 6)))


def lines(kit: Kit) -> DataTable:
    """A list with rows in all states and a group heading."""
    table = DataTable(kit.theme, "行的状态", (Column("行", key="row"), Column("状态", 128)), row_height=54)
    rows = [
        (Cell("将写入 134 条", "评分 92 条，证据 41 处", kind="band", tone="success", icon="plus"),),
        (Cell("普通", "云岭市"), chip("专家评审", "info", "review")),
        (Cell("鼠标经过", "整行变浅"), chip("专家评审", "info", "review")),
        (Cell("选中", "当前行"), chip("专家评审", "info", "review")),
        (Cell("未读", "加粗，打开后恢复", strong=True), chip("待评", "warning", "clock")),
        (Cell("催办应急管理局意见", "赤霞市 · 3 家申报", icon="stamp"), chip("逾期 2 日", "danger", "clock")),
        (Cell("推荐名额 8 家", kind="band", tone="accent", icon="down"),),
        (Cell("冲突", "两个值都保留"), chip("需选定", "warning")),
        (Cell("已回避", "不能打开，不显示分数", tone="muted"), chip("已回避", "muted", "lock")),
    ]
    table.set_rows(rows, [None if row[0].kind == "band" else row[0].text for row in rows])
    table.set_sort("row", descending=True)
    table.choose("选中")
    table.hover_row = 2
    return table


def figures(kit: Kit) -> DataTable:
    """A ranking with box plots, bars and heat tiles."""
    columns = (
        Column("单位"),
        Column("材料", 92),
        Column("分布", 180),
        Column("甲", 62),
        Column("均分", 72, RIGHT),
    )
    table = DataTable(kit.theme, "排名", columns, row_height=44)
    rows = []
    for number, name in enumerate(("青禾水泥（示例）", "北岭铜业（示例）", "白桦乳业（示例）")):
        box = Cell("最低 71，最高 95", kind="box", value=(71 + number, 78, 85 - number, 88, 95), axis=AXIS)
        rows.append(
            (
                Cell(name),
                Cell("24/28", kind="bar", value=(24 / 28,), tone="warning"),
                box,
                Cell(f"{84 + number}.2", kind="heat", value=(number - 1.0,)),
                Cell("84.20", strong=True, right=True),
            )
        )
    rows.append((Cell(), Cell(), Cell(kind="axis", axis=AXIS), Cell("回避", kind="heat"), Cell()))
    table.set_rows(rows, ["a", "b", "c", None])
    table.setFixedHeight(kit.theme.px(36 + 4 * 44))
    return table


def gallery(kit: Kit) -> QWidget:
    """Everything on one page."""
    progress = ProgressBlock(kit)
    progress.begin()
    progress.advance(298, 481, "03 能源/能源审计报告.pdf")
    progress.show()
    weights = [
        ("能源低碳化", "22.23 / 30", 30.0, 1.0),
        ("资源高效化", "19.08 / 24", 30.0, 0.75),
        ("用地", "0/1", 8.0, 0.0),
    ]
    scale = kit.value_scale(
        ("申报 101.2", 15.8 / 17), ("核实 103.6", 13.4 / 17), ("基准 117，0 分", "引领 100，8 分")
    )
    marks = kit.card(
        "图",
        kit.col(
            kit.row(
                kit.figure("41.31", "已评 7 项，共 14 项", "已评项满分 54"),
                None,
                kit.chip("基本要求 3/3 符合", "success"),
            ),
            kit.segments(weights, 48),
            scale,
            gap=12,
            pad=(12, 6),
        ),
    )
    steps = [
        ("专家评审", "3 人已提交，2 人评审中", "info"),
        ("部门意见", "6 个部门全部回复", "success"),
        ("公示", "尚未开始", "muted"),
    ]
    facts = kit.facts(("类别", "绿色工厂 · 水泥"), ("评价依据", "GB/T 36132—2025"), ("回避", ""))
    notes = [
        "本机数据完好，未发生改动。",
        "U 盘上的“第三评审组 评分.gdx”不完整，请勿使用。",
        "插回 U 盘后，点“重新写入”。",
    ]
    dialog = kit.dialog(
        "U 盘在写入中被拔出", notes, kit.button("稍后再说"), kit.button("重新写入", "primary")
    )
    dialog.setProperty("role", "card")
    empty = kit.col(
        kit.empty("inbox", "还没有收到材料", "拖入材料包，或从 U 盘选择文件", "选择文件"), role="card"
    )
    drop = DropZone(kit, "把文件拖到这里", "材料包、交换文件、表格、盖章扫描件均可")
    page = kit.row(
        kit.col(buttons(kit), fields(kit), states(kit), None, gap=16, width=484),
        (kit.col(kit.card("列表行", (lines(kit), 1)), kit.card("排名", figures(kit), None), gap=16), 1),
        kit.col(
            empty, drop, kit.card("进度", kit.col(progress, pad=(12, 4))), dialog, None, gap=16, width=440
        ),
        kit.col(
            marks,
            kit.card("办理过程", kit.col(kit.timeline(steps), facts, gap=16, pad=(12, 6))),
            None,
            gap=16,
            width=400,
        ),
        gap=16,
        pad=(24, 0),
    )
    window = kit.col(
        kit.header("组件", "每种组件的常用状态", kit.button("打开文件", "primary", "folder")),
        (page, 1),
        24,
        gap=0,
    )
    window.setObjectName("window")
    return window


def main(folder: str, appearance: str = "light", scale: str = "1") -> None:
    """Save the page as a picture."""
    app = QApplication(sys.argv[:1])
    i18n.install(app, "zh")
    theme = Theme(appearance, scale=float(scale), reduced_motion=True)
    theme.apply(app)
    page = gallery(Kit(theme))
    page.resize(round(1980 * float(scale)), round(960 * float(scale)))
    page.show()
    page.grab().save(str(Path(folder) / f"gallery-{appearance}-{scale}.png"))


if __name__ == "__main__":
    main(*sys.argv[1:])
