"""A form made, filled in and collected gives back what was filled in, whatever the plan and whatever is typed."""

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.years import random_year
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.features.forms.form_content import DONE, Form, FormRow, make_form
from edu_plan_cli.features.forms.form_head import COLUMNS
from edu_plan_cli.features.forms.form_reading import collect
from edu_plan_cli.features.forms.form_sheet import HEAD, write_form
from edu_plan_cli.features.forms.opened_form import open_form
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter

Typed = dict[str, object]  # what is put into the cells of a row, by column
Said = dict[str, Any]  # what a report is to say of it
COLUMN = {key: number for number, key in enumerate(COLUMNS, 1)}
PROSE = st.text("已完成办理推进中学校教师，、：“”（）共计", min_size=2, max_size=60).map(
    lambda text: f"本季{text}。"
)


def assessed(seed: int, quarter: Quarter) -> Assessment:
    """A random year in which the quarter itself is not reported yet."""
    year = random_year(seed)
    earlier = {key: value for key, value in year.reports.items() if key[1] < quarter.number}
    checked = year._replace(reports=earlier, corrections=()).checked(sound=False)
    assert checked.plan is not None
    return assess(checked, view_of_quarter(quarter, None, date(2024, 4, 30), checked.plan.rules))


@st.composite
def answers(draw: st.DrawFn, line: FormRow, key: str, quarter: Quarter) -> tuple[Typed, Said]:
    """What a person types into a row, and what that says; perhaps nothing."""
    typed: Typed = {}
    said: Said = {}
    if draw(st.booleans()):
        return typed, said
    if line.asks == "number":
        value = draw(st.decimals(0, 100_000, places=draw(st.integers(0, 3))))
        ways = [float(value), plain(value), f"{plain(value)}{line.unit}", f" {plain(value)} "]
        typed["number"], said[key] = draw(st.sampled_from(ways)), plain(value)
    elif line.asks == "share":
        whole = draw(st.integers(1, 20_000))
        part = draw(st.integers(0, whole))
        pairs: list[tuple[object, object]] = [
            (part, whole),
            (str(part), f"{whole:,}"),
            (f"{part}/{whole}", None),
            (None, f"{part}/{whole}"),
        ]
        typed["number"], typed["denominator"] = draw(st.sampled_from(pairs))
        said |= {"numerator": str(part), "denominator": str(whole)}
    elif line.asks in ("date", "document"):
        day = date(2023, 1, 1) + timedelta(days=draw(st.integers(0, (quarter.end - date(2023, 1, 1)).days)))
        written = [
            f"{day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.month}月{day.day}日",
            f"{day:%Y/%m/%d}",
        ]
        if line.asks == "date":
            typed["state"], said["done_on"] = draw(st.sampled_from([day, *written])), str(day)
        else:
            number = draw(st.integers(1, 300))
            typed["state"] = f"《关于{line.name}的通知》 示教〔2023〕{number}号 {written[0]}"
            document = {"title": f"关于{line.name}的通知", "number": f"示教〔2023〕{number}号"}
            said["document"] = {**document, "issued_on": str(day)}
    elif line.asks == "stage":
        typed["state"] = said["stage"] = draw(st.sampled_from(line.choices))
    elif draw(st.booleans()):
        typed["state"] = DONE
    if line.asks != "step" and draw(st.booleans()):
        typed["account"] = said["account"] = draw(PROSE)
        if draw(st.booleans()):
            said["evidence"] = ["验收单", "示教〔2023〕9号"]
            typed["evidence"] = "；".join(said["evidence"])
    return typed, said


def reported(form: Form, rows: list[tuple[FormRow, Typed, Said]]) -> Iterator[Said]:
    """What the report is to say: of steps one entry, and nothing twice."""
    for target in dict.fromkeys(line.target for line in form.lines):
        mine = [row for row in rows if row[0].target == target]
        if mine[0][0].asks == "step":
            done = [
                line.detail for line, typed, _ in mine if typed.get("state") == DONE and line.before != DONE
            ]
            if done:
                yield {"target": target, "steps_done": done}
            continue
        for line, _, said in mine:
            if said:
                yield {"target": target, **({"contributor": line.detail} if line.detail else {}), **said}


@settings(max_examples=25, deadline=None)
@given(st.data(), st.integers(0, 10**9), st.integers(1, 4))
def test_what_is_filled_in_is_what_is_collected(data: st.DataObject, seed: int, number: int) -> None:
    quarter = Quarter(2023, number)
    assessment = assessed(seed, quarter)
    department = data.draw(st.sampled_from(assessment.plan.departments))
    form = make_form(assessment, department, [])
    keys = {found.plan_target.target.id: found.plan_target.target.answers[0] for found in assessment.targets}
    rows = [(line, *data.draw(answers(line, keys[line.target], quarter))) for line in form.lines]
    book = openpyxl.load_workbook(io.BytesIO(write_form(form)))
    for offset, (_, typed, _) in enumerate(rows, 1):
        for column, value in typed.items():
            if value is not None:
                cell: Any = book["填报"].cell(HEAD + offset, COLUMN[column])
                cell.value = value
    out = io.BytesIO()
    book.save(out)
    opened = open_form("表.xlsx", out.getvalue())
    assert not isinstance(opened, Words), opened
    collected = collect(assessment, opened)
    assert not [question for question in collected.asked if not question.doubt], collected.asked
    assert collected.department == (department if form.lines else collected.department)
    entries = json.loads(json.dumps([answer.entry for answer in collected.answers], default=str))
    assert entries == list(reported(form, rows))
