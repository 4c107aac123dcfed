"""Saved web pages (.html, .mht) as the paragraphs a visitor reads: lists with their numbers, tables by their heads.

Nothing a page names is fetched, no script or style sheet is read; what its own attributes hide does not enter.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from typing import Any

from edu_plan_cli.features.importing.docx_numbering import counted
from edu_plan_cli.features.importing.html_notes import PageNotes, page_notes
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.numbering import Label, label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.table_cells import Spanning, html_grid, table_lines
from edu_plan_cli.features.importing.task_tables import Cell, is_of_tasks
from edu_plan_cli.features.importing.text_decoding import decoded
from edu_plan_cli.features.importing.unread_marks import is_note_mark, raised, struck_out
from edu_plan_cli.values.bilingual import Words

_MAX_CHARACTERS, _MAX_TAGS, _MAX_DEPTH = 3_000_000, 100_000, 200
_MAX_PARTS = 500  # of an .mht: pictures, frames
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_IMPLIED = frozenset("p li td th tr tbody thead tfoot dt dd option colgroup".split())  # ended by what follows
# Elements that hold no text of the page's: programs, looks, what is filled in, what only other programs show.
_UNREAD = frozenset(
    "script style head template noscript noframes iframe frame object embed applet canvas svg math audio video map "
    "select textarea button input datalist nav footer aside rt rp".split()  # no form: old pages stand whole within one
)
_BLOCKS = frozenset(
    "html body div p h1 h2 h3 h4 h5 h6 ol ul li dl dt dd table caption tr td th tbody thead tfoot blockquote pre section article main "
    "header center form fieldset address figure figcaption hr details summary menu dir".split()
)  # fmt: skip
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)", re.IGNORECASE)  # fmt: skip
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
# What stands around the text on a site, by the words its class or id is made of.
_CHROME = re.compile(
    r"nav|navbar|menu|breadcrumbs?|crumbs?|footer|foot|share|bdsharebuttonbox|bdshare|social|sidebar|toolbar|copyright|qrcode|ewm|pagination|"
    r"pager|related|recommend|prevnext|friendlink|comment|comments|skip|weizhi|dqwz"
)
_ROLES = frozenset("navigation banner contentinfo search complementary menu menubar toolbar".split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)


def read_html(data: bytes, charset: str = "") -> list[Paragraph]:
    """The paragraphs of one page. Raises NotRead. ``charset`` is what came with it, where it came with anything."""
    import html5lib

    text = _text(data, charset)
    _bounded(text)
    root = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    body = root.find("body")
    root = root if body is None else body
    return list(_Page(page_notes(root)).lines(root))


def read_mht(data: bytes) -> list[Paragraph]:
    """The paragraphs of the page an .mht was saved from: its first part that is a page. Raises NotRead."""
    if data[:200_000].lower().count(b"boundary=") > 20:  # noqa: PLR2004  parts within parts within parts
        raise NotRead(_TOO_MUCH)
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for count, part in enumerate(message.walk()):
        if count > _MAX_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return read_html(page, part.get_content_charset() or "")
    raise NotRead(
        Words(
            "这个 .mht 里没有网页；请在浏览器里另存为“网页，仅 HTML”再读。",
            "It holds no web page; save the page as HTML only.",
        )
    )


_TOO_MUCH = Words(
    "这个网页的内容多得不正常，或嵌套太深，不打开；请把正文复制到 .docx 或 .txt 里再读。",
    "The page holds too much or is nested too deeply; copy its text into a .docx or a .txt.",
)


def _text(data: bytes, charset: str) -> str:
    """By the mark at its start, what came with it, what it says in its head; else UTF-8 or GB 18030, whichever it is."""
    said = _CHARSET.search(data[:4000])
    name = (charset or (said[1].decode("ascii") if said else "")).lower()
    if name in ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk") and not data.startswith(b"\xef\xbb\xbf"):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass  # many say so and are UTF-8
    elif name in ("big5", "big5-hkscs"):
        return data.decode("big5hkscs", errors="replace")
    return decoded(data)


def _bounded(text: str) -> None:
    """Raises NotRead for a page that would keep the parser busy: its time grows with the depth."""
    depth = deepest = count = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        count += 1
        if name in _VOID or name in _IMPLIED:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    if len(text) > _MAX_CHARACTERS or count > _MAX_TAGS or deepest > _MAX_DEPTH:
        raise NotRead(_TOO_MUCH)


class _Page:
    """Walks a page. A class because the text of a paragraph goes on from element to element."""

    def __init__(self, notes: PageNotes) -> None:
        self.notes = notes
        self.unread: list[Paragraph] = []  # what is to be said of the paragraph
        self.number = 0  # of paragraphs
        self.text = ""
        self.label: Label | None = None
        self.heading = 0
        self.kinds: tuple[str, ...] = ()  # of the numbers of the lists around
        self.marked = False  # a line of a list with marks or numbers is a paragraph of its own

    def lines(self, root: Any) -> Iterator[Paragraph]:
        """Every paragraph below an element."""
        yield from self._of(root, 0)
        yield from self._end()

    def _end(self) -> Iterator[Paragraph]:
        parts = [part.strip() for part in self.text.split("\n")]
        label, heading, marked = self.label, self.heading, self.marked
        self.text = ""
        for part in filter(None, parts):
            self.number += 1
            yield Paragraph(part, self.number, False, heading, own=marked, label=label)
            self.label = label = None
            self.marked = marked = False
        yield from self.unread
        self.unread = []

    def _of(self, element: Any, depth: int) -> Iterator[Paragraph]:
        if depth > _MAX_DEPTH * 3:  # implied elements are not counted before
            raise NotRead(_TOO_MUCH)
        self._add(element.text)
        for child in element:
            yield from self._child(child, depth)
            self._add(child.tail)

    def _child(self, child: Any, depth: int) -> Iterator[Paragraph]:
        name = child.tag
        if not isinstance(name, str) or child in self.notes.numbers or child in self.notes.back:
            return
        if child in self.notes.texts:
            yield from self._note(child)
        elif is_unseen(child) or self._is_unread(child):
            return
        elif name == "br":
            self.text += "\n"
        elif name == "table":
            yield from self._end()
            yield from self._table(child, depth)
        elif name in ("ol", "ul"):
            yield from self._end()
            yield from self._list(child, depth)
        elif name in _BLOCKS:
            yield from self._end()
            self.heading = int(name[1]) if re.fullmatch(r"h[1-6]", name) else 0
            yield from self._of(child, depth + 1)
            yield from self._end()
            self.heading = 0
        else:
            yield from self._of(child, depth + 1)

    def _note(self, element: Any) -> Iterator[Paragraph]:
        yield from self._end()
        text = "".join(line.printed for line in _Page(self.notes._replace(texts=frozenset())).lines(element))
        if text:
            self.number += 1
            yield Paragraph(f"脚注：{text}", self.number, own=True, note=True)

    def _is_unread(self, element: Any) -> bool:
        """Whether an element is struck out or the raised number of a note; says so below the paragraph."""
        text = "".join(element.itertext())
        if (
            element.tag in ("del", "s", "strike")
            or _STRUCK.search(element.get("style") or "")
            or "deletion" in (element.get("class") or "").split()  # as pandoc writes a tracked one
        ):
            if text.strip():
                self.unread.append(struck_out(text, self.number + 1))
            return True
        if element.tag == "sup" and is_note_mark(text, self.text):
            if not any(link in self.notes.numbers for link in element.iter("a")):
                self.unread.append(raised(text, self.number + 1))
            return True
        return False

    def _add(self, text: str | None) -> None:
        if text:
            self.text += re.sub(r"[ \t\r\n\f]+", " ", text.replace("\xa0", " "))

    def _list(self, element: Any, depth: int) -> Iterator[Paragraph]:
        count = _whole(element.get("start"), 1)
        step = 1
        if element.get("reversed") is not None:
            items = sum(child.tag == "li" for child in element)
            count, step = _whole(element.get("start"), items), -1
        for child in element:
            if child.tag != "li":
                yield from self._child(child, depth + 1)
                continue
            if child in self.notes.texts:
                yield from self._note(child)
                continue
            if is_unseen(child):
                continue
            count = _whole(child.get("value"), count)
            self.marked = True
            if element.tag == "ol" and not _has_no_marks(element):
                typed = _FORMS.get(child.get("type") or element.get("type") or "", "decimal")
                self.label = _label(count, _style_type(element) or typed, self.kinds)
            count += step
            above = self.kinds
            if self.label is not None:
                self.kinds = (*above, self.label.kind)
            yield from self._of(child, depth + 1)
            yield from self._end()
            self.label, self.marked, self.kinds = None, False, above

    def _table(self, element: Any, depth: int) -> Iterator[Paragraph]:
        """A table of tasks by its head; of another, the paragraphs of its cells: most old pages stand in one whole."""
        rows = list(_rows(element))
        nested = any(descendant is not element for descendant in element.iter("table"))
        if not nested and rows:
            cells, said = _cells(rows, self.notes)
            if is_of_tasks(cells):
                self.number += 1
                yield from self._caption(element, depth)
                yield from table_lines(cells, self.number)
                yield from said
                return
        yield from self._of(element, depth + 1)
        yield from self._end()

    def _caption(self, element: Any, depth: int) -> Iterator[Paragraph]:
        for caption in element.findall("caption"):
            yield from self._child(caption, depth + 1)


def is_unseen(element: Any) -> bool:
    """Whether an element is hidden by its own attributes, or stands around the text: navigation, footer, share bar."""
    name = element.tag
    if name in _UNREAD or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN.search(element.get("style") or "") or (element.get("role") or "") in _ROLES:
        return True
    if name in ("body", "html", "main", "article", "td", "tr", "table"):
        return False
    words = re.split(
        r"[\s_-]+|(?<=[a-z])(?=[A-Z])", f"{element.get('class') or ''} {element.get('id') or ''}"
    )
    return any(_CHROME.fullmatch(word.lower()) for word in words if word) and not _is_of_text(element)


def _is_of_text(element: Any) -> bool:
    """Whether much text that is no link stands in it: then its class's name means something else."""
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return len("".join(element.itertext())) - linked > 300  # noqa: PLR2004  characters


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if not isinstance(child.tag, str) or is_unseen(child):
            continue
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _cells(rows: list[Any], notes: PageNotes) -> tuple[list[list[Cell]], list[Paragraph]]:
    """The cells, and what is to be said of them."""
    said: list[Paragraph] = []

    def text(cell: Any) -> str:
        lines = list(_Page(notes).lines(cell))
        said.extend(line for line in lines if line.note)
        return "\n".join(line.printed for line in lines if not line.note)

    spanning = [
        [
            Spanning(text(cell), _whole(cell.get("rowspan"), 1), _whole(cell.get("colspan"), 1))
            for cell in row
            if cell.tag in ("td", "th") and not is_unseen(cell)
        ]
        for row in rows
    ]
    return html_grid(spanning), said


