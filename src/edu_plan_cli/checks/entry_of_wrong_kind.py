"""EP406 entry-of-wrong-kind: an entry does not answer in the way its target's kind asks."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related, Rule
from edu_plan_cli.kinds.entry import Correction
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP406",
    name="entry-of-wrong-kind",
    severity="error",
    title=Words("填的不是这个目标要的", "an answer of another kind"),
    why=Words(
        "每种目标要的不一样：占比要分子和分母，由程序算百分数，不手填；数量要 value；工程要做到了哪个阶段。填了别的，就没法算。",
        "Each kind wants its own answer: a share numerator and denominator (the percentage is derived, never typed), a number its value, a project the stage it has reached. Nothing can be worked out from another.",
    ),
    remedy=Words(
        "照目标的种类填（edu-plan show 看得到种类）：占比、全覆盖填 numerator 和 denominator，数量填 value，频次填 lowest，工程填 stage，定性工作填 steps_done，节点填 done_on，成果文件填 document；不要的键删掉。",
        "Answer by the target's kind (edu-plan show tells it): numerator and denominator for a share or coverage, value for a number, lowest for a frequency, stage for a project, steps_done for qualitative work, done_on for a milestone, document for a deliverable. Delete the other keys.",
    ),
    wrong="value: 96",
    right="numerator: 480\n    denominator: 500",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield answers with keys that the target's kind does not take, or without those it wants."""
    for answer in year.answers:
        entry, plan_target = answer.entry, answer.plan_target
        if plan_target is None:
            continue
        wanted, given = plan_target.target.answers, answer.given
        if entry.unit is None and (given == wanted or not (given or answer.corrects)):
            continue
        if isinstance(entry, Correction) and entry.withdraw:
            if given:
                yield Finding(_both(entry, given[0]), (entry,))
            continue
        needless = [key for key in given if key not in wanted]
        if entry.unit is not None and "value" not in wanted:
            needless.append("unit")
        lacking = [key for key in wanted if key not in given]
        half = len(lacking) < len(wanted) and lacking
        absent = half or (lacking and answer.corrects and not given)
        if not needless and not absent:
            continue
        hint = Words(
            f"“{plan_target.target.words.zh}”目标请填 {'、'.join(wanted)}。",
            f"A target of kind '{plan_target.target.words.en}' wants {', '.join(wanted)}.",
        )
        related = Related(plan_target.target.location("kind"), Words("目标的种类", "the target's kind"))
        name = f"{plan_target.label} {plan_target.target.name}"
        for key in needless:
            message = Words(f"{name} 不填 {key}。", f"{name} does not take {key}.")
            yield Finding(RULE.at(entry.location(key), message, hint, related), (entry,))
        if absent:
            message = Words(f"{name} 缺 {'、'.join(lacking)}。", f"{name} lacks {', '.join(lacking)}.")
            yield Finding(RULE.at(entry.location("target"), message, hint, related), (entry,))


def _both(entry: Correction, key: str) -> Diagnostic:
    return RULE.at(
        entry.location("withdraw"),
        Words(f"又撤回，又填了 {key}。", f"Withdrawn, and {key} is given."),
        Words(
            "有对的数就删掉 withdraw，没有就只留 withdraw: true。",
            "Delete withdraw where there is a right figure, else leave it alone.",
        ),
    )
