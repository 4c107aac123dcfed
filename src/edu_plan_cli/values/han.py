"""The characters numbers are written with, and whole numbers in Han: 一千二百, 一百零五, 廿五, 壹万贰仟, 二〇二四.

Source: GB/T 15835-2011 《出版物上数字用法》, 5.2 (numbers with 十百千万亿, and 〇 only where digits stand for themselves);
the capitals are those of 《支付结算办法》 (1997), annex 1, where 零 may be left out before a full 千 (拾万柒仟 and 拾万零柒仟).
"""

import re

DIGITS = "零〇○一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
SCALES = "十百千万亿拾佰仟萬億"
TENS = "廿卅卌"
NUMERALS = DIGITS + SCALES + TENS

POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
CAPITALS = str.maketrans("〇○壹贰叁肆伍陆柒捌玖拾佰仟萬億", "零零一二三四五六七八九十百千万亿")
_ORDER = "零一二三四五六七八九"
_LONGEST = 40  # characters; 9 999 亿亿 spelled out has fewer
_TWO_MISPLACED = r"两(?=[^百千万亿])|(?<=.)两$"  # 两百, 两万 and 两, but not 两十 and not 百两


# One character becomes one character, so places in the text stay what they are. Never NFKC: it makes 52 of 5².
_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，％／－−＋～∶：（）＝\u00a0\u2009\u202f", "0123456789.,%/--+~::()=   "
)


def half_width(text: str) -> str:
    """Full-width figures and signs as half-width ones; the ideographic blank stays, it groups no digits."""
    return text.translate(_HALF_WIDTH)


def han_integer(text: str) -> int | None:
    """Return the number that is spelled so; None for every other text, such as 三五 (three to five) or 一千二 (1200 to most, not to all).

    It is read loosely and spelled anew: only what comes out as it was written is a number.
    """
    plain = text.translate(CAPITALS)
    if not plain or len(plain) > _LONGEST or re.search(_TWO_MISPLACED, plain):
        return None
    for ten, spelled in zip(TENS, ("二十", "三十", "四十"), strict=True):
        plain = plain.replace(ten, spelled)
    plain = re.sub("(?<![一二三四五六七八九])一十", "十", plain.replace("两", "二"))
    if (value := _loosely(plain)) is None:
        return None
    return value if plain in (_spelled(value), _spelled(value, zero_after_tens=True)) else None


def han_digits(text: str) -> int | None:
    """Digit by digit, as years and some labels are written: 二〇二四, 一〇. One digit is itself."""
    plain = text.translate(CAPITALS)
    known = bool(plain) and all(character in _ORDER for character in plain)
    return int("".join(str(_ORDER.index(character)) for character in plain)) if known else None


def han_digit(character: str) -> int:
    """0 to 9 for one of ``DIGITS``."""
    return 2 if character == "两" else _ORDER.index(character.translate(CAPITALS))


def _loosely(plain: str) -> int | None:
    whole = section = digit = 0  # 亿 and 万 multiply what stands before them, 千百十 only the digit
    for character in plain:
        if character in _ORDER:
            digit = _ORDER.index(character)
        elif character in "万亿":
            section, digit = section + digit, 0
            raised = (whole + section if character == "亿" else section) * 10 ** POWERS[character]
            whole, section = raised if character == "亿" else whole + raised, 0
        elif character in POWERS:
            section, digit = section + (digit or 1) * 10 ** POWERS[character], 0
        else:
            return None
    return whole + section + digit


def _spelled(value: int, *, zero_after_tens: bool = False) -> str:
    """In full, with 零 for every gap and 十 for 一十; ``zero_after_tens``: 十万零七千 for 十万七千."""
    for name, power in (("亿", 8), ("万", 4), ("千", 3), ("百", 2), ("十", 1)):
        if value < 10**power:
            continue
        high, low = divmod(value, 10**power)
        gap = low < 10 ** (power - 1) or (zero_after_tens and name in "万亿" and high % 10 == 0)
        before = "" if name == "十" and high == 1 else _spelled(high, zero_after_tens=zero_after_tens)
        after = _spelled(low, zero_after_tens=zero_after_tens) if low else ""
        return before + name + ("零" if low and gap and name != "十" else "") + after
    return _ORDER[value]
