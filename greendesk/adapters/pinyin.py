"""Pinyin initials, so that 绿色工厂 is found by typing lsgc."""

from greendesk.domain.text import fold_text


def pinyin_initials(text: str) -> str:
    """Return the first letter of each syllable in lower case; letters and digits stay, the rest goes."""
    # pypinyin takes 0.2 s to load; only searching pays for it, not the start of the program
    from pypinyin import Style, lazy_pinyin

    letters = lazy_pinyin(fold_text(text), style=Style.FIRST_LETTER, errors=_keep)
    return "".join(letters)


def _keep(other: str) -> str:
    return "".join(sign.lower() for sign in other if sign.isalnum())
