"""The circular as .docx in the layout of GB/T 9704-2012 党政机关公文格式, or in a bureau's own template."""

import io
import itertools
import re
from collections.abc import Callable, Sequence
from typing import Any

from edu_plan_cli.presentation.report.annexes import Table
from edu_plan_cli.presentation.report.circular import Circular, circular
from edu_plan_cli.presentation.report.report_rows import QuarterReport
from edu_plan_cli.presentation.report.word import word_pages, word_styles
from edu_plan_cli.presentation.report.word.word_elements import paragraph, table
from edu_plan_cli.presentation.report.word.word_template import Template
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.values.bilingual import Lang

_TITLE_LINE = 40  # columns: 20 characters of 2号
_SHORT = 140  # characters: five lines; a longer text parts by itself
_STYLES = (word_styles.TEXT, word_styles.FIRST, word_styles.SECOND)


def render(report: QuarterReport, _lang: Lang, _width: int, template: Template | None = None) -> bytes:
    """Return the report as an official document (GB/T 9704), or in a bureau's own template."""
    out = io.BytesIO()
    lay_out(circular(report), template).save(out)
    return out.getvalue()


def lay_out(circular: Circular, template: Template | None = None) -> Any:
    """Return the document, to be saved."""
    import docx

    document = template.document if template else docx.Document()
    word_styles.ensure(document)
    word_styles.name_substitutes(document)
    if template is None:
        word_pages.set_up(document, circular.running)
    at = template.body() if template else None  # before anything is filled in that may look like such a place
    filled = template.fill(circular, broken(circular.title, circular.parts)) if template else frozenset()
    for element in _letter(document, circular, filled):
        if at is None:
            document.element.body.insert(len(document.element.body) - 1, element)
        else:
            at.addprevious(element)
    if at is not None:
        at.getparent().remove(at)
    for number, annex in enumerate(circular.annexes, 1):
        section = word_pages.annex_section(document, landscape=annex.landscape, ours=template is None)
        width = (section.page_width - section.left_margin - section.right_margin) // 635  # EMU to twips
        add = _adder(document)
        add(word_styles.ANNEX, f"附件{number if len(circular.annexes) > 1 else ''}")
        add(word_styles.ANNEX)
        for line in broken(annex.title, ()):
            add(word_styles.ANNEX_TITLE, line)
        for note in annex.notes:
            add(word_styles.NOTE, note)
        for content in annex.tables:
            _add_table(document, content, width, add)
        if number == len(circular.annexes):
            add(word_styles.NOTE, "", word_pages.TINY)  # after a table Word wants a paragraph
    document.core_properties.title, document.core_properties.author = circular.title, circular.issuer
    return document


def _add_table(document: Any, content: Table, width: int, add: Callable[..., None]) -> None:
    if content.heading:
        add(word_styles.ANNEX_HEADING, content.heading)
    document.element.body.insert(len(document.element.body) - 1, table(document, content, width))
    for note in content.notes:
        add(word_styles.NOTE, note)


def _adder(document: Any) -> Callable[..., None]:
    def add(style: str, text: str = "", own: str = "") -> None:
        body = document.element.body
        body.insert(len(body) - 1, paragraph(document, style, text, own))

    return add


def _letter(document: Any, circular: Circular, filled: frozenset[str]) -> list[Any]:
    """Return the letter's paragraphs, without what a template has a place for elsewhere."""
    blocks = []

    def add(style: str, text: str = "", own: str = "") -> None:
        blocks.append(paragraph(document, style, text, own))

    if "标题" not in filled:
        for line in broken(circular.title, circular.parts):
            add(word_styles.TITLE, line)
        add(word_styles.TO)
    if "主送" not in filled:
        add(word_styles.TO, circular.addressees)
    for part in circular.body:
        # Who signs never stands on a page without text (7.3.5.4).
        together = "<w:keepNext/>" if part is circular.body[-1] and len(part.text) < _SHORT else ""
        add(_STYLES[part.level], part.text, together)
    if circular.annexes:
        add(word_styles.LISTED)
        for number, annex in enumerate(circular.annexes, 1):
            add(word_styles.LISTED, *_listed(number, len(circular.annexes), annex.title))
    if not filled & {"落款", "日期"}:
        add(word_styles.SIGNED)
        signature, date = _signed(circular.issuer, circular.date)
        if circular.issuer:
            add(word_styles.SIGNED, circular.issuer, signature)
        add(word_styles.SIGNED, circular.date, f'<w:keepNext w:val="0"/>{date}')
    return blocks


