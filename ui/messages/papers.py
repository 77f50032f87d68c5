"""Words for what can go wrong with documents: PDF, docx, xlsx and the signatures in them."""

from ui.messages.message import Message, Words

_NOTHING_CHANGED = "文件没有改动。"
_NOTHING_CHANGED_EN = "The file was not changed."
_ASK_AGAIN = "请出具单位重新发送原件，再核对一次。"
_ASK_AGAIN_EN = "Ask the issuer for the original again and check it once more."


def _found(zh: str, en: str, cure_zh: str = _ASK_AGAIN, cure_en: str = _ASK_AGAIN_EN) -> Message:
    """Build the words for something that a check found; a check never changes a file."""
    return Message(
        zh=Words(happened=zh, kept=_NOTHING_CHANGED, cure=cure_zh),
        en=Words(happened=en, kept=_NOTHING_CHANGED_EN, cure=cure_en),
    )


MESSAGES: dict[str, Message] = {
    "GD-501": Message(
        zh=Words(
            happened="要出具的文件没有对应的记录。",
            kept="没有生成文件，已有记录完好。",
            cure="先提交评审或结论，再出具文件。",
        ),
        en=Words(
            happened="The document to be made belongs to no record.",
            kept="No document was made; all records are as they were.",
            cure="Submit the review or the conclusion first, then make the document.",
        ),
    ),
    "GD-502": Message(
        zh=Words(
            happened="{name}已声明回避，不能带有评分。",
            kept="没有生成文件，已有记录完好。",
            cure="把该专家的评分从结论中去掉，再出具文件。",
        ),
        en=Words(
            happened="{name} is recused and cannot appear with a score.",
            kept="No document was made; all records are as they were.",
            cure="Take this expert's score out of the conclusion, then make the document.",
        ),
    ),
    "GD-503": Message(
        zh=Words(
            happened="程序自带的字体不在原处或已损坏：{path}。",
            kept="没有生成文件，已有记录完好。",
            cure="重新安装程序，再出具文件。",
        ),
        en=Words(
            happened="The typeface that belongs to the program is missing or damaged: {path}.",
            kept="No document was made; all records are as they were.",
            cure="Install the program again, then make the document.",
        ),
    ),
    "GD-510": _found(
        "文件中没有签名位置“{field}”。",
        'The document has no place to sign named "{field}".',
        "选择文件中已有的签名位置，或重新出具文件。",
        "Choose a place that the document has, or make the document again.",
    ),
    "GD-511": _found(
        "签名位置“{field}”已有签名。",
        'The place "{field}" is signed already.',
        "选择其他签名位置；要更改内容，重新出具文件。",
        "Choose another place; to change the content make the document again.",
    ),
    "GD-512": _found(
        "文件中已有的签名核对不通过，没有再加签名。",
        "A signature in the document does not hold, so none was added.",
        "先核对文件，找出签名后的改动，用原件签名。",
        "Check the document, see what was changed after signing, and sign the original.",
    ),
    "GD-513": _found(
        "签名没有完成（{reason}）。",
        "The signature could not be made ({reason}).",
        "确认身份已解锁、文件由本程序出具，再试一次；仍不行，重新出具文件。",
        "See that your identity is unlocked and the document was made by this program, then try again.",
    ),
    "GD-520": _found(
        "文件不是可读的 PDF，或已损坏（{size} 字节）。",
        "The file is no readable PDF or is damaged ({size} bytes).",
    ),
    "GD-521": _found(
        "文件可以打开，但没有任何签名。",
        "The document can be opened but carries no signature.",
        "向出具单位要签名后的文件。",
        "Ask the issuer for the signed document.",
    ),
    "GD-522": _found(
        "{signer}的签名（{place}）无效：签名后内容有改动。",
        "The signature of {signer} ({place}) is broken: the content was changed after signing.",
    ),
    "GD-523": _found(
        "签名（{place}）已损坏，无法读取。", "The signature ({place}) is damaged and cannot be read."
    ),
    "GD-524": _found(
        "{signer}的签名（{place}）所在位置在签名后有改动。",
        "The place that holds the signature of {signer} ({place}) was changed after signing.",
    ),
    "GD-525": _found(
        "文件里有 {held} 个签名的数据，只显示出 {shown} 个：文件已损坏或被改动。",
        "The file holds the data of {held} signatures but shows {shown}: it is damaged or was changed.",
    ),
    "GD-526": _found(
        "最后一个签名之后又添加了 {count} 字节。", "{count} bytes were added after the last signature."
    ),
    "GD-527": _found(
        "{signer}签名（{place}）之后，文件内容有改动。",
        "The document was changed after {signer} signed it ({place}).",
    ),
    "GD-528": _found(
        "{signer}的身份（{place}）不是由本批次的组织单位认可的。",
        "The identity of {signer} ({place}) was not approved by the organiser of this round.",
        "向组织单位核实签名人；本人签名无误的，先加入批次再签。",
        "Ask the organiser about the signer; a rightful signer joins the round first and signs again.",
    ),
    "GD-529": _found(
        "文件所附的机读结论（{name}）无法读取。",
        "The attached machine-readable conclusion ({name}) cannot be read.",
    ),
    "GD-540": _found(
        "文件不是可读的表格或文档，或已损坏（{size} 字节）。",
        "The file is no readable spreadsheet or document, or is damaged ({size} bytes).",
    ),
    "GD-541": _found(
        "文件可以打开，但没有电子封签。",
        "The file can be opened but carries no seal.",
        "用办公软件另存后封签会丢失，向出具单位要原件。",
        "Saving in an office program removes the seal; ask the issuer for the original.",
    ),
    "GD-542": _found(
        "文件的封签（{name}）已损坏，无法读取。", "The seal ({name}) is damaged and cannot be read."
    ),
    "GD-543": _found("{signer}的封签（{name}）核对不通过。", "The seal of {signer} ({name}) does not hold."),
    "GD-544": _found(
        "封签后，文件中的“{name}”有改动。", '"{name}" inside the file was changed after sealing.'
    ),
    "GD-545": _found("封签后，文件中多出“{name}”。", '"{name}" was added to the file after sealing.'),
    "GD-546": _found("封签后，文件中缺少“{name}”。", '"{name}" is missing from the file since sealing.'),
    "GD-547": _found(
        "封签后，文件第 {place} 字节处有改动，内容未受影响。",
        "The file was changed at byte {place} after sealing; its content is unaffected.",
    ),
}
