"""EP309 duplicate-name: a name that people choose by is used twice."""

from collections.abc import Iterator

from edu_plan_cli.binding.located import Located
from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP309",
    name="duplicate-name",
    severity="error",
    title=Words("名称重复", "a name used twice"),
    why=Words(
        "科室的名称和别名，一个目标的阶段、步骤和填报单位，填报时都靠名称来选；重名就分不清选的是哪个。",
        "Departments and their aliases, and a target's stages, steps and contributors, are chosen by name in reports; two alike cannot be told apart.",
    ),
    remedy=Words(
        "给其中一个改名，或删掉重复的那一个；同名的单位加上地名来区分。",
        "Rename one of them, or delete the second. Tell two bodies of one name apart by their place.",
    ),
    wrong="- id: preschool\n    name: 办公室",
    right="- id: preschool\n    name: 学前教育科",
    file="plan",
)


_Named = tuple[str, Located, str, int | None]  # a name, and where it is written


def check(year: Year) -> Iterator[Finding]:
    """Yield names that another department, or another stage, step or contributor of the target, has."""
    plan = year.plan
    named: list[_Named] = []
    for department in plan.departments:
        named.append((department.name, department, "name", None))
        named += [(alias, department, "aliases", index) for index, alias in enumerate(department.aliases)]
    yield from _repeated(named, Words("科室名称", "Department name"))
    leaders: list[_Named] = [(each.called, each, "post", None) for each in plan.leaders]
    yield from _repeated(leaders, Words("分管领导", "Leader"))
    for plan_target in year.plan_targets:
        target = plan_target.target
        for key, what in (("stages", Words("阶段", "Stage")), ("steps", Words("步骤", "Step"))):
            if stages := target.get(key):
                yield from _repeated([(stage.name, stage, "name", None) for stage in stages], what)
        if contributors := target.get("contributors"):
            yield from _repeated(
                [(name, target, "contributors", index) for index, name in enumerate(contributors)],
                Words("填报单位", "Contributor"),
            )


def _repeated(named: list[_Named], what: Words) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    if len({name for name, *_ in named}) == len(named):
        return
    for name, element, key, index in named:
        location = element.location(key, index)
        if name in first:
            yield Finding(
                RULE.at(
                    location,
                    Words(f"{what.zh}“{name}”重复了。", f"{what.en} {name} is used twice."),
                    Words("请改名，或删掉多余的一个。", "Rename it, or delete one."),
                    Related(first[name], Words("先在这里用了", "first used here")),
                )
            )
        first.setdefault(name, location)