def _listed(number: int, of: int, title: str) -> tuple[str, str]:
    """附件说明: two characters in; what runs over stands under the first character of the name (7.3.4)."""
    lead = "附件：" if number == 1 else ""
    mark = f"{number}. " if of > 1 else ""
    hanging = _points(display_width(lead + mark))
    left = _points(display_width("　　附件：" + mark))
    return f"{lead}{mark}{title}", f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def _signed(issuer: str, date: str) -> tuple[str, str]:
    """With a seal: the day four characters in, who signs centred on it (7.3.5.1); as far in as a long name needs."""
    half = (display_width(issuer) - display_width(date)) / 4  # characters the name stands out at either side
    right = max(4.0, half)
    return tuple(f'<w:ind w:right="{_points(2 * indent)}"/>' for indent in (right - half, right))  # type: ignore[return-value]


def _points(columns: float) -> int:
    """Twips that so many columns of 3号 take as they are set."""
    return round(columns / 2 * (word_styles.SIZE - 0.25) * 20)


def broken(title: str, parts: Sequence[str]) -> list[str]:
    """Return a title in as few lines as it needs, none cutting a word, shaped like a trapezium or a rhombus (7.3.1)."""
    if display_width(title) <= _TITLE_LINE:
        return [title]
    places = _where(title, parts)
    for lines in range(2, 6):
        cuts = [
            [title[a:b] for a, b in itertools.pairwise((0, *chosen, len(title)))]
            for chosen in itertools.combinations(places, lines - 1)
        ]
        fitting = [cut for cut in cuts if all(display_width(line) <= _TITLE_LINE for line in cut)]
        if fitting:
            return min(fitting, key=_ugliness)
    return [title[at : at + _TITLE_LINE // 2] for at in range(0, len(title), _TITLE_LINE // 2)]


def _where(title: str, parts: Sequence[str]) -> list[int]:
    """Return where a line may end: around the names in it and before the words every such title has; else nearly anywhere."""
    words = (*parts, "关于", "工作要点", "完成情况")
    breaks = set()
    kept: set[int] = set()
    for word in words:
        for match in re.finditer(re.escape(word), title):
            breaks.add(match.start())
            if word in parts:
                breaks.add(match.end())
                kept |= (
                    set(range(match.start() + 1, match.end()))
                    if display_width(word) <= _TITLE_LINE
                    else set()
                )
    kept |= {match.end() for match in re.finditer("关于", title)}
    breaks = {at for at in breaks - kept if title[at : at + 1] not in ("的", "")} - {0}
    lengths = [b - a for a, b in itertools.pairwise((0, *sorted(breaks), len(title)))]
    if max(lengths) > _TITLE_LINE // 2:  # a word of the bureau's own, or a name longer than a line
        breaks |= {
            at
            for at in range(3, len(title) - 2)
            if at not in kept
            and title[at] not in "的、，（）《》”"
            and title[at - 1] not in "（《“"
            and not title[at].isascii()
        }
    return sorted(breaks)


def _ugliness(lines: list[str]) -> tuple[bool, bool, bool, int]:
    widths = [display_width(line) for line in lines]
    top = widths.index(max(widths))
    rises, falls = widths[: top + 1], widths[top:]
    shaped = rises == sorted(rises) and falls == sorted(falls, reverse=True)
    slopes = widths == sorted(widths, reverse=True) or widths == sorted(widths)
    stub = min(map(len, lines)) < 4  # noqa: PLR2004  characters
    about = any(line.startswith("关于") for line in lines)
    return stub, not about, not (shaped or slopes), max(widths) - min(widths)
