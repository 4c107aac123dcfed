"""Check what belongs to a day and to no quarter: updates (进展) and leaders' instructions (批示、整改).

An update is checked as an entry of a report of its day. The rules are those of plan and reports.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from edu_plan_cli.checks import (
    choice_not_listed,
    entry_by_wrong_department,
    entry_empty,
    entry_of_wrong_kind,
    evidence_missing,
    impossible_date,
    impossible_share,
    report_department_unknown,
    report_misplaced,
    unit_not_convertible,
    unknown_department,
    unknown_target,
)
from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.department_updates import DepartmentUpdates, Update
from edu_plan_cli.model.leader_instructions import Instruction, Instructions
from edu_plan_cli.model.load import Loaded
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

UPDATE_CHECKS = (
    report_department_unknown,
    unknown_target,
    entry_by_wrong_department,
    entry_of_wrong_kind,
    entry_empty,
    unit_not_convertible,
    choice_not_listed,
    impossible_share,
    impossible_date,
    evidence_missing,
)


def check_updates(loaded: Loaded) -> tuple[list[Report], list[Finding]]:
    """Return the updates of a year, each as a report of its day, without those that a check left out; and every problem."""
    assert loaded.plan is not None  # nothing is checked without a plan
    findings: list[Finding] = []
    reports: list[Report] = []
    for file in loaded.updates:
        problem = _misplaced(file, f"reports/{file.year}/updates/{file.department}.yaml")
        findings += [problem] if problem else []
        days = list(_days_outside(file))
        findings += days
        wrong = {id(part) for finding in days for part in finding.leaves_out}
        if not problem:
            reports += [report for report in file.as_reports() if id(report.entries[0]) not in wrong]
    year = Year(loaded.plan, reports, loaded.root)
    checked = [finding for module in UPDATE_CHECKS for finding in module.check(year)]
    refused = {id(part) for finding in checked for part in finding.leaves_out}
    kept = [r for r in reports if id(r) not in refused and id(r.entries[0]) not in refused]
    return kept, [*findings, *checked]


def check_instructions(loaded: Loaded) -> tuple[list[Instruction], list[Diagnostic]]:
    """Return the instructions about targets of the plan, by their days, and every problem of them."""
    assert loaded.plan is not None  # nothing is checked without a plan
    year = Year(loaded.plan, [], loaded.root)
    kept: list[Instruction] = []
    problems: list[Diagnostic] = []
    for file in loaded.instructions:
        if misplaced := _misplaced(file, f"reports/{file.year}/instructions.yaml"):
            problems.append(misplaced.diagnostic)
            continue
        for instruction in file.instructions:
            if instruction.target in year.targets:
                kept.append(instruction)
            elif instruction.target not in year.left_out:
                problems.append(unknown_target.problem(year, instruction))
            problems += _of_instruction(instruction, file.year, year)
    return sorted(kept, key=lambda instruction: instruction.date), problems


def notes_in_future(loaded: Loaded, today: date) -> Iterator[Diagnostic]:
    """Yield a warning for each update, instruction or answer of a day to come: it is not shown before that day."""
    dated: list[tuple[Location, date]] = []
    for file in loaded.updates:
        dated += [(update.location("date"), update.date) for update in file.updates]
    for noted in loaded.instructions:
        dated += [(each.location("date"), each.date) for each in noted.instructions]
        dated += [(a.location("date"), a.date) for each in noted.instructions if (a := each.answer)]
    for location, day in dated:
        if day > today:
            yield impossible_date.RULE._replace(severity="warning").at(
                location,
                Words(f"{day} 还没有到。", f"{day} is yet to come."),
                Words("请核对日期；到那天之前不显示。", "Check the date; nothing is shown before that day."),
            )


def _misplaced(file: DepartmentUpdates | Instructions, proper: str) -> Finding | None:
    """Return the problem of a file whose folder or name says otherwise than its content."""
    path = PurePosixPath(file.node.path)
    if path.with_suffix(".yaml").as_posix() == proper:
        return None
    key = "year" if path.parts[1] != str(file.year) or isinstance(file, Instructions) else "department"
    return report_misplaced.misplaced(file, key, proper)


def _days_outside(file: DepartmentUpdates) -> Iterator[Finding]:
    for update in file.updates:
        if update.date.year != file.year:
            yield Finding(_day_outside(update, file.year), (update,))


def _day_outside(noted: Update | Instruction, year: int) -> Diagnostic:
    return impossible_date.RULE.at(
        noted.location("date"),
        Words(f"{noted.date} 不在 {year} 年里。", f"{noted.date} is not in {year}."),
        Words(
            f"请核对日期；别的年份的写到 reports/{noted.date.year}/ 里。",
            f"Check the date; what belongs to another year goes into reports/{noted.date.year}/.",
        ),
    )


def _of_instruction(instruction: Instruction, number: int, year: Year) -> Iterator[Diagnostic]:
    if instruction.date.year != number:
        yield _day_outside(instruction, number)
    if (name := instruction.department) is not None and year.plan.department_names.get(name) is None:
        yield unknown_department.problem(year.plan, instruction.location("department"), name)
    given, answer = instruction.date, instruction.answer
    later = [(instruction.location("due"), instruction.due)] if instruction.due else []
    later += [(answer.location("date"), answer.date)] if answer else []
    for location, day in later:
        if day < given:
            yield impossible_date.RULE.at(
                location,
                Words(f"{day} 早于批示的日期 {given}。", f"{day} is before the instruction ({given})."),
                Words("请核对两个日期。", "Check both dates."),
            )
