"""Filters: they hide rows, and change no figure."""

from edu_plan_cli.features.rollup.rollup_result import Rollup
from edu_plan_cli.values.bilingual import Words


def only_section(rollup: Rollup, number: str) -> Rollup:
    """One section by its printed number; districts' own completions stay those of their whole plans."""
    districts = [
        d._replace(sections=[section for section in d.sections if section.number == number])
        for d in rollup.districts
    ]
    said = Words(
        f"只列第{number}部分；全计划的数仍按全部",
        f"section {number} only; figures of the whole plan are of all",
    )
    return _said(rollup, said)._replace(
        districts=districts,
        behind=[row for row in rollup.behind if row.section == number],
    )


def only_behind(rollup: Rollup) -> Rollup:
    """Districts with something overdue or lagging, without a report for the quarter, or left out."""
    said = Words("只列落后、没有填报和没有计入的区县", "only districts behind, without a report, or left out")
    fine = (d.key for d in rollup.counted if not d.behind and d.state != "silent")
    return _said(rollup, said)._replace(hidden=frozenset(fine))


def only_indicator(rollup: Rollup, code: str) -> Rollup:
    """Narrow a roll-up to one indicator."""
    return rollup._replace(
        indicators=[row for row in rollup.indicators if row.indicator.code == code],
        unlisted=[],
        only_indicator=True,
    )


def _said(rollup: Rollup, more: Words) -> Rollup:
    before = rollup.narrowed
    return rollup._replace(
        narrowed=more if before is None else Words(f"{before.zh}；{more.zh}", f"{before.en}; {more.en}")
    )
