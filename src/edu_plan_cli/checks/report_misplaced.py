"""EP401 report-misplaced: a report's folder, name and content do not agree."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.model.department_updates import DepartmentUpdates
    from edu_plan_cli.model.leader_instructions import Instructions

RULE = Rule(
    code="EP401",
    name="report-misplaced",
    severity="error",
    title=Words("填报放错了地方", "a report in the wrong place"),
    why=Words(
        "填报文件是 reports/年份/季度/科室id.yaml（季度之间的进展是 reports/年份/updates/科室id.yaml，批示是 reports/年份/instructions.yaml），要与里面写的一致；不一致时不知道该信哪个，整份不计。",
        "A report is reports/YEAR/QUARTER/DEPARTMENT.yaml (updates are reports/YEAR/updates/DEPARTMENT.yaml, instructions reports/YEAR/instructions.yaml) and says the same inside; where they differ, neither can be trusted, and it is not counted.",
    ),
    remedy=Words(
        "里面写对了的，把文件移到它该在的地方；位置对了的，改里面的 year、quarter 或 department；是副本的，删掉。",
        "If the inside is right, move the file to where it belongs; if the place is right, correct year, quarter or department; delete a copy.",
    ),
    wrong="quarter: Q3",
    right="quarter: Q2",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield reports whose folder or file name says otherwise than their content; they are left out whole."""
    for report in year.reports:
        path = PurePosixPath(report.node.path)
        if len(path.parts) != 4:  # noqa: PLR2004  reports/2023/Q2/office.yaml
            yield _finding(
                report,
                Location(path.as_posix()),
                Words(
                    "填报文件应放在 reports/年份/季度/ 下面。", "A report belongs in reports/YEAR/QUARTER/."
                ),
                Words(f"请移到 {_proper(report)}。", f"Move it to {_proper(report)}."),
            )
            continue
        _, folder_year, folder_quarter, _ = path.parts
        written = [("year", folder_year, str(report.year)), ("quarter", folder_quarter, report.quarter)]
        if (department := year.plan.department(report.department)) is not None:  # else EP402 has said so
            written.append(("department", path.stem, department.id))
        for key, outside, inside in written:
            if outside != inside:
                yield _finding(
                    report,
                    report.location(key),
                    Words(
                        f"文件在 {path.as_posix()}，里面写的却是 {key}: {inside}。",
                        f"The file is {path.as_posix()}, but says {key}: {inside}.",
                    ),
                    _remedy(year, report, key, outside),
                )


def misplaced(file: "DepartmentUpdates | Instructions", key: str, proper: str) -> Finding:
    """Make the problem of updates or instructions that do not lie where their content says; ``key`` is what differs."""
    return Finding(
        RULE.at(
            file.location(key),
            Words(
                f"文件在 {file.node.path}，里面写的却是 {key}: {file.get(key)}。",
                f"The file is {file.node.path}, but says {key}: {file.get(key)}.",
            ),
            Words(
                f"里面写对了就把文件移到 {proper}；否则改里面的 {key}。",
                f"If the inside is right move it to {proper}; else correct {key}.",
            ),
        )
    )


def _remedy(year: Year, report: Report, key: str, outside: str) -> Words:
    """Say what can be done: a place that is taken is no place to move to, and not every name of a file is a value."""
    proper = _proper(report)
    if year.root is not None and (year.root / proper).exists():
        zh = f"{proper} 已经有了：若是副本，删掉这一份"
        en = f"{proper} is there already: if this is a copy, delete it"
    else:
        zh, en = f"里面写对了就把文件移到 {proper}", f"If the inside is right move it to {proper}"
    values = {
        "year": outside.isdecimal(),
        "quarter": outside in ("Q1", "Q2", "Q3", "Q4"),
        "department": any(outside == department.id for department in year.plan.departments),
    }
    if values[key]:
        zh, en = f"{zh}；否则改成 {key}: {outside}", f"{en}; else write {key}: {outside}"
    return Words(f"{zh}。", f"{en}.")


def _proper(report: Report) -> str:
    return f"reports/{report.year}/{report.quarter}/{report.department}.yaml"


def _finding(report: Report, location: Location, message: Words, hint: Words) -> Finding:
    return Finding(RULE.at(location, message, hint), (report,))
