"""Run a worked case: a target, the answers of each quarter, a quarter to look at — through real files and all stages."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.assessment.view import view_of_day, view_of_quarter
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.model.load import load_year
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.quarter import Quarter

CASES = Path(__file__).parent / "cases.yaml"

_PLAN = """\
schema: edu-plan/plan@1
revision: 1
year: 2023
title: 示例
departments: [{id: a, name: 甲科}, {id: b, name: 乙科}]
sections:
  - id: s2222
    number: 一
    heading: 示例
    items:
      - id: i2222
        number: 1
        heading: 示例
        text: 原话
        lead: a
        cooperating: [b]
        targets:
          - {id: t2222, name: 目标, quote: 原话, TARGET}
"""


class Case(NamedTuple):
    """One row of cases.yaml. ``target`` and the answers are YAML as people would write it in a file."""

    title: str
    target: str
    answers: dict[
        str, list[str]
    ]  # by quarter, and the day the report was sent where that is not the quarter's last
    at: str  # a quarter, or a day
    extra: str  # more of the plan: amendments, close_outs
    expected: dict[str, str]

    @property
    def name(self) -> str:
        return self.title


def load_cases() -> list[Case]:
    found = []
    for row in YAML(typ="safe", pure=True).load(CASES.read_text(encoding="utf-8")):
        answers = {
            quarter: [answer] if isinstance(answer, str) else answer
            for quarter, answer in row["answers"].items()
        }
        expected = {key: str(row[key]) for key in ("completion", "light", "reached", "says")}
        found.append(Case(row["case"], row["target"], answers, str(row["at"]), row.get("plan", ""), expected))
    return found


def run_case(case: Case, folder: Path) -> tuple[TargetAssessment, list[str]]:
    """The target as assessed, and the codes of all problems met."""
    (folder / "plan").mkdir()
    plan = _PLAN.replace("TARGET", case.target)
    (folder / "plan" / "2023.yaml").write_text(plan + case.extra, encoding="utf-8")
    for when, answers in case.answers.items():
        quarter, _, sent = when.partition(" ")
        lines = [answer for answer in answers if not answer.startswith(("nil", "correct "))]
        head = f"schema: edu-plan/progress@1\nyear: 2023\nquarter: {quarter}\ndepartment: a\n"
        head += f"submitted: {sent or Quarter(2023, int(quarter[1])).end}\n"
        text = head + ("nil: true\n" if "nil" in answers else "")
        text += "entries:\n" + "".join(f"  - {{target: t2222, {line}}}\n" for line in lines) if lines else ""
        corrections = [answer.removeprefix("correct ") for answer in answers if answer.startswith("correct ")]
        if corrections:
            text += "corrections:\n" + "".join(
                f"  - {{target: t2222, reason: 误填, {line}}}\n" for line in corrections
            )
        file = folder / "reports" / "2023" / quarter / "a.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    checked = check_year(load_year(folder, 2023))
    assert checked.plan is not None
    if case.at.startswith("Q"):
        view = view_of_quarter(Quarter(2023, int(case.at[1])))
    else:
        view = view_of_day(date.fromisoformat(case.at), 2023, checked.plan.rules)
    assessment = assess(checked, view)
    return assessment.targets[0], [diagnostic.code for diagnostic in checked.diagnostics]


def result_of(found: TargetAssessment) -> dict[str, str]:
    """What a case expects, as found."""
    return {
        "completion": figures.rate(found.completion),
        "light": figures.light_and_late(found, "zh"),
        "reached": figures.said(found.progress.cumulative, "zh"),
        "says": found.reason.zh,
    }


def as_row(case: Case, result: dict[str, str]) -> dict[str, Any]:
    """A case with its result, in the order of cases.yaml."""
    answers = {quarter: given[0] if len(given) == 1 else given for quarter, given in case.answers.items()}
    row: dict[str, Any] = {"case": case.title, "target": case.target, "answers": answers, "at": case.at}
    if case.extra:
        row["plan"] = case.extra
    return row | result
