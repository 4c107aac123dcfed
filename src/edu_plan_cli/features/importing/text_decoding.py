"""Bytes → text: the encodings in which Chinese texts come."""

import re

from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.values.bilingual import Words


def decoded(data: bytes) -> str:
    """A text in UTF-8, UTF-16 or GB 18030. Raises NotRead for what is none of them."""
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (marked or "16" not in encoding or _is_chinese(text)):
            return text
    raise NotRead(Words("不是 UTF-8 或 GBK 的文字文件。", "No text in UTF-8 or GBK."))


def _is_chinese(text: str) -> bool:
    """Any bytes are UTF-16 of something; of a Chinese text most of it are common Han characters."""
    return len(re.findall(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\w\s]", text[:2000])) > 0.9 * len(
        text[:2000]
    )
