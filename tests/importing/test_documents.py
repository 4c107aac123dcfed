"""One fault of a document a file in cases/, named by it, as people's programs wrote it; beside it what is read of it.

What is read is told as in styles/ (see test_styles.py), or as the sentence a document is refused with.
"""

from pathlib import Path

import pytest

from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.outline import outline
from edu_plan_cli.features.importing.plan_draft import draft
from edu_plan_cli.features.importing.target_extraction import promises
from edu_plan_cli.model.load import load_plan
from importing.test_styles import told

ROOT = Path(__file__).parent.parent.parent
CASES = Path(__file__).parent / "cases"
FILES = sorted(
    file for file in CASES.iterdir() if file.suffix != ".read" and not file.stem.startswith("real-plan")
)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_what_a_document_says_is_read_whatever_wrote_it(file: Path) -> None:
    expected = file.with_name(f"{file.name}.read").read_text(encoding="utf-8")
    try:
        read = told(file.name, file.read_bytes())
    except NotRead as refused:
        read = [f"refused: {refused.why.zh}"]
    assert "\n".join(read) + "\n" == expected


def test_the_shipped_plan_printed_by_a_browser_and_copied_out_of_its_pdf_is_itself_again() -> None:
    """Such text has radicals for characters (\u2f2f for 工), lines as wide as the page, and pages within sentences."""
    plan = load_plan(ROOT, 2023)
    assert plan is not None
    lines = read_document("要点.txt", (CASES / "real-plan-chromium-pypdf.txt").read_bytes())
    found = outline(lines)
    sections = [(section.number, section.heading, len(section.items)) for section in found.sections]
    assert sections == [(section.number, section.heading, len(section.items)) for section in plan.sections]
    read = [
        solid(f"{item.number}{item.heading}{item.text}")
        for section in found.sections
        for item in section.items
    ]
    assert read == [solid(f"{item.number}{item.heading}{item.text}") for item in plan.items]
    assert found.overall.replace(" ", "") == (plan.overall_requirements or "").replace(" ", "")
    made = draft(found, lines, plan.year, "要点.txt")
    assert sum(made.candidates.values()) == sum(
        len(list(promises(item.text, plan.year))) for item in plan.items
    )


def solid(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")
