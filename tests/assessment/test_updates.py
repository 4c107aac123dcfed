"""Updates between quarters: a stage, step or day counts from its day until a report speaks; a number never does; no duty is met."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.years import random_year
from edu_plan_cli import assess, load
from edu_plan_cli.assessment.assess import assess as assess_view
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.assessment.view import default_view, view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.quarter import Quarter

PLAN = """\
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
        targets:
          - {id: t2222, name: 工程, quote: 原话, kind: project, stages: [{name: 一, due: 2023-06-30}, {name: 二, due: 2023-09-10}]}
          - {id: t3333, name: 节点, quote: 原话, kind: milestone, due: 2023-09-01}
          - {id: t4444, name: 定性, quote: 原话, kind: qualitative, steps: [{name: 甲}, {name: 乙}]}
          - {id: t5555, name: 数量, quote: 原话, kind: number, unit: 个, target_value: 100, accumulation: period}
          - {id: t6666, name: 文件, quote: 原话, kind: deliverable}
"""
HEAD = "schema: edu-plan/updates@1\nyear: 2023\ndepartment: a\nupdates:\n"
ISSUED = "document: {title: 通知, number: 教〔2023〕1号, issued_on: 2023-09-08}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    (tmp_path / "reports" / "2023" / "updates").mkdir(parents=True)
    (tmp_path / "plan" / "2023.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def update(project: Path, *updates: str) -> None:
    lines = "".join(f"  - {{{each}}}\n" for each in updates)
    (project / "reports/2023/updates/a.yaml").write_text(HEAD + lines, encoding="utf-8")


def report(project: Path, quarter: int, sent: str, *lines: str) -> None:
    file = project / f"reports/2023/Q{quarter}/a.yaml"
    file.parent.mkdir(exist_ok=True)
    head = f"schema: edu-plan/progress@1\nyear: 2023\nquarter: Q{quarter}\ndepartment: a\nsubmitted: {sent}\n"
    file.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def entries(*each: str) -> list[str]:
    return ["entries:", *(f"  - {{{one}}}" for one in each)]


def sound(project: Path) -> Checked:
    checked = load(project, 2023)
    assert not [d for d in checked.diagnostics if d.severity == "error"]
    return checked


def seen(project: Path, day: str) -> dict[str, TargetAssessment]:
    found = assess(sound(project), on=date.fromisoformat(day))
    return {target.plan_target.target.id: target for target in found.targets}


@pytest.mark.parametrize(
    ("target", "said", "before", "after"),
    [
        ("t2222", "stage: 一", None, "1/2"),
        ("t2222", "stage: 二", None, "1"),
        ("t3333", "done_on: 2023-08-30", None, "1"),
        ("t4444", "steps_done: [甲]", None, "1/2"),
        ("t6666", ISSUED, None, "1"),
        ("t5555", "value: 60", None, None),
        ("t2222", "account: 正在收尾", None, None),
        ("t3333", "account: 正在收尾", None, None),
    ],
)
def test_what_happened_counts_from_its_day_and_a_number_never(
    project: Path, target: str, said: str, before: str | None, after: str | None
) -> None:
    update(project, f"target: {target}, date: 2023-09-12, {said}")
    found = [seen(project, day)[target] for day in ("2023-09-11", "2023-09-12", "2023-10-05")]
    completions = [None if each.completion is None else str(each.completion) for each in found]
    assert completions == [before, after, after]
    assert [each.recent is not None for each in found] == [False, True, True]
    assert not any(each.history for each in found), "no quarter was answered"


def test_a_quarter_before_its_day_knows_nothing_of_it(project: Path) -> None:
    update(project, "target: t2222, date: 2023-09-12, stage: 一")
    known = {q: assess(sound(project), q).targets[0].completion for q in ("Q1", "Q2", "Q3", "Q4")}
    assert {q: value and str(value) for q, value in known.items()} == {
        "Q1": None,
        "Q2": None,
        "Q3": "1/2",
        "Q4": "1/2",
    }


@pytest.mark.parametrize(
    ("sent", "said", "expected"),
    [
        ("2023-10-08", "stage: 一", "1/2"),  # the report has the last word
        ("2023-09-05", "stage: 一", "1"),  # but not of what happened since it was sent
        ("2023-10-08", "account: 正在收尾", "1"),  # an account takes nothing back
    ],
)
def test_a_report_sent_since_takes_its_place(project: Path, sent: str, said: str, expected: str) -> None:
    update(project, "target: t2222, date: 2023-09-12, stage: 二")
    report(project, 3, sent, *entries(f"target: t2222, {said}"))
    found = seen(project, "2023-10-20")["t2222"]
    assert str(found.completion) == expected
    assert (found.recent is None) == (sent > "2023-09-12")


def test_a_withdrawal_takes_it_back(project: Path) -> None:
    update(project, "target: t3333, date: 2023-09-12, done_on: 2023-08-30")
    corrected = (
        "corrections:",
        "  - {target: t3333, quarter: Q3, date: 2023-10-09, withdraw: true, reason: 误填}",
    )
    report(project, 4, "2023-10-09", *corrected)
    assert seen(project, "2023-10-08")["t3333"].light == "done"
    assert seen(project, "2023-10-09")["t3333"].light != "done"


def test_what_a_report_has_said_no_update_takes_back(project: Path) -> None:
    report(project, 2, "2023-07-05", *entries("target: t2222, stage: 二"))
    update(project, "target: t2222, date: 2023-09-12, stage: 一")
    found = seen(project, "2023-09-30")["t2222"]
    assert (found.light, found.counted_updates) == ("done", ())


def test_the_newest_of_several_counts(project: Path) -> None:
    update(
        project,
        "target: t2222, date: 2023-09-12, stage: 二",
        "target: t2222, date: 2023-08-12, stage: 一",
        "target: t2222, date: 2023-09-20, account: 正在验收",
    )
    found = seen(project, "2023-09-30")["t2222"]
    assert str(found.completion) == "1"
    assert found.recent is not None
    assert found.recent.entry.account == "正在验收"
    assert [step.text.zh for step in found.progress.calculation()] == [
        "9月12日 完成阶段“二”，完成率 = 2 ÷ 2 = 100%"
    ]


def test_an_account_says_that_what_is_due_is_not_done(project: Path) -> None:
    report(project, 2, "2023-07-05", *entries("target: t3333, account: 正在办"))
    update(project, "target: t3333, date: 2023-09-12, account: 手续还缺一项")
    assert seen(project, "2023-09-11")["t3333"].light == "not_reported"
    assert seen(project, "2023-09-12")["t3333"].light == "overdue"


def test_it_is_measured_at_its_day(project: Path) -> None:
    """Where a report would be, too: what fell due since nobody has spoken of."""
    update(project, "target: t2222, date: 2023-07-20, stage: 一")
    found = seen(project, "2023-09-30")["t2222"]
    assert (str(found.completion), str(found.expected)) == ("1/2", "1/2")


def test_what_only_an_update_says_is_done_is_still_asked_for(project: Path) -> None:
    update(project, "target: t3333, date: 2023-08-30, done_on: 2023-08-30")
    for quarter in ("Q3", "Q4"):
        checked = sound(project)
        found = assess_view(checked, view_of_quarter(Quarter(2023, int(quarter[1])), today=date(2024, 1, 5)))
        target = found.targets[1]
        assert (target.light, target.asked, target.answered) == ("done", True, False)
    report(project, 3, "2023-10-08", *entries("target: t3333, done_on: 2023-08-30"))
    found = assess(sound(project), "Q4")
    assert (found.targets[1].light, found.targets[1].asked) == ("done", False)


def duties_of(found: Assessment) -> object:
    owed = [(t.plan_target.target.id, t.asked, t.lacking, t.history) for t in found.targets]
    return [d._replace(asked=()) for d in found.departments], owed, found.tally.answered, found.tally.asked


@settings(max_examples=15, deadline=None)
@example(21155, date(2023, 10, 15))
@example(7028, date(2023, 5, 1))
@given(st.integers(0, 10**9), st.dates(date(2023, 1, 1), date(2024, 3, 31)))
def test_no_update_meets_a_duty_or_moves_what_is_counted_in_numbers(seed: int, day: date) -> None:
    import tempfile

    year, chance = random_year(seed), random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        year.write(Path(folder))
        plain = check_year(load_year(Path(folder), 2023))
        assert plain.plan is not None
        for lead in year.departments:
            said = []
            for plan_target in plain.plan.targets:
                if plan_target.lead == lead and (answer := _said(plan_target.target, chance)):
                    on = date(2023, 1, 1) + timedelta(days=chance.randint(0, 364))
                    said.append(f"  - {{target: {plan_target.target.id}, date: {on}, {answer}}}\n")
            file = Path(folder) / "reports/2023/updates" / f"{lead}.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(HEAD.replace("department: a", f"department: {lead}") + "".join(said), "utf-8")
            if not said:
                file.unlink()
        updated = check_year(load_year(Path(folder), 2023))
    assert [d for d in updated.diagnostics if d.severity == "error"] == []
    view = default_view(day, 2023, plain.plan.rules, plain.reports)
    before, after = assess_view(plain, view), assess_view(updated, view)
    assert duties_of(before) == duties_of(after)
    for was, now in zip(before.targets, after.targets, strict=True):
        if not now.plan_target.target.dated:
            assert (was.completion, was.light, was.reason) == (now.completion, now.light, now.reason)


def _said(target: object, chance: random.Random) -> str:
    kind = target.get("kind")  # type: ignore[attr-defined]
    given = {
        "share": "numerator: 50, denominator: 50",
        "coverage": "numerator: 50, denominator: 50",
        "frequency": "lowest: 2",
        "project": f"stage: {chance.choice('一二三')}",
        "qualitative": f"steps_done: [{chance.choice('一二三')}]",
        "milestone": "account: 正在进行",
        "deliverable": "account: 正在进行",
    }.get(kind, "value: 100")
    return given if chance.random() < 0.7 else ""
