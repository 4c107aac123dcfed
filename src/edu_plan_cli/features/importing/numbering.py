"""The numbers before headings and paragraphs, in all the styles such documents use."""

import re
from typing import NamedTuple

from edu_plan_cli.values.typed_text import normalize_typed

_CHINESE = "一二三四五六七八九十百〇零"
_STYLES = (
    ("part", rf"第\s*([{_CHINESE}\d]+)\s*(?:部分|章|篇|节)[、：:\s]*"),
    # 一、二年级不布置… is no heading.
    ("chinese", rf"([{_CHINESE}]+)\s*(?:[．.，,：:]|、(?![{_CHINESE}]+(?:[、年月级季]|至)))"),
    ("bracketed", rf"[（(]\s*([{_CHINESE}]+)\s*[）)]\s*[、．.]?"),
    ("bracketed", r"([㈠-㈩])"),
    ("decimals", r"\d+[.．]([0-9]+)(?![\d%％])[.．、\s]\s*"),
    ("digit", r"([0-9０-９]{1,3})\s*[.．、](?:(?![0-9０-９])|(?=20\d\d\s*年|\d{1,2}\s*月))"),  # 4.2023年…
    ("digit", r"([⒈-⒛])"),
    ("digit_bracketed", r"[（(]\s*([0-9０-９]{1,3})\s*[）)]\s*[、．.]?"),
    ("digit_bracketed", r"([⑴-⒇])"),
    ("digit_closed", r"([0-9０-９]{1,3})\s*[)）]"),
    ("circled", r"([①-⑳])"),
    ("spoken", r"([一二三四五六七八九十]{1,2})是(?=[\u4e00-\u9fff])(?!否)"),
)
_PATTERNS = [(kind, re.compile(rf"\s*{pattern}\s*")) for kind, pattern in _STYLES]


class Label(NamedTuple):
    kind: str
    number: int
    text: str  # 一、 as it stands
    rest: str  # the line after it


def label_of(line: str) -> Label | None:
    for kind, pattern in _PATTERNS:
        if found := pattern.match(line):
            written = normalize_typed(found[1])
            number = chinese_number(re.sub(r"\D", "", written) or written)
            if number is not None:
                return Label(kind, number, found[0].strip(), line[found.end() :].strip())
    return None


def chinese_number(text: str) -> int | None:
    """12 and 十二; None for what is no number below a thousand."""
    text = text.strip("()（）.")
    if text.isdecimal():
        return int(text)
    found = re.fullmatch(
        r"(?:([一二两三四五六七八九])百零?)?(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?", text
    )
    if not text or found is None:
        return None
    digit = {"": 0, "两": 2, **{character: value for value, character in enumerate("一二三四五六七八九", 1)}}
    tens = digit[found[2] or ""] or 1 if found[3] else 0
    return digit[found[1] or ""] * 100 + tens * 10 + digit[found[4] or ""]
