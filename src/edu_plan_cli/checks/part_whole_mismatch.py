"""EP307 part-whole-mismatch: a part (其中…) has no whole, another family of units, or does not fit into its whole."""

from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.units import convert

RULE = Rule(
    code="EP307",
    name="part-whole-mismatch",
    severity="error",
    title=Words("“其中”与总数对不上", "parts that do not fit their whole"),
    why=Words(
        "“1.7万人左右，其中线上0.7万人左右”：各“其中”之和不能超过总数；声明了 parts: add_up 的，须正好相等。",
        "Of '1.7万人, 其中线上0.7万人' the parts may not exceed the whole; where parts: add_up is declared they must make it up exactly.",
    ),
    remedy=Words(
        "核对两个目标值和单位（人还是万人）；part_of 写总数那个目标的 id；各部分不必凑满总数的，不写 parts: add_up。",
        "Check both values and their units (人 or 万人). part_of is the id of the target that is the whole. Leave parts: add_up out where the parts need not make up the whole.",
    ),
    wrong="target_value: 1.9\n            unit: 万人\n            part_of: td4d4",
    right="target_value: 0.7\n            unit: 万人\n            part_of: td4d4",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield parts whose whole is missing or in another unit, and parts that together do not fit their whole."""
    parts: dict[str, list[NumberTarget]] = {}
    for plan_target in year.plan_targets:
        target = plan_target.target
        if not isinstance(target, NumberTarget) or target.part_of is None:
            continue
        whole = year.targets.get(target.part_of)
        if whole is None or not isinstance(whole.target, NumberTarget) or whole.target is target:
            yield Finding(
                RULE.at(
                    target.location("part_of"),
                    Words("目标不能是自己的“其中”。", "A target cannot be a part of itself.")
                    if whole is not None and whole.target is target
                    else Words(
                        f"没有 id 为 {target.part_of} 的数量目标可作总数。",
                        f"No number target {target.part_of} to be a part of.",
                    ),
                    Words("请写总数那个目标的 id。", "Write the id of the target that is the whole."),
                )
            )
        elif convert(target.target_value, target.unit, whole.target.unit) is None:
            yield Finding(
                RULE.at(
                    target.location("unit"),
                    Words(
                        f"单位 {target.unit} 不能折算成总数的 {whole.target.unit}。",
                        f"{target.unit} does not convert to the whole's {whole.target.unit}.",
                    ),
                    Words("部分和总数要用同一类单位。", "A part and its whole need units of one family."),
                    Related(whole.target.location("unit"), Words("总数的单位", "the whole's unit")),
                )
            )
        else:
            parts.setdefault(target.part_of, []).append(target)
    for identity, members in parts.items():
        yield from _sum(year, identity, members)


def _sum(year: Year, identity: str, members: list[NumberTarget]) -> Iterator[Finding]:
    whole = year.targets[identity].target
    assert isinstance(whole, NumberTarget)  # the caller has seen to it
    total = sum(
        (convert(part.target_value, part.unit, whole.unit) or Decimal(0) for part in members), Decimal(0)
    )
    exact = whole.parts == "add_up"
    if total > whole.target_value or (exact and total != whole.target_value):
        relation = Words("须等于", "must equal") if exact else Words("不能超过", "must not exceed")
        yield Finding(
            RULE.at(
                members[-1].location("target_value"),
                Words(
                    f"各“其中”之和 {plain(total)}{whole.unit} {relation.zh}总数 {plain(whole.target_value)}{whole.unit}。",
                    f"The parts' sum {plain(total)} {relation.en} the whole's {plain(whole.target_value)} {whole.unit}.",
                ),
                Words("请核对各目标值和单位。", "Check the target values and their units."),
                Related(whole.location("target_value"), Words("总数在这里", "the whole")),
            )
        )
