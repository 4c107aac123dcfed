"""EP301 duplicate-id: an id stands for two things."""

from collections.abc import Iterator

from edu_plan_cli.binding.located import Located
from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.model.identity import mint
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP301",
    name="duplicate-id",
    severity="error",
    title=Words("id 重复", "an id used twice"),
    why=Words(
        "填报按 id 找到目标；两个目标共用一个 id，数就会记到别人名下。id 编定后不改、不重用。",
        "Reports find their target by id; two targets with one id would take each other's figures.",
    ),
    remedy=Words(
        "后加的那一个（多半是复制来的）换成提示里给的新 id；已经有人填报的 id 不要动。",
        "Give the one added later (mostly a copy) the new id that the hint names. Do not touch an id that has been reported on.",
    ),
    wrong="id: tb2b2\n            kind: milestone",
    right="id: tc3c3\n            kind: milestone",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield ids that a department, section, item, target or candidate before it has."""
    first: dict[str, Located] = {}
    plan = year.plan
    named: list[tuple[str, Located, str]] = [
        *((d.id, d, "") for d in plan.departments),
        *((s.id, s, s.heading) for s in plan.sections),
        *((i.id, i, i.heading) for i in plan.items),
        *((p.target.id, p.target, p.target.name) for p in year.plan_targets),
        *((c.id, c, c.name) for i in plan.items for c in i.candidates),
    ]
    taken = {identity for identity, _, _ in named}
    for identity, element, name in named:
        if identity not in first:
            first[identity] = element
            continue
        hint = Words("请另编一个 id。", "Choose another id.")
        if name:
            fresh = mint(identity[0], name, taken)
            hint = Words(
                f"请给新加的这一个换个 id，例如 {fresh}。", f"Give the newer one another id, such as {fresh}."
            )
        yield Finding(
            RULE.at(
                element.location("id"),
                Words(f"id {identity} 重复了。", f"Id {identity} is used twice."),
                hint,
                Related(first[identity].location("id"), Words("先在这里用了", "first used here")),
            )
        )
