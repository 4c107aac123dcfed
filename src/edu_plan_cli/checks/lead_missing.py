"""EP310 lead-missing: a target has no department that answers for it."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP310",
    name="lead-missing",
    severity="error",
    title=Words("没有牵头科室", "no lead department"),
    why=Words(
        "没有牵头科室的目标不会有人填报，也不知道该催谁。",
        "Nobody reports on a target without a lead department, and nobody can be reminded.",
    ),
    remedy=Words(
        "在任务里加一行 lead: 科室的 id，或运行 edu-plan assign 15 职成教科；只有个别目标归别的科室的，在那个目标里写 lead。",
        "Add a line lead: with a department's id to the item, or run edu-plan assign 15 DEPARTMENT. Where one target belongs to another department, write lead in that target.",
    ),
    wrong="number: 15\n        heading: 实施老有所学行动\n        text: |\n          全年经常参与学习教育活动的老年人达到1.7万人左右，其中线上学习0.7万人左右。",
    right="number: 15\n        heading: 实施老有所学行动\n        text: |\n          全年经常参与学习教育活动的老年人达到1.7万人左右，其中线上学习0.7万人左右。\n        lead: adult-education",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield items that have a target nobody leads."""
    for item in year.plan.items:
        unled = [target for target in item.targets if item.lead_of(target) is None]
        if item.lead is None and unled:
            yield Finding(
                RULE.at(
                    item.place_of_missing("lead"),
                    Words(f"第{item.number}项没有牵头科室。", f"Item {item.number} has no lead department."),
                    Words("请加一行 lead: 科室的 id。", "Add a line lead: with a department's id."),
                )
            )
