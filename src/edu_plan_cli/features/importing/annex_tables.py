"""Tables of tasks or indicators in an annex: a row goes to the item that names it, the others are offered as items of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from edu_plan_cli.features.importing.departments import named_in, names_only
from edu_plan_cli.features.importing.due_dates import due_quotes
from edu_plan_cli.features.importing.outline_parts import OutlineItem, OutlineSection
from edu_plan_cli.features.importing.paragraphs import Paragraph, solid
from edu_plan_cli.features.importing.target_extraction import promises_a_number

_NUMBER = "附件"  # what stands where a section has its number
_TELLS_OF_ANNEX = re.compile(r"附件|附表|指标")
_SHORTEST_NAME = 4  # characters: a shorter one stands in many texts by chance


class _Row(NamedTuple):
    """A row of an annex's table as lines."""

    table: str  # its title
    group: str
    name: str
    lines: list[Paragraph]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]


def with_annexes(
    sections: list[OutlineSection], left: list[Paragraph]
) -> tuple[list[OutlineSection], list[Paragraph]]:
    """The sections with what the annexes among the lines left over hold, and the lines still left.

    Only a table in which something promises a number is read. An item names a row by its name, or all of a group by the
    group's name in a sentence that speaks of the annex or of indicators. It takes over what the row says and it does not.
    """
    rows = [row for table in _tables(left) if any(_promises(row) for row in table) for row in table]
    offered: list[_Row] = []
    for row in rows:
        place = _named_by(row, sections)
        if place is None:
            offered.append(row)
        else:
            section, index = place
            section.items[index] = _with_row(section.items[index], row)
    taken = {id(line) for row in rows for line in row.lines}
    return [*sections, *_offered(offered)], [line for line in left if id(line) not in taken]


def _tables(left: list[Paragraph]) -> Iterator[list[_Row]]:
    title, group, rows = "", "", list[_Row]()
    for line in left:
        if not line.of_table:
            if rows:
                yield rows
            title, group, rows = line.text, "", []
        elif line.heading:
            group = line.text
        elif line.numbered is not None:
            rows.append(_Row(title, group, line.numbered.rest.strip(), [line]))
        elif rows:
            rows[-1].lines.append(line)
    if rows:
        yield rows


def _promises(row: _Row) -> bool:
    return any(promises_a_number(text) for text in row.texts)


def _named_by(row: _Row, sections: list[OutlineSection]) -> tuple[OutlineSection, int] | None:
    """The section and the place in it of the first item that names a row; else of the first that names its group."""
    for names in (_names_row, _names_group):
        for section in sections:
            for index, item in enumerate(section.items):
                if names(solid(f"{item.heading}。{item.text}"), row):
                    return section, index
    return None


def _names_row(text: str, row: _Row) -> bool:
    name = solid(row.name)
    return len(name) >= _SHORTEST_NAME and name in text


def _names_group(text: str, row: _Row) -> bool:
    group = solid(row.group)
    return bool(group) and any(_is_of_group(sentence, group) for sentence in re.split("[。；;]", text))


def _is_of_group(sentence: str, group: str) -> bool:
    return group in sentence and bool(_TELLS_OF_ANNEX.search(sentence.replace(group, "")))


def _with_row(item: OutlineItem, row: _Row) -> OutlineItem:
    """The item with the row's lines that say what it does not: who and by when only where it has nobody and no day."""
    text = solid(item.text)
    names_somebody = (named_in(item.text) or named_in(item.heading)) is not None
    new = [words for words in row.texts if solid(words) not in text and words != row.name]
    who = [words for words in new if names_only(words)]
    days = [words for words in new if due_quotes(words)]
    told = [words for words in new if words not in who and words not in days]
    promised = [words for words in told if promises_a_number(words)]
    beside = [words for words in told if words not in promised]  # 2025年实际：93.6
    if beside and not promised:
        beside[0] = row.name + beside[0]
    parts = [
        *promised,
        *beside,
        *([] if names_somebody else who),
        *([] if due_quotes(item.text) else days),
    ]
    return item._replace(text="\n".join([item.text, *parts]))


def _offered(rows: list[_Row]) -> Iterator[OutlineSection]:
    made: OutlineSection | None = None
    for row in rows:
        heading = "\u3000".join(dict.fromkeys(filter(None, (row.table, row.group)))) or _NUMBER
        if made is None or made.heading != heading:
            if made is not None:
                yield made
            made = OutlineSection(_NUMBER, heading)
        made = replace(made, items=[*made.items, _item(row)])
    if made is not None:
        yield made


def _item(row: _Row) -> OutlineItem:
    texts = row.texts if promises_a_number(row.name) else row.texts[1:] or row.texts
    return OutlineItem(0, row.name, "\n".join(texts), row.lines[0].number)
