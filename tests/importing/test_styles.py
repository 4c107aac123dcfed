"""One style of document a file in styles/: the text, a line of =, and what is read out of it. A new style is a new file.

Read as: `title | issuer | number`, `letter:`, `opening:`, `[section] heading`, `number heading`, `=` the item's text
where it is not what the document has below the heading, `@ lead + cooperating`, `* candidate`, `- left out`.
"""

from pathlib import Path

import pytest

from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.item_reading import read_item
from edu_plan_cli.features.importing.outline import outline
from edu_plan_cli.features.importing.outline_parts import OutlineItem
from edu_plan_cli.features.importing.plan_draft import draft, year_of
from edu_plan_cli.model.load import load_year

STYLES = sorted((Path(__file__).parent / "styles").iterdir())


def parted(file: Path) -> tuple[str, str]:
    text, _, expected = file.read_text(encoding="utf-8").partition("\n====\n")
    return text + "\n", expected


@pytest.mark.parametrize("file", STYLES, ids=[file.stem for file in STYLES])
def test_a_document_of_this_style_is_read_so(file: Path) -> None:
    text, expected = parted(file)
    assert told(file.name, text.encode()) == expected.splitlines()


@pytest.mark.parametrize("file", STYLES, ids=[file.stem for file in STYLES])
def test_the_plan_made_of_it_has_no_errors(file: Path) -> None:
    lines = read_document(file.name, parted(file)[0].encode())
    found = outline(lines)
    year = year_of(found, lines)
    assert year is not None
    made = draft(found, lines, year, file.name)
    checked = check_year(load_year(Path("/nowhere"), year, {f"plan/{year}.yaml": made.text}))
    assert [diagnostic for diagnostic in checked.diagnostics if diagnostic.severity == "error"] == []


def told(name: str, data: bytes) -> list[str]:
    """What is read of a document, as the files of truth say it."""
    lines = read_document(name, data)
    found = outline(lines)
    year = year_of(found, lines) or 0
    told = [" | ".join((str(year), found.title, found.issuer, found.document_number))]
    if found.notice_title or found.addressees or found.notice_text:
        told.append(f"letter: {found.notice_title} | {found.addressees} | {found.notice_text}")
    told += [f"opening: {part}" for part in found.overall.splitlines()]
    for section in found.sections:
        told.append(f"[{section.number}] {section.heading}")
        told += [f"  : {part}" for part in section.text.splitlines()]
        told += [line for item in section.items for line in _item(item, section.heading, year)]
    return told + [f"- {line.printed}" for line in found.left]


def _item(item: OutlineItem, section: str, year: int) -> list[str]:
    told = [f"  {item.number} {item.heading}", *(f"    {part}" for part in item.text.splitlines())]
    read = read_item(item.heading, item.text, year, section=section)
    if (named := read.named) is not None:
        told.append(
            f"    @ {'、'.join(named.lead)}{' + ' if named.cooperating else ''}{'、'.join(named.cooperating)}"
        )
    for promise in read.promised:
        values = " ".join(f"{key}={value}" for key, value in promise.values.items())
        told.append(f"    * {promise.kind} {promise.name} {values}".rstrip())
    return told
