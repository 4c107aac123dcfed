"""EP323 department-with-two-leaders: a department stands under two leaders."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP323",
    name="department-with-two-leaders",
    severity="error",
    title=Words("一个科室写在两位领导名下", "a department under two leaders"),
    why=Words(
        "责任分解表按牵头科室找分管领导；一个科室写在两位名下，就不知道该印哪一位。",
        "The breakdown finds the leader by the lead department; of a department under two it cannot tell which to print.",
    ),
    remedy=Words(
        "从其中一位的 departments 里删掉；只有个别任务归另一位的，在那项任务里写 leader。主持全面工作的，只写直接分管的科室。",
        "Take it out of one of the lists departments. Where another leader has single items only, write leader in those items.",
    ),
    wrong="departments: [preschool, office]",
    right="departments: [preschool, adult-education]",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield departments that a leader before has, or the same leader twice."""
    first: dict[str, tuple[str, Location]] = {}
    for leader in year.plan.leaders:
        for index, written in enumerate(leader.departments):
            location = leader.location("departments", index)
            if written not in first:
                first[written] = (leader.called, location)
                continue
            name = year.plan.department_name(written)
            before, where = first[written]
            yield Finding(
                RULE.at(
                    location,
                    Words(f"{name} 已经由 {before} 分管。", f"{name} is already in the charge of {before}."),
                    Words("请从其中一位名下删掉。", "Take it out of one of the two lists."),
                    Related(where, Words("先写在这里", "first written here")),
                )
            )
