"""The 责任分解表 as one page: no script, nothing fetched, every text escaped; it prints on A4 across, its head on every sheet."""

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.presentation.breakdown.breakdown_cells import SHARES, drawn
from edu_plan_cli.presentation.html_page import render_page
from edu_plan_cli.values.bilingual import Lang, Words


def render(breakdown: Breakdown, lang: Lang) -> str:
    """Return the table as a page, complete in itself."""
    table = drawn(breakdown, lang)
    data = {
        "zh": lang == "zh",
        "across": True,
        "title": table.title,
        "as_of": breakdown.plan.document_number or "",
        "marks": list(breakdown.illustrative),
        "limits": "",
        "rules": Words("", " ").in_(lang).join(table.notes),
        "heads": table.heads,
        "widths": [100 * share // sum(SHARES) for share in SHARES],
        "sections": table.sections,
    }
    return render_page(__package__, "breakdown.html.j2", data, lang)
