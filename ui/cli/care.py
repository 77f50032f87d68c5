"""`init`, `doctor`, `backup`: a new desk, its examination, a copy of its database."""

from argparse import Namespace

from greendesk.ports import Person
from greendesk.use_cases.doctor import Health
from ui.cli.identity import add_key_options, chosen_key
from ui.cli.options import Commands
from ui.cli.refusals import DeskThere
from ui.cli.report import OK, REFUSED, Outcome, table
from ui.cli.session import desk_folder, new_file, open_desk, passphrase
from ui.cli.speech import AILMENTS, say, word
from ui.composition import DeskFolder


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_desk("init", ("新建工作台和身份", "make a new desk and its identity"), init)
    parser.add_argument("--name", required=True, help=say("姓名", "name"))
    parser.add_argument("--organisation", default="", help=say("工作单位", "organisation"))
    parser.add_argument("--title", default="", help=say("职务职称", "title"))
    add_key_options(parser)
    parser = commands.add_desk("doctor", ("检查整个工作台", "examine the whole desk"), doctor)
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help=say("由记录重算各表，并与原来比较", "make the derived tables again and compare them"),
    )
    group = commands.group("backup", ("备份", "backups"))
    parser = group.add_desk(
        "copy", ("另存数据文件（加密不变）", "save a copy of the data file, encrypted"), copy
    )
    parser.add_argument("--out", required=True, metavar="FILE")


def init(args: Namespace) -> Outcome:
    """Make a desk in an empty folder."""
    folder = DeskFolder(desk_folder(args))
    if folder.exists:
        raise DeskThere(folder=folder.path.name)
    person = Person(name=args.name, organisation=args.organisation, title=args.title)
    desk = folder.create(person, passphrase(args, twice=True), chosen_key(args))
    try:
        words = desk.exchange.my_words()
    finally:
        desk.close()
    lines = (
        say(f"工作台已建立：{folder.path}", f"The desk is made: {folder.path}"),
        say(f"核对字：{words}", f"Words to compare: {words}"),
    )
    return Outcome(lines=lines, data={"folder": folder.path, "words": words})


def doctor(args: Namespace) -> Outcome:
    """Check the database, every record and signature, and every file; with --rebuild the derived tables too."""
    with open_desk(args) as desk:
        found = [desk.doctor.examine()]
        if args.rebuild:
            found.append(desk.doctor.rebuild())
    ailments = [one for health in found for one in health.ailments]
    lines = [*_counted(found[0]), *(table((word(AILMENTS, one.what), one.where) for one in ailments))]
    if args.rebuild:
        rows = found[1].derived
        lines.append(say(f"重算并比较了 {rows} 行。", f"{rows} rows were made again and compared."))
    if not ailments:
        lines.append(say("一切完好。", "All is well."))
    code = REFUSED if ailments else OK
    return Outcome(lines=tuple(lines), data={"whole": not ailments, "examinations": found}, code=code)


def copy(args: Namespace) -> Outcome:
    """Save a whole copy of the database under the same key."""
    target = new_file(args.out)
    with open_desk(args) as desk:
        desk.save_database_copy(target)
    return Outcome(
        lines=(say(f"已另存：{target}", f"Saved: {target}"),),
        data={"file": target, "size": target.stat().st_size},
    )


def _counted(health: Health) -> tuple[str, ...]:
    return (
        say(
            f"批次 {health.rounds}，记录 {health.records}（未附内容 {health.withheld}），"
            f"签名 {health.signatures}，附件 {health.files}。",
            f"{health.rounds} rounds, {health.records} records ({health.withheld} without content), "
            f"{health.signatures} signatures, {health.files} attachments.",
        ),
    )
