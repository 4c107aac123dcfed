"""EP409 choice-not-listed: an answer names a stage, step or contributor that its target does not list."""

import re
from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, TargetAnswer, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.diagnostics.suggest import did_you_mean
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP409",
    name="choice-not-listed",
    severity="error",
    title=Words(
        "阶段、步骤或填报单位不在目标所列之内",
        "a stage or step that is not listed",
    ),
    why=Words(
        "阶段、步骤和填报单位靠名称来对，差一个字就不知道完成到了哪一步、是谁报的。",
        "Stages, steps and contributors are told by their names; with one character off, nobody knows which step was done, or by whom.",
    ),
    remedy=Words(
        "照目标里列的名称抄写，一字不差；几个步骤之间用半角逗号加空格；目标由几个单位分别填报的，加一行 contributor 写明是哪个。",
        "Copy the name as the target lists it. Put a half-width comma and a space between several steps. Where a target has contributors, add a line contributor.",
    ),
    wrong="stage: 主体封项",
    right="stage: 主体封顶",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield stages, steps and contributors of answers that the target does not list, and a contributor left out."""
    for answer in year.answers:
        if answer.plan_target is None:
            continue
        entry, target = answer.entry, answer.plan_target.target
        if entry.stage is not None and (stages := [stage.name for stage in target.get("stages") or ()]):
            yield from _parts(answer, "stage", [entry.stage], stages, Words("阶段", "stage"))
        if entry.steps_done and (steps := [step.name for step in target.get("steps") or ()]):
            yield from _parts(answer, "steps_done", entry.steps_done, steps, Words("步骤", "step"))
        contributors = target.get("contributors") or []
        if contributors or entry.contributor is not None:
            yield from _contributor(answer, contributors)


def _parts(
    answer: TargetAnswer, key: str, named: list[str], known: list[str], what: Words
) -> Iterator[Finding]:
    for index, name in enumerate(named):
        if name not in known:
            yield _unknown(answer, answer.entry.location(key, index), name, known, what)


def _contributor(answer: TargetAnswer, contributors: list[str]) -> Iterator[Finding]:
    entry = answer.entry
    if entry.contributor is not None and entry.contributor not in contributors:
        location = entry.location("contributor")
        yield _unknown(answer, location, entry.contributor, contributors, Words("填报单位", "contributor"))
    elif entry.contributor is None and contributors and answer.given:
        message = Words(
            "这个目标由几个单位分别填报，没写是哪一个。", "This target has contributors; none is named."
        )
        hint = Words(
            f"请加一行 contributor: {contributors[0]}（等）。",
            f"Add a line contributor: {contributors[0]} (or another).",
        )
        yield Finding(RULE.at(entry.location("target"), message, hint), (entry,))


def _unknown(answer: TargetAnswer, location: Location, name: str, known: list[str], what: Words) -> Finding:
    assert answer.plan_target is not None  # the caller has seen to it
    none = Words(
        f"这个目标没有列{what.zh}，请删掉这一行。", f"This target lists no {what.en}; delete the line."
    )
    several = [part for part in re.split("[，、]", name) if part]
    if len(several) > 1 and all(part in known for part in several):
        comma = Words(
            "名称之间用了全角逗号或顿号，改成半角逗号加空格。",
            "Between names write a half-width comma and a space.",
        )
    else:
        comma = None
    listed = Words(f"可选：{'、'.join(known)}。", f"Choose from: {', '.join(known)}.") if known else none
    return Finding(
        RULE.at(
            location,
            Words(f"没有{what.zh}“{name}”。", f"No {what.en} {name}."),
            comma or did_you_mean(name, known, else_say=listed),
            Related(answer.plan_target.target.location("id"), Words("目标在这里", "the target")),
        ),
        (answer.entry,),
    )
