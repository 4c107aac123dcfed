"""A file as people have it to the paragraphs in it: .docx, .txt, .md, and .doc where a converter is installed."""

import re
import tempfile
from pathlib import Path

from edu_plan_cli.features.importing.paragraphs import MAX_PARAGRAPH, Paragraph, paragraphs, text_lines
from edu_plan_cli.features.importing.text_tables import with_tables
from edu_plan_cli.files.converter import converted, program
from edu_plan_cli.files.office_inspection import DOCUMENT, MAX_BYTES, inspect_office_file
from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.values.bilingual import Words

_MAX_LINES, _MAX_CHARACTERS = 20_000, 1_000_000  # 200 printed pages have some 6,000 and 160,000
_GAP = re.compile(r"[ \t\u3000]{40,}")
_OLD = (".doc", ".wps", ".rtf")
_TOO_LARGE = Words(
    f"文件超过 {MAX_BYTES // 1_000_000} MB；工作要点没有这么大。", "Larger than a work plan can be."
)


class NotRead(Exception):
    """A document that cannot be read; carries why and what to do."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why


def read_document(name: str, data: bytes) -> list[Paragraph]:
    """Its paragraphs. Raises NotRead. Nothing outside the file is opened, nothing in it is run."""
    suffix = Path(name).suffix.lower()
    if len(data) > MAX_BYTES:
        raise NotRead(_TOO_LARGE)
    if suffix in _OLD:
        data = _converted(suffix, data)
    elif suffix in (".txt", ".md", ".markdown"):
        return _seen(with_tables(text_lines(_decoded(data), markdown=suffix != ".txt")))
    elif suffix != ".docx":
        raise NotRead(
            Words(
                f"读不了 {suffix or '没有后缀的'} 文件；请另存为 .docx 或 .txt。",
                f"Cannot read {suffix or 'a file without a suffix'}; save it as .docx or .txt.",
            )
        )
    if (refused := inspect_office_file(name, data, DOCUMENT)) is not None:
        raise NotRead(refused.why)
    from edu_plan_cli.features.importing.docx_reader import read_word

    try:
        lines = read_word(data)
    except Exception as error:  # the library raises what it likes for a file that is not sound
        raise NotRead(
            Words(
                f"打不开（{type(error).__name__}）；请重新发一份。",
                f"It cannot be opened ({type(error).__name__}).",
            )
        ) from error
    return _seen(lines)


def _seen(lines: list[Paragraph]) -> list[Paragraph]:
    """Paragraphs without the characters that nobody sees and no file of a project may hold; no gap wider than a page."""
    seen = [
        line._replace(text=_GAP.sub(lambda gap: gap[0][:40], forbidden().sub("", line.text)))
        for line in lines
        if line.text or line.label
    ]
    if seen and all(line.note for line in seen):
        raise NotRead(
            Words(
                "里面只有嵌入的网页（HTML），没有文档自己的文字；请用 Word 或 WPS 打开，另存为 .docx 再读。",
                "It holds an embedded web page (HTML) and no text of its own; open it in Word and save it as .docx.",
            )
        )
    if not seen:
        raise NotRead(
            Words("里面没有文字；扫描件要先转成文字。", "It holds no text; a scan has to be made text first.")
        )
    longest = max(seen, key=lambda line: len(line.text))
    if len(longest.text) > MAX_PARAGRAPH:
        raise NotRead(
            Words(
                f"第 {longest.number} 行（段）有 {len(longest.text)} 字，不像工作要点；请分段后再读。",
                f"Line {longest.number} has {len(longest.text)} characters; part it into paragraphs.",
            )
        )
    if len(seen) > _MAX_LINES or sum(len(line.text) for line in seen) > _MAX_CHARACTERS:
        raise NotRead(
            Words(
                f"有 {len(seen)} 行（段）文字，比一年的工作要点长得多；请只留下工作要点。",
                f"{len(seen)} lines are far more than a year's work plan has; leave only the plan.",
            )
        )
    return paragraphs(seen)


def _decoded(data: bytes) -> str:
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


def _converted(suffix: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(data)
        result = converted(source)
        if result is None:
            why = (
                Words(f"读 {suffix} 要装 LibreOffice；", f"Reading {suffix} needs LibreOffice;")
                if program() is None
                else Words(f"这个 {suffix} 转换不了；", f"This {suffix} cannot be converted;")
            )
            raise NotRead(Words(f"{why.zh}请在 WPS、Word 里另存为 .docx。", f"{why.en} save it as .docx."))
        return result
