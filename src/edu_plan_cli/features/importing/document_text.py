"""A file as people have it to the paragraphs in it, by the reader for its kind; some are converted to .docx first."""

import re
import tempfile
from pathlib import Path

from edu_plan_cli.features.importing import uof_tables
from edu_plan_cli.features.importing.document_kind import KINDS, kind_of
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.paragraphs import MAX_PARAGRAPH, Paragraph, paragraphs, text_lines
from edu_plan_cli.features.importing.text_decoding import decoded
from edu_plan_cli.features.importing.text_tables import with_tables
from edu_plan_cli.files.converter import converted, program
from edu_plan_cli.files.office_inspection import (
    DOCUMENT,
    MAX_BYTES,
    OPEN_TEXT,
    OPEN_WORKBOOK,
    WORKBOOK,
    inspect_office_file,
)
from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.values.bilingual import Words

_MAX_LINES, _MAX_CHARACTERS = 20_000, 1_000_000  # 200 printed pages have some 6,000 and 160,000
_GAP = re.compile(r"[ \t\u3000]{40,}")
# What LibreOffice makes a .docx of, and the suffix it is given where its own is another kind's.
_CONVERTED = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "uof": ".uot"}
_INSPECTED = {"docx": DOCUMENT, "xlsx": WORKBOOK, "odt": OPEN_TEXT, "ods": OPEN_WORKBOOK}
_REFUSED = {
    "ofd": Words(
        "是 OFD 版式文件（GB/T 33190），读不了；请用 WPS 或 OFD 阅读器打开，另存为 .docx，或全选、复制，存成 .txt 再读。",
        "It is an OFD file (GB/T 33190), which is not read; open it in WPS or an OFD reader and save it as .docx, or copy its text into a .txt.",
    ),
    "image": Words(
        "是图片，没有文字；请向发文的科室要 Word 原稿（.docx），或用 WPS 的“图片转文字”转成文字、核对后再读。",
        "It is a picture without text; ask whoever issued it for the Word file (.docx), or have it made text and check that.",
    ),
    "locked": Words(
        "加了打开密码；请在 WPS、Office 里去掉密码，另存后再读。",
        "It has a password; take that off in WPS or Office and save it anew.",
    ),
}
# LibreOffice passes over merged rows (字:跨行) when it reads UOF, so the cells beside them move to the left.
_MERGED_CELLS = Words(
    "的任务表里有合并的格，转换后对不上列；请在 WPS 里另存为 .docx 再读。",
    "Its table of tasks has merged cells, which the conversion loses; save it as .docx in WPS.",
)
_TOO_LARGE = Words(
    f"文件超过 {MAX_BYTES // 1_000_000} MB；工作要点没有这么大。", "Larger than a work plan can be."
)


def read_document(name: str, data: bytes) -> list[Paragraph]:
    """Its paragraphs. Raises NotRead. Nothing outside the file is opened, nothing in it is run.

    What a file is is told by what it holds; a suffix that says otherwise is said in a note at the end.
    """
    suffix = Path(name).suffix.lower()
    if len(data) > MAX_BYTES:
        raise NotRead(_TOO_LARGE)
    kind = kind_of(suffix, data)
    if kind is None:
        raise NotRead(_unknown(suffix))
    if (refused := _REFUSED.get(kind)) is not None:
        raise NotRead(refused)
    return _seen([*_read(name, suffix, kind, data), *_of_another_name(suffix, kind)])


def takes_documents(name: str, data: bytes) -> bool:
    """Whether a file takes the extra ``documents`` to be read."""
    kind = kind_of(Path(name).suffix.lower(), data)
    return kind is not None and KINDS[kind].documents


def _read(name: str, suffix: str, kind: str, data: bytes) -> list[Paragraph]:
    if kind == "text":
        return with_tables(text_lines(decoded(data), markdown=suffix != ".txt"))
    if kind in _INSPECTED and (refused := inspect_office_file(name, data, _INSPECTED[kind])) is not None:
        raise NotRead(refused.why)
    has_merged_rows = kind == "uof" and uof_tables.has_merged_rows(decoded(data))
    if kind in _CONVERTED:
        kind, data = "docx", _converted(suffix if suffix in KINDS[kind].suffixes else _CONVERTED[kind], data)
        if (refused := inspect_office_file(name, data, DOCUMENT)) is not None:
            raise NotRead(refused.why)
    try:
        lines = _by_library(kind, data)
    except NotRead:
        raise
    except Exception as error:  # a library raises what it likes for a file that is not sound
        raise NotRead(
            Words(
                f"打不开（{type(error).__name__}）；请重新发一份。",
                f"It cannot be opened ({type(error).__name__}).",
            )
        ) from error
    if has_merged_rows and any(line.of_table for line in lines):
        raise NotRead(_MERGED_CELLS)
    return lines


def _by_library(kind: str, data: bytes) -> list[Paragraph]:
    """Reads a file with the library for its kind. They are slow to start, so only the one that is needed is imported."""
    if kind in ("xlsx", "xls", "ods"):
        from edu_plan_cli.features.importing import spreadsheet_reader

        return {
            "xlsx": spreadsheet_reader.read_xlsx,
            "xls": spreadsheet_reader.read_xls,
            "ods": spreadsheet_reader.read_ods,
        }[kind](data)
    if kind in ("html", "mht"):
        from edu_plan_cli.features.importing import html_reader

        return {"html": html_reader.read_html, "mht": html_reader.read_mht}[kind](data)
    if kind == "pdf":
        from edu_plan_cli.features.importing.pdf_reader import read_pdf

        return read_pdf(data)
    from edu_plan_cli.features.importing.docx_reader import read_word

    return read_word(data)


def _unknown(suffix: str) -> Words:
    return Words(
        f"读不了{f'这个 {suffix} ' if suffix else '没有后缀的'}文件（内容不是读得了的格式）；请另存为 .docx 或 .txt。",
        f"Cannot read {suffix or 'a file without a suffix'}: it holds none of the formats known; save it as .docx or .txt.",
    )


def _of_another_name(suffix: str, kind: str) -> list[Paragraph]:
    if suffix in KINDS[kind].suffixes:
        return []
    named = f"文件名的后缀是 {suffix}" if suffix else "文件名没有后缀"
    return [Paragraph(f"（{named}，内容是{KINDS[kind].words.zh}，按内容读的）", 0, own=True, note=True)]


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


def _converted(suffix: str, data: bytes) -> bytes:
    if (
        suffix == ".rtf" and b"\\uc0" in data
    ):  # LibreOffice forgets it in a footnote, and with it the first digit after a Chinese character
        data = re.sub(rb"\\footnote(?![a-z])", rb"\\footnote\\uc0", data)
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
