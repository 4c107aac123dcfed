"""A file as people have it to the paragraphs in it: .docx, .txt, .md, and .doc where a converter is installed."""

import tempfile
from pathlib import Path

from edu_plan_cli.documents.lines import Line, paragraphs, text_lines
from edu_plan_cli.documents.tables import with_tables
from edu_plan_cli.files.converter import converted
from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.files.safety import DOCUMENT, MAX_BYTES, look
from edu_plan_cli.values.words import Words

_OLD = (".doc", ".wps", ".rtf")
_TOO_LARGE = Words(
    f"文件超过 {MAX_BYTES // 1_000_000} MB；工作要点没有这么大。", "Larger than a work plan can be."
)


class NotRead(Exception):
    """A document that cannot be read; carries why and what to do."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why


def read_file(file: Path) -> bytes:
    """Its bytes. Raises NotRead for what is no ordinary file or larger than any document, before it is read; OSError."""
    if file.exists() and not file.is_file():
        raise NotRead(Words("不是普通文件。", "No ordinary file."))
    if file.stat().st_size > MAX_BYTES:
        raise NotRead(_TOO_LARGE)
    return file.read_bytes()


def read_document(name: str, data: bytes) -> list[Line]:
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
    if (refused := look(name, data, DOCUMENT)) is not None:
        raise NotRead(refused.why)
    from edu_plan_cli.documents.word import read_word

    try:
        return _seen(read_word(data))
    except Exception as error:  # the library raises what it likes for a file that is not sound
        raise NotRead(
            Words(
                f"打不开（{type(error).__name__}）；请重新发一份。",
                f"It cannot be opened ({type(error).__name__}).",
            )
        ) from error


def _seen(lines: list[Line]) -> list[Line]:
    """Paragraphs without the characters that nobody sees and no file of a project may hold."""
    return paragraphs([line._replace(text=forbidden().sub("", line.text)) for line in lines])


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotRead(Words("不是 UTF-8 或 GBK 的文字文件。", "No text in UTF-8 or GBK."))


def _converted(suffix: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(data)
        result = converted(source)
        if result is None:
            raise NotRead(
                Words(
                    f"读 {suffix} 要装 LibreOffice；或在 WPS、Word 里另存为 .docx。",
                    f"Reading {suffix} needs LibreOffice; or save it as .docx.",
                )
            )
        return result
