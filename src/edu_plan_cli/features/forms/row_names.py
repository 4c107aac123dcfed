"""Which row of a form that came back is which: names compared as people retype them, rows of sums, and what the plan changed meanwhile."""

from collections.abc import Iterator, Mapping

from edu_plan_cli.features.forms.form_content import FormRow
from edu_plan_cli.features.forms.form_head import COLUMNS
from edu_plan_cli.features.forms.workbook import SheetRow
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import same_name

TOTAL = "合计"
_TOTALS = ("合计", "总计", "小计", "共计", "总数")
_MEANING = ("goal", "unit")  # what a figure was filled in under; other columns are only shown


def is_total(row: SheetRow) -> bool:
    """Tell whether somebody added this row for the sum of those above it."""
    names = (row.cells[key].text for key in ("target", "label", "item", "name", "detail") if key in row.cells)
    return any(same_name(name) in _TOTALS for name in names)


def changed_since(
    meta: Mapping[str, str],
    revision: int,
    lines: Mapping[tuple[str, str], FormRow],
    rows: Mapping[tuple[str, str], SheetRow],
) -> Iterator[Words]:
    """Say what the plan holds otherwise than the form did when it was made, by what the form shows."""
    made_for = meta.get("plan_revision", "")
    if made_for and made_for != str(revision):
        yield Words(
            f"这张表是按工作要点第 {made_for} 次修订做的，现在是第 {revision} 次",
            f"the form was made for revision {made_for} of the plan, now it is {revision}",
        )
    said = set()
    for key, line in lines.items():
        row = rows.get(key)
        for column in _MEANING if row is not None else ():
            assert row is not None  # as the line above has it
            cell, now = row.cells.get(column), getattr(line, column)
            if cell is not None and cell.text and same_name(cell.text) != same_name(now):
                note = Words(
                    f"{line.label} 的{COLUMNS[column][0]}：表上是 {cell.text}，现在是 {now or '没有'}",
                    f"{line.label}, {COLUMNS[column][0]}: {cell.text} on the form, now {now or 'none'}",
                )
                if note not in said:
                    said.add(note)
                    yield note
