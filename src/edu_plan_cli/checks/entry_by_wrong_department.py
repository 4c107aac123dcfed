"""EP404 entry-by-wrong-department: a department reports on what it neither leads nor helps with."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.model.plan import Amendment
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP404",
    name="entry-by-wrong-department",
    severity="error",
    title=Words(
        "填报了别的科室的目标",
        "an entry for another's target",
    ),
    why=Words(
        "每个目标由牵头科室填报（配合科室可以代填），别的科室填的不计，免得一个目标两个数。",
        "A target is reported by its lead (or a cooperating) department; others' figures are not counted.",
    ),
    remedy=Words(
        "删掉这一条；确由本科室配合的，在工作要点这项任务的 cooperating 里加上本科室的 id。",
        "Delete the entry. If this department does help, add its id to the item's cooperating in the plan.",
    ),
    wrong="target: td4d4\n    value: 0.5",
    right="target: tb2b2\n    numerator: 480\n    denominator: 500",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield answers of departments that neither lead nor help with the target, now or before an amendment."""
    known = {department.id for department in year.plan.departments}
    for answer in year.answers:
        plan_target = answer.plan_target
        if plan_target is None or plan_target.lead not in known:
            continue  # another check has named what is wrong there
        if answer.report.department == plan_target.lead:
            continue
        # A department that hands a target over during the year has reported on it, and the new one will.
        issued = year.targets[plan_target.target.id].lead if plan_target.target.id in year.targets else None
        leads = {
            issued,
            *(amended_lead(a) for a in year.plan.amendments if a.target == plan_target.target.id),
        }
        allowed = {*plan_target.item.cooperating_of(plan_target.target), *leads}
        if answer.report.department in allowed:
            continue
        lead = year.plan.department(plan_target.lead or "")
        who = lead.name if lead else ""
        yield Finding(
            RULE.at(
                answer.entry.location("target"),
                Words(
                    f"{plan_target.label} {plan_target.target.name} 由{who}填报。",
                    f"{plan_target.label} is reported by {who}.",
                ),
                Words(
                    "请删掉这一条；确由本科室配合的，请在工作要点里加入 cooperating。",
                    "Delete the entry; if this department does help, add it to cooperating in the plan.",
                ),
                Related(plan_target.target.location("id"), Words("目标在这里", "the target")),
            ),
            (answer.entry,),
        )


def amended_lead(amendment: Amendment) -> str | None:
    """Return the department that an amendment makes the lead; None where it changes no lead."""
    lead = amendment.changes.values.get("lead") if amendment.changes else None
    return lead.text if isinstance(lead, Scalar) else None
