"""EP402 report-department-unknown: a report comes from a department that the plan does not list."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.diagnostics.suggest import did_you_mean
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP402",
    name="report-department-unknown",
    severity="error",
    title=Words(
        "填报的科室不在名单里",
        "a report from an unknown department",
    ),
    why=Words(
        "department 要写工作要点 departments 里的 id，这样科室改了名也认得出；认不出的，整份不计。",
        "department is an id of the plan's list, so that a department keeps its reports when it is renamed; a report of an unknown one is not counted.",
    ),
    remedy=Words(
        "改成 departments 里的 id；新设的科室，先加进工作要点的 departments。",
        "Write an id of the plan's departments. Add a new department to the plan first.",
    ),
    wrong="department: preschol",
    right="department: preschool",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield reports whose department is not in the plan; they are left out whole."""
    known = [department.id for department in year.plan.departments]
    for report in year.reports:
        if report.department in known:
            continue
        department = year.plan.department(report.department)
        hint = did_you_mean(
            report.department,
            known,
            else_say=Words(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}."),
        )
        if department is not None:
            hint = Words(f"请写它的 id：{department.id}。", f"Write its id: {department.id}.")
        yield Finding(
            RULE.at(
                report.location("department"),
                Words(
                    f"工作要点里没有科室 {report.department}。",
                    f"The plan has no department {report.department}.",
                ),
                hint,
            ),
            (report,),
        )
