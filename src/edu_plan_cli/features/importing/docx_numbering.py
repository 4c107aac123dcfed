"""Word's automatic numbers, which stand in no text: 一、 （一） 1. ① as a reader sees them (ECMA-376 part 1, 17.9).

Works on the XML of numbering.xml and styles.xml; every paragraph is to be given in the order of the document.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"


def chinese(number: int) -> str:
    """一 to 九百九十九, as headings are counted."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and not tens and ones:
        text += "零"
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    return text + (_DIGITS[ones] if ones else "") or _DIGITS[0]


def _formal(number: int) -> str:
    return "".join(
        {**dict(zip(_DIGITS, _FORMAL, strict=True)), "十": "拾", "百": "佰"}.get(c, c)
        for c in chinese(number)
    )


def _roman(number: int) -> str:
    parts = [
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ]
    text = ""
    for value, letters in parts:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _in_block(first: int, size: int) -> Callable[[int], str]:
    """A block of ready-made characters: ① to ⑳."""
    return lambda number: chr(first + number - 1) if 1 <= number <= size else str(number)


_CHINESE = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting", "koreanCounting")  # fmt: skip
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, chinese),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        lambda n: "".join(_DIGITS[int(digit)] for digit in str(n)),
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _in_block(0x2460, 20)),
    "decimalEnclosedParen": _in_block(0x2474, 20),
    "decimalEnclosedFullstop": _in_block(0x2488, 20),
    "decimalZero": lambda n: f"{n:02d}",
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda n: "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
    ),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
}


class _Level(NamedTuple):
    start: int
    format: str
    text: str  # %1 stands for the number of the first level
    all_decimal: bool
    restart: int | None  # the level whose number makes this one begin anew; 0: none


class Numbers:
    """Counts on from paragraph to paragraph."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._nums: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = {}
        self._styles: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if styles is not None:
            self._read_styles(styles)
        if numbering is not None:
            self._read(numbering)

    def _read_styles(self, styles: Any) -> None:
        for style in styles.iter(f"{_W}style"):
            num, level = _num_of(style.find(f"{_W}pPr"))
            self._styles[style.get(f"{_W}styleId") or ""] = (num, level, _val(style.find(f"{_W}basedOn")))

    def _read(self, numbering: Any) -> None:
        links: dict[str, str] = {}
        for abstract in numbering.iter(f"{_W}abstractNum"):
            identity = abstract.get(f"{_W}abstractNumId") or ""
            self._abstract[identity] = dict(map(_level, abstract.iter(f"{_W}lvl")))
            if (style := _val(abstract.find(f"{_W}numStyleLink"))) is not None:
                links[identity] = style
        for num in numbering.iter(f"{_W}num"):
            starts, levels = {}, {}
            for override in num.iter(f"{_W}lvlOverride"):
                number = _whole(override.get(f"{_W}ilvl"), 0)
                if (start := _val(override.find(f"{_W}startOverride"))) is not None:
                    starts[number] = _whole(start, 1)
                if (lvl := override.find(f"{_W}lvl")) is not None:
                    levels[number] = _level(lvl)[1]
            abstract_id = _val(num.find(f"{_W}abstractNumId")) or ""
            self._nums[num.get(f"{_W}numId") or ""] = (abstract_id, starts, levels)
        for identity, style in links.items():
            linked = self._styles.get(style, (None, None, None))[0]
            if linked in self._nums:
                self._abstract[identity] = self._abstract.get(self._nums[linked][0], {})

    def label(self, properties: Any | None, style: str | None) -> str | None:
        """The number before a paragraph; empty where it has none, None for a bullet. Counts it."""
        num, level = _num_of(properties)
        seen: set[str] = set()
        while (num is None or level is None) and style and style not in seen:
            seen.add(style)
            of_num, of_level, style = self._styles.get(style, (None, None, None))
            num, level = num if num is not None else of_num, level if level is not None else of_level
        level = level or 0
        if num is None or num not in self._nums or not 0 <= level < 9:  # noqa: PLR2004  Word has nine
            return ""
        abstract, starts, overriding = self._nums[num]
        levels = {**self._abstract.get(abstract, {}), **overriding}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [None] * 9)
        if level in starts and (num, level) not in self._begun:
            self._begun.add((num, level))
            counts[level] = starts[level]
        else:
            known = counts[level]
            counts[level] = levels[level].start if known is None else known + 1
        for below in range(level + 1, 9):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                counts[below] = None
        return self._text(levels, level, counts)

    def _text(self, levels: dict[int, _Level], level: int, counts: list[int | None]) -> str | None:
        shown = levels[level]
        if shown.format in ("bullet", "none"):
            return None if shown.format == "bullet" else ""
        text = shown.text
        for index in range(level, -1, -1):
            of = levels.get(index)
            number = counts[index] if counts[index] is not None else of.start if of else 1
            form = "decimal" if shown.all_decimal or of is None else of.format
            text = text.replace(f"%{index + 1}", _FORMATS.get(form, str)(number or 0))
        return text


def _level(lvl: Any) -> tuple[int, _Level]:
    restart = _val(lvl.find(f"{_W}lvlRestart"))
    return _whole(lvl.get(f"{_W}ilvl"), 0), _Level(
        _whole(_val(lvl.find(f"{_W}start")), 1),
        _val(lvl.find(f"{_W}numFmt")) or "decimal",
        _val(lvl.find(f"{_W}lvlText")) or "",
        lvl.find(f"{_W}isLgl") is not None,
        None if restart is None else _whole(restart, 0),
    )


def _num_of(properties: Any | None) -> tuple[str | None, int | None]:
    found = properties.find(f"{_W}numPr") if properties is not None else None
    if found is None:
        return None, None
    level = _val(found.find(f"{_W}ilvl"))
    return _val(found.find(f"{_W}numId")), None if level is None else _whole(level, 0)


def _val(element: Any | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise  # noqa: PLR2004
