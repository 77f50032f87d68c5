"""Words for records, identities, rounds, applications, reviews and the panel (GD-1xx, 44x, 45x, 514, 7xx)."""

from ui.messages.message import Message, Words

_RECORDS = ("本机已有的记录没有改动。", "The records on this computer are unchanged.")
_TYPED = ("已填的内容都还在。", "What you typed is still there.")
_DRAFT = ("草稿在本机，已保存到最近一次改动。", "The draft is on this computer, saved up to the last change.")
_REVIEWS = ("已提交的评审没有改动。", "The submitted reviews are unchanged.")
_IDENTITY = ("身份文件和工作台没有改动。", "The identity and the desk are unchanged.")

_Pair = tuple[str, str]


def _said(kept: _Pair, zh: _Pair, en: _Pair) -> Message:
    """Build a message of what happened and the cure, around what was kept."""
    return Message(zh=Words(zh[0], kept[0], zh[1]), en=Words(en[0], kept[1], en[1]))


_LEDGER: dict[str, Message] = {
    "GD-101": _said(
        _RECORDS,
        ("一条记录已损坏或被改动，没有采用。", "请发出这条记录的人重新发送，再接收一次。"),
        (
            "A record is damaged or was changed and was not accepted.",
            "Ask its sender to send it again, then receive that.",
        ),
    ),
    "GD-102": _said(
        _RECORDS,
        ("记录由更新版本的程序写成（格式 {version}），本版本读不了。", "安装新版本后再打开这个文件。"),
        (
            "A record was written by a newer version of the program (format {version}).",
            "Install the newer version, then open this file again.",
        ),
    ),
    "GD-103": _said(
        _RECORDS,
        (
            "文件里有一个身份读不出来，或不是本批次组织单位认可的。",
            "向组织单位核实这个人是否已加入批次，再请他重新发送。",
        ),
        (
            "An identity in the file cannot be read or was not approved by the organiser of the round.",
            "Ask the organiser whether this person has joined the round, then have the file sent again.",
        ),
    ),
    "GD-104": _said(
        _RECORDS,
        ("{signer}的签名与内容不符：内容在签名后有改动。", "请{signer}重新发送原件，再核对一次。"),
        (
            "The signature of {signer} does not fit the content, which was changed after signing.",
            "Ask {signer} for the original again and check it once more.",
        ),
    ),
    "GD-111": _said(
        _RECORDS,
        ("本工作台还没有加入这个批次。", "向组织单位发出加入申请，收到批次文件后再做这一步。"),
        (
            "This desk has not joined the round yet.",
            "Send the organiser a request to join and receive the round file first.",
        ),
    ),
    "GD-112": _said(
        _TYPED,
        (
            "按本批次的规则，这一项现在不能由本工作台记录：角色不符，或前一步还没有做。",
            "核对自己在批次中的角色和前一步；角色不对时请组织单位调整。",
        ),
        (
            "By the rules of the round this desk may not record this now: another role, or a step before it.",
            "Check your role in the round and the step before; the organiser can change roles.",
        ),
    ),
    "GD-113": _said(
        _RECORDS,
        ("只有开设批次的组织单位才能批准加入、撤销或补发证书。", "请在开设这个批次的工作台上办理。"),
        (
            "Only the desk that opened the round may admit participants or take certificates back.",
            "Do this on the desk that opened the round.",
        ),
    ),
    "GD-114": _said(
        _TYPED,
        (
            "角色“{role}”不存在，或不能由他人授予。",
            "从县区、部门、专家、组长、秘书、名单管理中选择角色。",
        ),
        (
            'The role "{role}" does not exist or cannot be given to somebody.',
            "Choose among county, department, expert, leader, secretary and keeper.",
        ),
    ),
    "GD-115": _said(
        _RECORDS,
        (
            "组织单位自己的证书不能撤销：撤销后没有人能再管理这个批次。",
            "机器遗失时用备份恢复工作台；口令可能已被他人知道时，另开新批次。",
        ),
        (
            "The organiser's own certificate cannot be taken back: nobody could manage the round any more.",
            "After a loss restore the desk from its backup; if somebody may know the passphrase, open a new round.",
        ),
    ),
    "GD-116": _said(
        _RECORDS,
        (
            "这份加入申请已经批准过：{name}已在参与方中。",
            "把批次文件再发给{name}即可；换了机器时，请对方在新机器上重新申请。",
        ),
        (
            "This request was approved before: {name} takes part already.",
            "Hand the round file out to {name} again; after a change of machine, ask for a new request from there.",
        ),
    ),
    "GD-117": _said(
        _RECORDS,
        (
            "这份申请来自{name}已报遗失或被盗的工作台，不能再批准。",
            "请{name}在新机器上新建工作台，重新写出加入申请。",
        ),
        (
            "The request comes from a desk of {name} that was reported lost or stolen; it cannot be approved.",
            "Ask {name} to make a new desk on another machine and to write a new request there.",
        ),
    ),
    "GD-118": _said(
        _RECORDS,
        (
            "{name}的这份证书已经有新证书接替。",
            "要再次更换，请选择{name}现在使用的证书。",
        ),
        (
            "This certificate of {name} was replaced by a new one before.",
            "To replace it again, choose the certificate that {name} uses now.",
        ),
    ),
    "GD-119": _said(
        _RECORDS,
        (
            "没有找到这位参与人，或所选的记录不是其本人写的。",
            "刷新参与方列表，重新选择参与人和最后有效的记录。",
        ),
        (
            "This participant is not here, or the chosen record was not written by that person.",
            "Refresh the list of participants and choose the person and the last valid record again.",
        ),
    ),
    "GD-121": _said(
        _IDENTITY,
        ("口令不对。", "注意大小写和输入法，再输一次。程序里不存口令。"),
        (
            "The passphrase is wrong.",
            "Mind capitals and the keyboard and type it again. The program does not store it.",
        ),
    ),
    "GD-122": _said(
        _TYPED,
        ("口令少于 {shortest} 个字符。", "换一个更长的口令，四个以上不相关的词最好记。"),
        (
            "The passphrase has fewer than {shortest} characters.",
            "Choose a longer one; four unrelated words are easy to remember.",
        ),
    ),
    "GD-123": _said(
        ("文件夹里的其他内容没有改动。", "Everything else in the folder is unchanged."),
        ("身份文件“{path}”读不出来，或已损坏。", "用最近的备份恢复这个文件，再打开工作台。"),
        (
            'The identity file "{path}" cannot be read or is damaged.',
            "Restore this file from the latest backup, then open the desk again.",
        ),
    ),
    "GD-124": _said(
        _IDENTITY,
        ("身份文件由更新版本的程序写成（格式 {version}）。", "安装新版本后再打开工作台。"),
        (
            "The identity was written by a newer version of the program (format {version}).",
            "Install the newer version, then open the desk again.",
        ),
    ),
    "GD-125": _said(
        _RECORDS,
        ("加入申请已损坏，或不是由申请人自己签名的。", "请申请人重新生成加入申请，再批准。"),
        (
            "The request to join is damaged or was not signed by the person who asks.",
            "Ask for a new request, then approve that one.",
        ),
    ),
    "GD-126": _said(
        _TYPED,
        ("姓名还没有填写。", "填写姓名后再继续；姓名会印在签名文件上。"),
        (
            "The name is empty.",
            "Fill in your name; it is printed on the documents that you sign.",
        ),
    ),
}

