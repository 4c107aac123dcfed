"""EP405 duplicate-entry: one target, contributor and quarter has two answers."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, TargetAnswer, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.kinds.entry import Correction
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP405",
    name="duplicate-entry",
    severity="error",
    title=Words("同一目标同一季度填了两次", "two answers for one target and quarter"),
    why=Words(
        "两处数不同，程序不替人选，两处都不计；改以前季度的数用 corrections 并写明原因。一字不差的重复只计一次，作为提示指出。",
        "Where two answers differ, neither is chosen and neither counts; an earlier quarter is changed through corrections. An exact repetition counts once and is a notice.",
    ),
    remedy=Words(
        "核对之后只留一处；改以前季度的数，写进 corrections 并写明 reason。",
        "Compare them and keep one. Change an earlier quarter's figure through corrections, with a reason.",
    ),
    wrong="- target: tb2b2\n    numerator: 470\n    denominator: 500\n  - target: tb2b2\n    numerator: 480\n    denominator: 500",
    right="- target: tb2b2\n    numerator: 480\n    denominator: 500",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield second answers for one target, contributor and quarter: an error where they differ, else a notice."""
    groups: dict[tuple[str, str | None, object, object], list[TargetAnswer]] = {}
    for answer in year.answers:
        entry = answer.entry
        # Corrections in different files or of different days follow one another; else they would contradict.
        corrected = (
            (answer.report.period, answer.report.made(entry)) if isinstance(entry, Correction) else None
        )
        key = (entry.target, entry.contributor, answer.quarter, corrected)
        groups.setdefault(key, []).append(answer)
    for answers in groups.values():
        if len(answers) > 1:
            answers.sort(key=lambda answer: answer.report.submitted)  # the first that came counts
        first = answers[0]
        for other in answers[1:]:
            same = other.entry == first.entry
            related = Related(first.entry.location("target"), Words("另一处在这里", "the other is here"))
            name = first.plan_target.label if first.plan_target else first.entry.target
            if same:
                notice = RULE._replace(severity="notice").at(
                    other.entry.location("target"),
                    Words(
                        f"{name} {first.quarter.key} 重复填报，内容相同，只计一次。",
                        f"{name} {first.quarter.key} is reported twice alike.",
                    ),
                    Words("可以删掉其中一处。", "One of them may be deleted."),
                    related,
                )
                yield Finding(notice, (other.entry,))
            else:
                conflict = RULE.at(
                    other.entry.location("target"),
                    Words(
                        f"{name} {first.quarter.key} 有两处填报且不一致，都不计入。",
                        f"{name} {first.quarter.key} is reported twice, differently; neither counts.",
                    ),
                    Words(
                        "请核对后只留一处；更正以前季度用 corrections。",
                        "Keep one; use corrections for an earlier quarter.",
                    ),
                    related,
                )
                yield Finding(conflict, (first.entry, other.entry))
