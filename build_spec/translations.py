"""Keeps the English words in step with the Chinese ones in the source.

    python build_spec/translations.py update    # new texts come in unfinished, vanished ones go
    python build_spec/translations.py missing   # lists what has no English yet

Finished translations are kept. Qt Linguist or any editor may fill `resources/translations/en.ts`.
lupdate reads the source; numbers and the file itself are our own part, because lupdate does not see
`tr("...", n=count)` as a text with plural forms and would drop them at the next run.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from xml.sax.saxutils import escape

import PySide6

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "resources" / "translations" / "en.ts"
TOOL = Path(PySide6.__file__).with_name("lupdate" + (".exe" if sys.platform == "win32" else ""))
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
HEAD += '<TS version="2.1" language="en_US" sourcelanguage="zh_CN">\n<context>\n    <name></name>\n'
FOOT = "</context>\n</TS>\n"
Key = tuple[str, str]


def sources() -> list[Path]:
    """Return the modules that may hold words, always in the same order."""
    return sorted((ROOT / "ui").rglob("*.py"))


def spoken() -> list[Key]:
    """Return every text of the source with its meaning, as lupdate finds them."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "now.ts"
        subprocess.run([TOOL, *sources(), "-silent", "-locations", "none", "-ts", target], check=True)
        return list(messages(target))


def messages(path: Path) -> dict[Key, ET.Element]:
    """Return the messages of a translation file by text and meaning."""
    return {
        (message.findtext("source", ""), message.findtext("comment", "")): message
        for message in ET.parse(path).iter("message")  # noqa: S314  # our own file
    }


def forms(message: ET.Element) -> list[str]:
    """Return the English of a message: nothing while unfinished, one text, or one for each number."""
    translation = message.find("translation")
    if translation is None or translation.get("type"):
        return []
    numbered = [form.text or "" for form in translation.findall("numerusform")]
    return numbered or [translation.text or ""]


def written(key: Key, english: list[str]) -> str:
    """Return one message as it stands in the file."""
    source, comment = key
    numbered = "%n" in source
    lines = ['    <message numerus="yes">' if numbered else "    <message>"]
    lines.append(f"        <source>{escape(source)}</source>")
    if comment:
        lines.append(f"        <comment>{escape(comment)}</comment>")
    state = "" if english else ' type="unfinished"'
    if numbered:
        both = "".join(f"<numerusform>{escape(form)}</numerusform>" for form in english or ["", ""])
        lines.append(f"        <translation{state}>{both}</translation>")
    else:
        lines.append(f"        <translation{state}>{escape(''.join(english))}</translation>")
    return "\n".join([*lines, "    </message>", ""])


def update(target: Path = ENGLISH) -> None:
    """Bring the file up to date with the source and keep what is translated."""
    known = messages(target) if target.exists() else {}
    body = "".join(written(key, forms(known[key]) if key in known else []) for key in spoken())
    target.write_text(HEAD + body + FOOT, encoding="utf-8", newline="\n")


def missing(target: Path = ENGLISH) -> list[str]:
    """Return the texts that have no English yet."""
    return [source for (source, _), message in messages(target).items() if not forms(message)]


def main(arguments: list[str]) -> int:
    """Do what the command line asks."""
    match arguments:
        case ["update"]:
            update()
            print(f"{len(missing())} without English")
        case ["missing"]:
            print("\n".join(missing()))
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