_UNITS: dict[str, Message] = {
    "GD-441": _said(
        _TYPED,
        ("单位名称还没有填写。", "按营业执照填写单位全称。"),
        ("The name of the unit is empty.", "Fill in the full name as on the business licence."),
    ),
    "GD-443": _said(
        _RECORDS,
        ("这份申报还没有收到材料包。", "先接收材料包，再做这一步。"),
        ("No package has come for this application yet.", "Receive the package first."),
    ),
    "GD-444": _said(
        _RECORDS,
        ("材料清单中没有缺件，不需要补正通知。", "材料有误时，先在材料清单中注明，再出具通知。"),
        (
            "Nothing on the list of documents is missing, so there is nothing to notify.",
            "If a document is wrong, note that on the list first.",
        ),
    ),
    "GD-445": _said(
        _TYPED,
        ("本批次的负面清单中没有“{head}”这一项。", "从负面清单列出的项目中选择。"),
        ('The negative list of this round has no head "{head}".', "Choose one of the heads of the list."),
    ),
    "GD-446": _said(
        _RECORDS,
        ("本工作台没有这份申报（{application}）。", "先接收含有这份申报的交换文件，或核对所选批次。"),
        (
            "This desk has no such application ({application}).",
            "Receive the file that brings it, or check the round you chose.",
        ),
    ),
    "GD-449": _said(
        _RECORDS,
        ("材料包里没有编号为 {number} 的文件。", "在材料清单里重新选择文件。"),
        ("The package has no file number {number}.", "Choose again from the list of files."),
    ),
    "GD-453": _said(
        _RECORDS,
        ("这处冲突已经有人选定，所选的值不再并列。", "刷新冲突列表，查看现在的值。"),
        ("Somebody has settled this conflict meanwhile.", "Look at the list of conflicts again."),
    ),
    "GD-454": _said(
        _RECORDS,
        ("没有这处分支，或者没有写原因。", "刷新隔离列表，写明核对的结果后再试。"),
        (
            "There are no such branches, or no reason was given.",
            "Look at the list again and say what was found.",
        ),
    ),
    "GD-447": _said(
        _TYPED,
        (
            "本批次的政策方案不征求“{department}”的意见。",
            "从政策方案列出的部门中选择。",
        ),
        (
            'The policy of this round does not ask the department "{department}".',
            "Choose one of the departments that the policy names.",
        ),
    ),
    "GD-448": _said(
        _TYPED,
        ("选了“有条件同意”或“不同意”，但没有写明条件或理由。", "照部门复函写明条件或理由，再记录意见。"),
        (
            "Agreement with conditions, or an objection, was chosen without saying which or why.",
            "Write the conditions or reasons as in the department's letter.",
        ),
    ),
    "GD-451": _said(
        _TYPED,
        ("批次名称还没有填写。", "填写批次名称，例如“2026 年第一批”。"),
        ("The round has no title.", 'Give it one, for example "First batch of 2026".'),
    ),
    "GD-452": _said(
        _RECORDS,
        ("本工作台没有这个批次。", "先接收批次文件；已有批次时，核对所选的是哪一个。"),
        (
            "This round is not on this desk.",
            "Receive the round file first, or check which round you chose.",
        ),
    ),
    "GD-514": _said(
        _RECORDS,
        ("文件中的签名位置都已签满。", "在专家组意见中另行出具文件，再签名。"),
        (
            "Every place for a signature in the document is taken.",
            "Make the document again from the panel's conclusion, then sign.",
        ),
    ),
}

