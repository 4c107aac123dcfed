"""EP408 unit-not-convertible: an answer's unit does not convert to its target's."""

from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.units import convert, convertible

RULE = Rule(
    code="EP408",
    name="unit-not-convertible",
    severity="error",
    title=Words("单位对不上", "units that do not convert"),
    why=Words(
        "人和万人、元和万元会自动精确折算；人和人次、% 和百分点量的不是同一样东西，不能折算。",
        "人 and 万人, 元 and 万元 convert exactly; 人 and 人次, % and 百分点 measure different things and do not.",
    ),
    remedy=Words(
        "改用提示里列出的单位，数也照那个单位填；目标的单位本身定错了的，用 edu-plan amend 调整。",
        "Use a unit that the hint lists, and give the figure in it. If the target's own unit is wrong, change it with edu-plan amend.",
    ),
    wrong="value: 3500\n    unit: 人次",
    right="value: 3500\n    unit: 人",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield answers in a unit that does not convert to the target's."""
    for answer in year.answers:
        entry, plan_target = answer.entry, answer.plan_target
        if plan_target is None or entry.unit is None:
            continue
        unit = plan_target.target.get("unit")
        if unit is None or convert(Decimal(1), entry.unit, unit) is not None:
            continue
        usable = convertible(unit)
        yield Finding(
            RULE.at(
                entry.location("unit"),
                Words(
                    f"{entry.unit} 不能折算成目标的单位 {unit}。", f"{entry.unit} does not convert to {unit}."
                ),
                Words(f"可用的单位：{'、'.join(usable)}。", f"Units that would do: {', '.join(usable)}."),
                Related(plan_target.target.location("unit"), Words("目标的单位", "the target's unit")),
            ),
            (entry,),
        )
