"""EP412 reported-part-whole-mismatch: reported parts do not fit into the reported whole."""

from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.checks.check import Finding, TargetAnswer, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.kinds.counting import in_unit
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.units import convert

RULE = Rule(
    code="EP412",
    name="reported-part-whole-mismatch",
    severity="error",
    title=Words(
        "填报的“其中”与总数对不上",
        "reported parts that exceed the whole",
    ),
    why=Words(
        "“其中线上 0.7 万人”不能多于总数 1.7 万人；单位先折算再比。工作要点声明了 parts: add_up 的，各部分之和须等于总数。",
        "Of 1.7 万人 no more than 1.7 can have learned online; units are converted before they are compared. With parts: add_up the parts must make up the whole.",
    ),
    remedy=Words(
        "核对两个数和各自的单位（人还是万人）；“其中”是总数里的一部分，不能多出来。",
        "Check both values and their units (人 or 万人): a part lies within its whole.",
    ),
    wrong="value: 9500",
    right="value: 3500",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield reported parts that exceed the reported whole of their quarter, or with ``add_up`` do not make it up."""
    wholes: dict[tuple[str, object], TargetAnswer] = {}
    parts: dict[tuple[str, object], list[tuple[TargetAnswer, NumberTarget]]] = {}
    for answer in year.answers:
        target = answer.plan_target.target if answer.plan_target else None
        if answer.corrects or answer.entry.value is None or not isinstance(target, NumberTarget):
            continue
        wholes.setdefault((target.id, answer.quarter), answer)
        if target.part_of is not None:
            parts.setdefault((target.part_of, answer.quarter), []).append((answer, target))
    for key, members in parts.items():
        whole = wholes.get(key)
        if (
            whole is None
            or whole.plan_target is None
            or not isinstance(whole.plan_target.target, NumberTarget)
        ):
            continue
        unit = whole.plan_target.target.unit
        total = in_unit(whole.entry, unit)
        values = [in_unit(answer.entry, target.unit) for answer, target in members]
        if total is None or None in values:
            continue
        amounts = [
            convert(value or Decimal(0), target.unit, unit)
            for value, (_, target) in zip(values, members, strict=True)
        ]
        added = sum((amount or Decimal(0) for amount in amounts), Decimal(0))
        exact = whole.plan_target.target.parts == "add_up"
        if added > total or (exact and added != total):
            last = members[-1][0].entry
            relation = Words("不等于", "is not") if exact else Words("超过", "exceeds")
            yield Finding(
                RULE.at(
                    last.location("value"),
                    Words(
                        f"“其中”合计 {plain(added)}{unit}，{relation.zh}总数 {plain(total)}{unit}。",
                        f"The parts, {plain(added)}, {relation.en} the whole, {plain(total)} {unit}.",
                    ),
                    Words("请核对两个数和单位（人还是万人）。", "Check both values and their units."),
                    Related(whole.entry.location("value"), Words("总数在这里", "the whole")),
                )
            )
