"""The 责任分解表 as .docx: A4 across in the manner of GB/T 9704-2012, cells merged, the head on every page."""

import io
from typing import Any

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.presentation.breakdown.breakdown_cells import SHARES, DrawnBreakdown, drawn
from edu_plan_cli.presentation.report.report_docx import broken
from edu_plan_cli.presentation.report.word import word_pages, word_styles
from edu_plan_cli.presentation.report.word.word_elements import SpannedCell, merged_table, paragraph
from edu_plan_cli.values.bilingual import Lang

_CENTRED = (0, 3, 4, 6)  # columns of a few words
_TWIP = 635  # EMU


def render(breakdown: Breakdown, lang: Lang) -> bytes:
    """Return the table as a document."""
    import docx

    document = docx.Document()
    word_styles.ensure(document)
    word_styles.name_substitutes(document)
    word_pages.set_up_across(document)
    table = drawn(breakdown, lang)
    width = _text_width(document.sections[0])
    parts = [breakdown.plan.title, *([breakdown.department.name] if breakdown.department else [])]
    elements = [paragraph(document, word_styles.ANNEX_TITLE, line) for line in broken(table.title, parts)]
    elements += [paragraph(document, word_styles.NOTE, line) for line in (*table.marks, *table.notes)]
    elements.append(_table(document, table, width))
    elements.append(
        paragraph(document, word_styles.NOTE, "", word_pages.TINY)
    )  # Word wants one after a table
    for element in elements:
        document.element.body.insert(len(document.element.body) - 1, element)
    document.core_properties.title = table.title
    document.core_properties.author = breakdown.plan.issuer or ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _text_width(section: Any) -> int:
    """Return the width between the margins, in twips."""
    return int(section.page_width - section.left_margin - section.right_margin) // _TWIP


def _table(document: Any, table: DrawnBreakdown, width: int) -> Any:
    widths = [width * share // sum(SHARES) for share in SHARES]
    parts = [
        (
            section.heading,
            [
                [
                    SpannedCell(cell.lines, cell.rows, "center" if at in _CENTRED else "left")
                    for at, cell in enumerate(row)
                ]
                for row in section.rows
            ],
        )
        for section in table.sections
    ]
    return merged_table(document, table.heads, parts, widths)
