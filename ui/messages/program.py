"""Words for our own mistakes."""

from ui.messages.message import Message, Words

MESSAGES: dict[str, Message] = {
    "GD-000": Message(
        zh=Words(
            "程序出错，这一步没有做完。",
            "已提交的记录和草稿都在本机，没有改动。",
            "重新打开程序后再试。仍然出错时，把日志和这个代码发给技术支持。",
        ),
        en=Words(
            "The program made a mistake and this step was not finished.",
            "Submitted records and drafts are on this computer, unchanged.",
            "Open the program again and retry. If it happens again, send the log and this code to support.",
        ),
    ),
}
