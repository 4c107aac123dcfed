"""EP312 tolerance-without-effect: a tolerance stands where nothing is compared by 左右."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP312",
    name="tolerance-without-effect",
    severity="error",
    title=Words("允许偏差不起作用", "a tolerance without effect"),
    why=Words(
        "tolerance_percent 说的是“左右”可以差多少，只和 comparison: about 一起用；写在别处不起作用，反倒让人以为放宽了。",
        "tolerance_percent says how much 左右 allows, and belongs to comparison: about. Elsewhere it has no effect and looks as if it had.",
    ),
    remedy=Words(
        "原文写“左右”的，写 comparison: about；不是的，删掉 tolerance_percent。",
        "Write comparison: about where the text says 左右; else delete tolerance_percent.",
    ),
    wrong="comparison: at_least\n            tolerance_percent: 5",
    right="comparison: about\n            tolerance_percent: 5",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield tolerances of targets that are not compared by 左右 (``about``)."""
    for plan_target in year.plan_targets:
        target = plan_target.target
        if (
            "tolerance_percent" in target.node.values
            and isinstance(target, NumberTarget)
            and target.comparison != "about"
        ):
            yield Finding(
                RULE.at(
                    target.location("tolerance_percent"),
                    Words(
                        f"comparison 是 {target.comparison}，允许偏差不起作用。",
                        f"No effect beside {target.comparison}.",
                    ),
                    Words(
                        "请写 comparison: about，或删掉这一行。",
                        "Write comparison: about, or delete the line.",
                    ),
                )
            )
