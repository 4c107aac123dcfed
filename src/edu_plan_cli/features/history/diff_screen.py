"""``edu-plan diff``: as a table, as Markdown for a pull request, as JSON (``edu-plan/difference@1``)."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.features.history.changes import Difference
from edu_plan_cli.features.history.element_change import (
    OF_DEPARTMENTS,
    Effect,
    ElementChange,
    FieldChange,
    How,
    What,
)
from edu_plan_cli.model.keys import spelt_out
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, make_console, text
from edu_plan_cli.presentation.safe import markdown_cell
from edu_plan_cli.presentation.streams import write_data
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words

_WHAT: dict[What, Words] = {
    "plan": Words("工作要点", "plan"),
    "department": Words("科室", "department"),
    "leader": Words("分管领导", "leader"),
    "section": Words("部分", "section"),
    "item": Words("任务", "item"),
    "target": Words("目标", "target"),
    "amendment": Words("调整", "amendment"),
    "close_out": Words("销号", "close-out"),
    "report": Words("填报表", "report"),
    "entry": Words("填报", "entry"),
    "correction": Words("更正", "correction"),
    "update": Words("进展", "update"),
    "instruction": Words("批示", "instruction"),
}
_HOW: dict[How, tuple[str, Words, str]] = {
    "added": ("+", Words("新增", "added"), "green"),
    "removed": ("-", Words("去掉", "removed"), "red"),
    "changed": ("~", Words("改动", "changed"), "yellow"),
}


Years = Sequence[tuple[int, Difference]]  # what differs, year by year; a single one may have no difference


def _table(years: Years, lang: Lang) -> None:
    console = make_console()
    for number, found in years:
        if len(years) > 1:
            console.print(text(_year(number).in_(lang), "bold"))
        _one_table(console, found, lang)
        if len(years) > 1 and number != years[-1][0]:
            console.print()


def _year(number: int) -> Words:
    return Words(f"{number} 年", str(number))


def _one_table(console: Console, found: Difference, lang: Lang) -> None:
    departments = _departments(found)
    if not found.changes:
        console.print(text(Words("没有不同。", "No difference.").in_(lang), "green"))
        return
    for heading, changes in (
        (Words("工作要点", "Plan"), found.plan),
        (Words("填报", "Reports"), found.reports),
    ):
        if changes:
            console.print(text(heading.in_(lang), "bold"))
            for change in changes:
                _change(console, change, departments, lang)
            console.print()
    if found.effects:
        console.print(text(Words("影响", "Effect").in_(lang), "bold"))
        if found.before and found.after:
            rates = [figures.rate(side.tally.completion) for side in (found.before, found.after)]
            console.print(text(Words("全计划完成率 ", "whole plan ").in_(lang) + " → ".join(rates)))
        head = Words("目标|名称|改前|改后", "target|name|before|after").in_(lang).split("|")
        made = table(console, *head, wide=1)
        for effect in found.effects:
            side = effect.after or effect.before
            assert side is not None
            made.add_row(
                text(side.plan_target.label),
                text(side.plan_target.target.name),
                _standing(effect.before, lang),
                _standing(effect.after, lang),
            )
        console.print(made)
    if found.risky:
        count = len(found.risky)
        said = Words(f"{count} 处要留意（!）", f"{count} to look at twice (!)")
        console.print(text(said.in_(lang), "bold red"))


def _departments(found: Difference) -> dict[str, str]:
    sides = [side.plan.department_names for side in (found.before, found.after) if side is not None]
    return {identity: name for side in sides for identity, name in side.items()}


def _change(console: Console, change: ElementChange, departments: Mapping[str, str], lang: Lang) -> None:
    sign, how, style = _HOW[change.how]
    head = Text.assemble(
        (f"{sign} ", style),
        f"{how.in_(lang)}{'' if lang == 'zh' else ' '}{_WHAT[change.what].in_(lang)} ",
        text(change.label, "bold"),
        text(f"  {change.id} {change.location}", "dim"),
    )
    console.print(head, soft_wrap=True)
    for field in change.fields:
        console.print(field_line(field, departments, lang), soft_wrap=True)
    if (moved := _moves(change, lang)) is not None:
        console.print(text(f"    {moved}"), soft_wrap=True)
    if change.risky is not None:
        console.print(text(f"    ! {change.risky.in_(lang)}", "bold red"), soft_wrap=True)


def field_line(field: FieldChange, departments: Mapping[str, str], lang: Lang, *, arrow: bool = True) -> Text:
    """A value before and after, departments by their names; without the ``arrow`` one that is new stands alone."""
    before = (
        (text(_value(field, field.before, departments, lang), "red"), " → ")
        if arrow or field.before is not None
        else ()
    )
    colon = Words("：", ": ").in_(lang)
    return Text.assemble(
        "    ",
        text(field.name.in_(lang)),
        colon,
        *before,
        text(_value(field, field.after, departments, lang), "green"),
    )


def _moves(change: ElementChange, lang: Lang) -> str | None:
    """What an amendment does to completion and light, in the view compared and at the ends of earlier quarters."""
    if change.counts_from is None:
        return None
    moved = [("", change.moves)] if change.moves else []
    told = [
        f"{quarter} {_from_to(effect, lang)}".strip() for quarter, effect in (*moved, *change.moves_earlier)
    ]
    since = Words(f"自 {change.counts_from} 起；", f"from {change.counts_from}; ").in_(lang)
    nothing = Words("完成率和灯现在不变", "completion and light stay as they are now").in_(lang)
    return since + (Words("，", ", ").in_(lang).join(told) or nothing)


def _from_to(effect: Effect, lang: Lang) -> str:
    return f"{_standing(effect.before, lang).plain} → {_standing(effect.after, lang).plain}"


def _value(field: FieldChange, value: str | None, departments: Mapping[str, str], lang: Lang) -> str:
    if value is not None and field.field in OF_DEPARTMENTS:
        return figures.short("、".join(departments.get(part, part) for part in value.split("、")))
    return figures.short(spelt_out(field.field, value) if value is not None and lang == "zh" else value)


def _standing(found: TargetAssessment | None, lang: Lang) -> Text:
    if found is None:
        return text(figures.NONE)
    return text(
        f"{figures.rate(found.completion)} {figures.light_word(found.light, lang)}", LIGHT_STYLES[found.light]
    )


def _markdown(years: Years, lang: Lang) -> None:
    heading = Words("### 工作要点的改动", "### Changes of the work plan").in_(lang)
    parts = []
    for number, found in years:
        head = (
            heading if len(years) == 1 else f"{heading}{Words(f'（{number} 年）', f' ({number})').in_(lang)}"
        )
        parts.append("\n".join(_one_markdown(found, head, lang)) + "\n")
    write_data("\n".join(parts))


def _one_markdown(found: Difference, heading: str, lang: Lang) -> list[str]:
    lines = [heading, ""]
    if not found.changes:
        lines.append(Words("没有不同。", "No difference.").in_(lang))
    if found.risky:
        lines += [Words("**要留意：**", "**Look twice:**").in_(lang), ""]
        lines += [
            f"- {markdown_cell(c.label)}{Words('：', ': ').in_(lang)}{markdown_cell(c.risky.in_(lang))}"
            for c in found.risky
            if c.risky
        ]
        lines.append("")
    if found.changes:
        head = Words("| | 什么 | 改前 | 改后 | 在哪里 |", "| | what | before | after | where |").in_(lang)
        lines += [head, "| --- | --- | --- | --- | --- |"]
        departments = _departments(found)
        for change in found.changes:
            lines += _markdown_rows(change, departments, lang)
    if found.effects:
        if found.before and found.after:
            rates = [figures.rate(side.tally.completion) for side in (found.before, found.after)]
            lines += ["", Words("全计划完成率 ", "Whole plan ").in_(lang) + " → ".join(rates)]
        head = Words("| 目标 | 改前 | 改后 |", "| target | before | after |").in_(lang)
        lines += ["", head, "| --- | --- | --- |"]
        for effect in found.effects:
            side = effect.after or effect.before
            assert side is not None
            name = markdown_cell(f"{side.plan_target.label} {side.plan_target.target.name}")
            lines.append(f"| {name} | {_plain(effect.before, lang)} | {_plain(effect.after, lang)} |")
    return lines


def _markdown_rows(change: ElementChange, departments: Mapping[str, str], lang: Lang) -> list[str]:
    how = _HOW[change.how][1].in_(lang)
    what = f"{_WHAT[change.what].in_(lang)} {markdown_cell(change.label)}"
    where = f"`{change.location.path}:{change.location.line}`"
    whole = change.how == "changed" or change.what == "amendment"
    fields = change.fields if whole else change.fields[:1]
    moved = _moves(change, lang)
    rows = (
        []
        if moved is None
        else [f"| {how} | {what}{Words('：', ': ').in_(lang)}{markdown_cell(moved)} | | | {where} |"]
    )
    if not fields:
        return rows or [f"| {how} | {what} | | | {where} |"]
    return [
        f"| {how} | {what} {markdown_cell(field.name.in_(lang))} | {markdown_cell(_value(field, field.before, departments, lang))} "
        f"| {markdown_cell(_value(field, field.after, departments, lang))} | {where} |"
        for field in fields
    ] + rows


def _plain(found: TargetAssessment | None, lang: Lang) -> str:
    return markdown_cell(_standing(found, lang).plain)


def _json(years: Years, _lang: Lang) -> None:
    data: dict[str, Any] = {
        "schema": "edu-plan/difference@1",
        "changes": [_change_data(number, change) for number, found in years for change in found.changes],
        "completion": _completion(years[-1][1]),
        "effects": [
            {"year": number} | _effect(effect) for number, found in years for effect in found.effects
        ],
        "years": [{"year": number, "completion": _completion(found)} for number, found in years],
    }
    write_data(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _change_data(year: int, change: ElementChange) -> dict[str, Any]:
    return {
        "year": year,
        "what": change.what,
        "how": change.how,
        "id": change.id,
        "label": change.label,
        "place": str(change.location),
        "risky": change.risky and change.risky._asdict(),
        "fields": [
            {"field": field.field, "before": field.before, "after": field.after} for field in change.fields
        ],
    } | _amendment_data(change)


def _amendment_data(change: ElementChange) -> dict[str, Any]:
    """Which target an amendment changes, from when, and what that moves; nothing for other elements."""
    if change.what != "amendment":
        return {}
    return {
        "target": change.target,
        "from": str(change.counts_from),
        "moves": change.moves and _effect(change.moves),
        "moves_earlier": [{"quarter": key} | _effect(effect) for key, effect in change.moves_earlier],
    }


def _completion(found: Difference) -> dict[str, str | None]:
    return {
        "before": found.before and figures.rate(found.before.tally.completion),
        "after": found.after and figures.rate(found.after.tally.completion),
    }


def _effect(effect: Effect) -> dict[str, Any]:
    side = effect.after or effect.before
    assert side is not None
    return {"id": side.plan_target.target.id, "label": side.plan_target.label} | {
        name: found and {"completion": figures.rate(found.completion), "light": found.light}
        for name, found in (("before", effect.before), ("after", effect.after))
    }


FORMATS: dict[str, Callable[[Years, Lang], None]] = {"table": _table, "md": _markdown, "json": _json}
