"""Word's automatic numbers, which stand in no text: 一、 （一） 1. ① as a reader sees them (ECMA-376 part 1, 17.9).

Works on the XML of numbering.xml and styles.xml; every paragraph is to be given in the order of the document.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.numbering import Label, label_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COUNTING, _LEGAL, _TRADITIONAL = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_TEN_THOUSAND = 10_000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese(number: int) -> str:
    """Spell a whole number as headings are counted: 十二, 一百零五, 二千零二十四."""
    return _spelled(number, _COUNTING, "十百千万").removeprefix("一" if 10 <= number < 20 else "")  # noqa: PLR2004


def _spelled(number: int, digits: str, units: str) -> str:
    """In full: 一十, with 零 for every gap. ``units`` are the signs of 10, 100, 1000 and 10 000."""
    if number >= _TEN_THOUSAND:
        high, low = divmod(number, _TEN_THOUSAND)
        gap = digits[0] if 0 < low < _TEN_THOUSAND // 10 else ""
        return _spelled(high, digits, units) + units[3] + gap + (_spelled(low, digits, units) if low else "")
    text = ""
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            text += digits[digit] + (units[power - 1] if power else "")
        elif text and not text.endswith(digits[0]):
            text += digits[0]
    return text.rstrip(digits[0]) or digits[0]


def _positional(zero: str) -> Callable[[int], str]:
    """Digit by digit: 10 is 一〇."""
    digits = zero + _COUNTING[1:]
    return lambda number: "".join(digits[int(digit)] for digit in str(number))


def _counting_to_99(number: int) -> str:
    return chinese(number) if number < 100 else _positional("○")(number)  # noqa: PLR2004


def _japanese(number: int) -> str:
    """十, 百, 千 without 一 before them and without 零 for a gap; 万 keeps its 一."""
    high, low = divmod(number, _TEN_THOUSAND)
    small = (
        re.sub("一(?=[十百千])", "", _spelled(low, _COUNTING, "十百千万").replace("零", "")) if low else ""
    )
    return (f"{_japanese(high)}万" if high else "") + small or _COUNTING[0]


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    """a to z, then aa, bb …; no longer than a label may be."""
    return (chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1))[:20] if number else "0"


def _one_of(signs: str) -> Callable[[int], str]:
    """Ready-made signs, ① to ⑳; beyond them the standard lets plain numbers follow."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _block(first: int, size: int) -> Callable[[int], str]:
    return _one_of("".join(chr(first + offset) for offset in range(size)))


# ECMA-376 part 1, 17.18.59; what it leaves open is as Word shows it ([MS-DOCX] 2.4 gives the first signs of each sequence).
_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCountingThousand", "taiwaneseCountingThousand", "koreanCounting"), chinese),
    **dict.fromkeys(("chineseCounting", "taiwaneseCounting"), _counting_to_99),
    "japaneseCounting": _japanese,
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand"), _positional("〇")),
    "taiwaneseDigital": _positional("○"),
    "chineseLegalSimplified": lambda n: _spelled(n, _LEGAL, "拾佰仟万"),
    "ideographLegalTraditional": lambda n: _spelled(n, _TRADITIONAL, "拾佰仟萬"),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": lambda n: _STEMS[(n - 1) % 10] + _BRANCHES[(n - 1) % 12],
    "ideographEnclosedCircle": _block(0x3220, 10),  # ㈠: named after a circle, shown by Word in brackets
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _block(0x2460, 20)),
    "decimalEnclosedParen": _block(0x2474, 20),
    "decimalEnclosedFullstop": _block(0x2488, 20),
    "decimalZero": lambda n: f"{n:02d}",
    "numberInDash": lambda n: f"- {n} -",
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"),
        lambda n: "".join(chr(ord(digit) + 0xFEE0) for digit in str(n)),
    ),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
}


def counted(number: int, form: str) -> str:
    """Write a number in a format of ECMA-376 part 1, 17.18.59; in plain digits where it is another."""
    return _FORMATS.get(form, _plain(form))(number)


class Numbered(NamedTuple):
    """What Word prints before a paragraph: its number, apart from the text, or a bullet, or neither."""

    label: Label | None = None
    bullet: bool = False


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
        self._kinds: dict[tuple[str, str], int] = {}  # the level at which a list first showed a kind of label
        self._first: dict[str, int] = {}  # and that at which any list did
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

    def label(self, properties: Any | None, style: str | None) -> Numbered:
        """Count the next paragraph and say what stands before it. To be called once for every paragraph that is shown."""
        num, level = _num_of(properties)
        seen: set[str] = set()
        while (num is None or level is None) and style and style not in seen:
            seen.add(style)
            of_num, of_level, style = self._styles.get(style, (None, None, None))
            num, level = num if num is not None else of_num, level if level is not None else of_level
        level = level or 0
        if num is None or num not in self._nums or not 0 <= level < 9:  # noqa: PLR2004  Word has nine
            return Numbered()
        abstract, starts, overriding = self._nums[num]
        levels = {**self._abstract.get(abstract, {}), **overriding}
        if level not in levels:
            return Numbered()
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
        if levels[level].format == "bullet":
            return Numbered(bullet=True)
        shown = self._text(levels, level, counts).strip()
        return Numbered(self._label(abstract, level, shown, counts[level] or 0) if shown else None)

    def _label(self, abstract: str, level: int, shown: str, number: int) -> Label:
        """Of the kind that the same label is of when typed; two levels that look alike are two kinds.

        Some programs write a list for each level, so levels of several lists are told apart too.
        """
        read = label_of(f"{shown}字") or label_of(f"{shown} 字")
        kind = read.kind if read and read.rest == "字" else "automatic"
        first = self._kinds.setdefault((abstract, kind), level)
        is_below = level > self._first.setdefault(kind, level)
        return Label(f"{kind} {level}" if first != level or is_below else kind, number, shown, "")

    def _text(self, levels: dict[int, _Level], level: int, counts: list[int | None]) -> str:
        shown = levels[level]
        if shown.format == "none":
            return ""
        text = shown.text
        for index in range(level, -1, -1):
            of = levels.get(index)
            number = counts[index] if counts[index] is not None else of.start if of else 1
            form = "decimal" if shown.all_decimal or of is None else of.format
            text = text.replace(f"%{index + 1}", _FORMATS.get(form, _plain(form))(number or 0))
        return text


def _level(lvl: Any) -> tuple[int, _Level]:
    restart = _val(lvl.find(f"{_W}lvlRestart"))
    return _whole(lvl.get(f"{_W}ilvl"), 0), _Level(
        _whole(_val(lvl.find(f"{_W}start")), 0),
        _format(next(lvl.iter(f"{_W}numFmt"), None)),
        (_val(lvl.find(f"{_W}lvlText")) or "").replace(
            "?", "、"
        ),  # what LibreOffice leaves of a sign in an RTF
        lvl.find(f"{_W}isLgl") is not None and _val(lvl.find(f"{_W}isLgl")) not in ("0", "false", "off"),
        None if restart is None else _whole(restart, 0),
    )


def _format(element: Any | None) -> str:
    """The name of a format; of a custom one (001, 002, …) its first number."""
    name = _val(element) or "decimal"
    first = re.match("0{1,4}1", element.get(f"{_W}format") or "") if element is not None else None
    return first[0] if name == "custom" and first else name


def _plain(form: str) -> Callable[[int], str]:
    """Plain numbers, filled up with zeros where the format is 001."""
    return lambda number: str(number).zfill(len(form) if form.isdecimal() else 1)


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
