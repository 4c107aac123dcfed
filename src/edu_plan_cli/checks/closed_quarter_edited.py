"""EP423 closed-quarter-edited: a figure of a closed quarter is not what it was, though no correction says so.

Only a comparison with an earlier revision can see it, so that ``validate --since`` finds it and ``validate`` alone does not.
"""

from datetime import date

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP423",
    name="closed-quarter-edited",
    severity="error",
    title=Words("改了封账的数", "a closed quarter was edited"),
    why=Words(
        "封账的季度已经印发：直接改它的文件，印发的数和文件里的就对不上，也没有写为什么。填报表里的 submitted 是照旧还是改早，都一样。只有与以前的版本比（validate --since）才看得出来。",
        "A closed quarter has been published: where its file is edited, the published figures and the file differ, and nothing says why, whatever its submitted says. Only a comparison with an earlier revision (validate --since) shows it.",
    ),
    remedy=Words(
        "把原来的数改回来，在后面季度的文件里用 corrections 更正，并写明 reason；只改情况说明、佐证材料的不在此列。",
        "Put the figure back, and correct it through corrections in a later quarter's file, with a reason. Accounts and evidence may be edited.",
    ),
    wrong="numerator: 490（一季度已封账，原来是 480）",
    right="corrections: [{quarter: Q1, target: tb2b2, numerator: 490, denominator: 500, reason: 漏统计一所园}]（写在二季度的文件里）",
)


def problem(location: Location, what: Words, quarter: str, closed_on: date, base: str) -> Diagnostic:
    """Make the problem of one answer edited after its quarter was closed; ``what`` is how it differs from ``base``."""
    return RULE.at(
        location,
        Words(
            f"{quarter} 已于 {closed_on} 封账，这里与 {base} 时不同：{what.zh}。",
            f"{quarter} was closed on {closed_on}; this is not as it was in {base}: {what.en}.",
        ),
        Words(
            "请改回原来的，在下一季的文件里用 corrections 更正，并写明原因。",
            "Put it back, and use corrections in the next quarter's file, with a reason.",
        ),
    )
