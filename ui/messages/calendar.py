"""Words for the calendar of working days."""

from ui.messages.message import Message, Words

_KEPT_ZH = "已有的放假安排没有改动。"
_KEPT_EN = "The holiday arrangements you have are unchanged."
_TYPED_ZH = "已填的内容都还在。"
_TYPED_EN = "What you typed is still there."

MESSAGES: dict[str, Message] = {
    "GD-460": Message(
        zh=Words(
            "读不出放假安排的文件夹或文件：{folder}。",
            "业务记录没有改动。",
            "确认文件夹还在、可以读取，再打开本程序；仍读不出时重新安装。",
        ),
        en=Words(
            "The folder or file of holiday arrangements cannot be read: {folder}.",
            "Your records are unchanged.",
            "Make sure it is there and readable and start again; if that does not help, install again.",
        ),
    ),
    "GD-461": Message(
        zh=Words(
            "{file} 第 {line} 行：字段 {field} 的日期 {day} 不合要求。",
            _KEPT_ZH,
            "日期要在本年或上年 12 月，不重复；调休上班的日子要是周六或周日。对照国务院办公厅的通知改正后再导入。",
        ),
        en=Words(
            "{file}, line {line}: the date {day} in {field} does not fit.",
            _KEPT_EN,
            "Dates lie in the year or in the December before, once each; make-up days are Saturdays or Sundays. "
            "Correct the file by the State Council's notice and import again.",
        ),
    ),
    "GD-462": Message(
        zh=Words("{year} 年没有 {month_day} 这一天。", _TYPED_ZH, "按“月-日”填写确有的日期，例如 05-31。"),
        en=Words(
            "There is no {month_day} in {year}.",
            _TYPED_EN,
            "Write month and day of a date that exists, for example 05-31.",
        ),
    ),
    "GD-463": Message(
        zh=Words(
            "从 {start} 起算不了 {count} 天的期限。", _TYPED_ZH, "期限填 1 至 3660 天；开始的日期也请核对。"
        ),
        en=Words(
            "A term of {count} days from {start} cannot be counted.",
            _TYPED_EN,
            "Give 1 to 3660 days and check the date on which the term begins.",
        ),
    ),
    "GD-464": Message(
        zh=Words(
            "{year} 年的放假安排已随程序提供，{file} 没有导入。",
            _KEPT_ZH,
            "如与国务院办公厅的通知不符，请更新本程序。",
        ),
        en=Words(
            "The holidays of {year} come with the program; {file} was not imported.",
            _KEPT_EN,
            "If they differ from the State Council's notice, update this program.",
        ),
    ),
}
