"""Characters that only look like Han characters, as text copied out of a PDF has them: ⼯ (a radical) for 工."""

import unicodedata

# CJK Radicals Supplement: no decompositions in Unicode but two; as EquivalentUnifiedIdeograph.txt of the Unicode
# Character Database pairs them, where the other is a character in use.
_SUPPLEMENT = dict(
    zip(
        "⺁⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺹⺺⺻⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⺕⺪⺮⺶⺷⺸⺼⻇⻊⻏",
        "厂乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫爫丬牛犭王罒示礻糹纟罓罒耂肀聿臼艹艹艹虎衤覀西见角讠贝车辶辶辶钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟彐疋竹羊羊羊肉角足阝",
        strict=True,
    )
)
_SIMPLIFIED = {0x2F3E: "户", 0x2FAD: "青"}  # decomposed to forms that no text of the mainland has: 戶, 靑
_BLOCKS = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF))  # Kangxi radicals and compatibility ideographs


def _table() -> dict[int, str]:
    decomposed = {
        code: unicodedata.normalize("NFKC", chr(code))
        for first, last in _BLOCKS
        for code in range(first, last + 1)
    }
    known = {code: plain for code, plain in decomposed.items() if plain != chr(code)}
    return known | {ord(radical): plain for radical, plain in _SUPPLEMENT.items()} | _SIMPLIFIED


_TABLE = _table()


def unified(text: str) -> str:
    """Put the characters themselves for radicals and compatibility forms, one for one. All else stays: （１．％ are as written."""
    return text.translate(_TABLE)