_REVIEWING: dict[str, Message] = {
    "GD-701": _said(
        _RECORDS,
        ("这份材料还不能打开：须先声明有无利害关系；已声明回避的不再开放。", "在申报中作出回避声明。"),
        (
            "This package opens only after a declaration without conflict of interest, never after a recusal.",
            "Make your declaration on the application first.",
        ),
    ),
    "GD-702": _said(
        _REVIEWS,
        ("这份评审已经提交，不能再改。", "需要修改时，请秘书写明理由退回。"),
        (
            "This review was submitted and can no longer be changed.",
            "To change it, ask the secretary to return it with a reason.",
        ),
    ),
    "GD-703": _said(
        _DRAFT,
        ("评审还缺 {count} 项，第一项是“{first}”。", "补齐所缺的项目后再提交。"),
        ('The review lacks {count} items, the first is "{first}".', "Fill in what is missing, then submit."),
    ),
    "GD-704": _said(
        _RECORDS,
        ("这份申报没有分配给本工作台的专家。", "请秘书分配后，接收新的交换文件。"),
        (
            "This application is not assigned to the expert of this desk.",
            "Ask the secretary to assign it, then receive the new file.",
        ),
    ),
    "GD-705": _said(
        _RECORDS,
        ("所选的人在本批次中不是专家，或其证书已撤销。", "从专家名单中选择，或请组织单位先授予专家角色。"),
        (
            "The chosen person is no expert in this round, or the certificate has ended.",
            "Choose from the list of experts, or have the organiser give the role first.",
        ),
    ),
    "GD-706": _said(
        _DRAFT,
        ("评价表“{checklist}”只供参考，不能用来评分。", "在评审台改选可评分的评价表。"),
        (
            'The checklist "{checklist}" is for reference only and not for scoring.',
            "Choose a checklist that may be scored on the bench.",
        ),
    ),
    "GD-707": _said(
        _TYPED,
        ("声明了利害关系，但没有写明是什么。", "选择或写明回避的情形。"),
        ("A conflict of interest was declared without saying which.", "Choose or write down the grounds."),
    ),
    "GD-708": _said(
        _REVIEWS,
        ("这位专家还没有提交有效的评审，或评分尚未对本工作台开放。", "等评审提交并接收后再试。"),
        (
            "This expert has no valid submitted review, or the scores are not open to this desk yet.",
            "Wait until the review is submitted and received.",
        ),
    ),
    "GD-709": _said(
        _DRAFT,
        ("评审结论还没有选择。", "选择推荐意见后再提交。"),
        ("The review has no recommendation.", "Choose one, then submit."),
    ),
    "GD-710": _said(
        _REVIEWS,
        ("退回评审没有写理由。", "写明理由，专家会看到它，再退回。"),
        ("No reason was given for returning the review.", "Write it down; the expert reads it."),
    ),
    "GD-721": _said(
        _REVIEWS,
        ("还有专家没有提交评审，不能作出专家组意见。", "等全部未回避的专家提交并接收后再作结论。"),
        (
            "Not every expert has submitted, so the panel cannot conclude.",
            "Wait until all experts who are not recused have submitted and their files are received.",
        ),
    ),
    "GD-722": _said(
        _TYPED,
        ("还有 {count} 处分歧没有写说明，第一处是“{item}”。", "逐处写明合议后的说明，再作结论。"),
        (
            '{count} divergences have no written reason, the first is "{item}".',
            "Write down the reason for each, then conclude.",
        ),
    ),
    "GD-723": _said(
        _REVIEWS,
        ("各位专家对同一份申报用了不同的评价表，不能汇总。", "由秘书退回其中一方，统一评价表后重新提交。"),
        (
            "The experts scored the same application with different checklists.",
            "Let the secretary return one side and have it scored with the same checklist.",
        ),
    ),
    "GD-724": _said(
        _RECORDS,
        ("还没有结论为推荐的申报，不能出具推荐汇总表。", "先作出专家组意见，再出具汇总表。"),
        (
            "No conclusion recommends anything yet, so there is no summary to make.",
            "Make the panel's conclusions first.",
        ),
    ),
    "GD-725": _said(
        _RECORDS,
        ("这份申报还没有专家组意见。", "先作出专家组意见，再做这一步。"),
        ("The application has no panel conclusion yet.", "Make the panel's conclusion first."),
    ),
    "GD-727": _said(
        _RECORDS,
        ("“{word}”不是政策方案规定的结论用语。", "从政策方案列出的结论中选择一个。"),
        ('"{word}" is not one of the policy\'s conclusions.', "Choose one of the conclusions of the policy."),
    ),
    "GD-726": _said(
        _RECORDS,
        ("专家组意见还没有写。", "用一两句话写出专家组的意见，再签署。"),
        ("The panel's opinion is not written yet.", "Write one or two sentences, then sign."),
    ),
}

MESSAGES: dict[str, Message] = {**_LEDGER, **_UNITS, **_REVIEWING}
