"""Folding of look-alike characters, so that what people type finds what documents say."""

import unicodedata

# Unicode property Equivalent_Unified_Ideograph for the block CJK Radicals Supplement (U+2E80),
# which NFKC leaves alone: each radical is followed by the ideograph that people type.
_PAIRS = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡"
    "⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺯糹⺰纟⺱罓⺲罒⺳㓁⺴㓁"
    "⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅"
    "⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾"
    "⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
    # NFKC turns this Kangxi radical into the traditional form; simplified fonts mean the simplified one.
    "⼾户"
)
_RADICALS = {ord(radical): plain for radical, plain in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)}


def fold_text(text: str) -> str:
    """Return the text with radicals, full-width and compatibility forms replaced by plain characters."""
    return unicodedata.normalize("NFKC", text.translate(_RADICALS))
