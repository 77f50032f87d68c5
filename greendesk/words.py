"""A fingerprint as short words that two people can compare over the telephone."""

from greendesk.ledger.entry import is_digest

# 64 plain characters, no two of one syllable: six bits a character.
_CHARACTERS = (
    "山水云日月星风雨雪花草木竹林石田土金火灯笔纸墨琴茶米豆瓜果鸟牛羊"
    "马虎龙门窗桥船车路城村东西南北春夏秋红黄蓝白黑家海江河松桃梅铁铜"
)
_LENGTH = 12


def fingerprint_words(digest: str) -> str:
    """Return twelve characters in groups of four (72 bits) for a SHA-256 digest (64 hex digits)."""
    if not is_digest(digest):
        raise ValueError(digest)
    number = int(digest, 16)
    characters = [_CHARACTERS[(number >> (250 - 6 * place)) & 63] for place in range(_LENGTH)]
    return " ".join("".join(characters[start : start + 4]) for start in range(0, _LENGTH, 4))