def _has_no_marks(element: Any) -> bool:
    return bool(re.search(r"list-style(?:-type)?\s*:\s*none", element.get("style") or "", re.IGNORECASE))


# By an attribute or a style; what a browser prints after the number follows.
_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {"decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter", "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
    **dict.fromkeys(("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal"), "chineseCountingThousand"),
    "simp-chinese-formal": "chineseLegalSimplified", "cjk-decimal": "ideographDigital"}  # fmt: skip


def _style_type(element: Any) -> str | None:
    found = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", element.get("style") or "", re.IGNORECASE)
    return _STYLES.get(found[1].lower()) if found else None


def _label(number: int, form: str, above: tuple[str, ...]) -> Label | None:
    """The number a browser prints before an item of a list (HTML, 4.4.5 and 4.4.8), of a kind of its own within others."""
    if number < 1:
        return None
    text = counted(number, form) + ("、" if "hinese" in form or "ideograph" in form else ".")
    read = label_of(f"{text}字") or label_of(f"{text} 字")
    kind = read.kind if read and read.rest == "字" else "automatic"
    return Label(kind if kind not in above else f"{kind} {len(above)}", number, text, "")


def _whole(text: str | None, otherwise: int) -> int:
    found = re.match(r"\s*(-?\d{1,6})(?!\d)", text or "")
    return int(found[1]) if found else otherwise
