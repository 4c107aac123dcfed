"""StratML Part 2 (ANSI/AIIM 22:2017), PerformancePlanOrReport: sections as goals, items as objectives, targets as indicators.

The order of children is the schema's; identifiers are ours, which are xsd:ID by their form. A target's promise stands as
the plan was issued; what an amendment made of it is a second TargetResult from its day on. What StratML has no place
for travels in OtherInformation (model/stratml_keys.py), so ``edu-plan import`` gives the plan back.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.binding.fields import joined
from edu_plan_cli.features.exchange.exported_year import CannotExport, Export, Files, marks
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Item, Plan, Section
from edu_plan_cli.model.stratml_keys import (
    AMENDED,
    BASELINE,
    COOPERATING,
    LEAD,
    MARK,
    PART_2,
    PLACED,
    STAGE,
    STEP,
)
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar
from edu_plan_cli.nodes.writer import as_values, pair
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain

_SHARES = ("share", "coverage")

_Pictures = dict[str, list[tuple[Assessment, TargetAssessment]]]  # each target's picture by quarter


def files(export: Export) -> Files:
    """One document. Raises CannotExport for a plan without sections: StratML wants at least one goal."""
    plan = export.checked.plan
    assert plan is not None  # without one there is no assessment
    if not plan.sections:
        raise CannotExport(
            Words(
                "工作要点还没有任何部分，StratML 至少要一个。",
                "The plan has no section; StratML wants at least one.",
            )
        )
    reported = any(assessed.history for quarter in export.quarters for assessed in quarter.targets)
    root = Element(
        "PerformancePlanOrReport", xmlns=PART_2, Type="Performance_Report" if reported else "Performance_Plan"
    )
    _text(root, "Name", plan.title)
    if plan.overall_requirements:
        _text(root, "Description", plan.overall_requirements)
    _text(
        root,
        "OtherInformation",
        "".join(f"示例：{mark}\n" for mark in marks(export)) + _others(plan.node, "plan"),
    )
    core = SubElement(root, "StrategicPlanCore")
    _organization(core, plan)
    reached: _Pictures = {}
    for quarter in export.quarters:
        for assessed in quarter.targets:
            reached.setdefault(assessed.plan_target.target.id, []).append((quarter, assessed))
    for section in plan.sections:
        _goal(core, plan, section, reached)
    about = SubElement(root, "AdministrativeInformation")
    _text(about, "StartDate", f"{plan.year}-01-01")
    _text(about, "EndDate", f"{plan.year}-12-31")
    indent(root)
    written = tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return {"stratml.xml": f"{head}\n{written}\n".encode()}


def _organization(core: Element, plan: Plan) -> None:
    organization = SubElement(core, "Organization")
    if plan.issuer:
        _text(organization, "Name", plan.issuer)
    if plan.org_code:
        _text(organization, "Identifier", f"_{plan.org_code}")  # an xsd:ID begins with no digit
    for department in plan.departments:
        stakeholder = SubElement(organization, "Stakeholder", StakeholderTypeType="Organization")
        _text(stakeholder, "Name", department.name)


def _goal(core: Element, plan: Plan, section: Section, reached: _Pictures) -> None:
    goal = SubElement(core, "Goal")
    _text(goal, "Name", section.heading)
    _text(goal, "Description", section.text or "")
    _text(goal, "Identifier", section.id)
    _text(goal, "SequenceIndicator", section.number)
    if others := _others(section.node, "section"):
        _text(goal, "OtherInformation", others)
    for item in section.items:
        _objective(goal, plan, item, reached)


def _objective(goal: Element, plan: Plan, item: Item, reached: _Pictures) -> None:
    objective = SubElement(goal, "Objective")
    _text(objective, "Name", item.heading)
    _text(objective, "Description", item.text)
    _text(objective, "Identifier", item.id)
    _text(objective, "SequenceIndicator", str(item.number))
    for identity, role in ((item.lead, LEAD), *((other, COOPERATING) for other in item.cooperating)):
        if identity is not None:
            stakeholder = SubElement(objective, "Stakeholder", StakeholderTypeType="Organization")
            department = plan.department(identity)
            _text(stakeholder, "Name", department.name if department else identity)
            part = SubElement(stakeholder, "Role")
            _text(part, "Name", role)
            _text(part, "RoleType", "Performer")
    if others := _others(item.node, "item"):
        _text(objective, "OtherInformation", others)
    for ordinal, target in enumerate(item.targets, 1):
        _indicator(objective, plan, target, f"{item.number}-{ordinal}", reached.get(target.id, []))


def _indicator(
    objective: Element,
    plan: Plan,
    target: Target,
    label: str,
    reached: list[tuple[Assessment, TargetAssessment]],
) -> None:
    kind = str(target.get("kind"))
    number, unit = _measure(target, kind)
    indicator = SubElement(objective, "PerformanceIndicator")
    is_number = bool(unit) and next(_steps(target), None) is None
    indicator.set("PerformanceIndicatorType", "Quantitative" if is_number else "Qualitative")
    _text(indicator, "SequenceIndicator", label)
    _text(indicator, "MeasurementDimension", target.name)
    _text(indicator, "UnitOfMeasurement", unit)
    _text(indicator, "Identifier", target.id)
    if whole := _scalar(target.node, "part_of"):
        relation = SubElement(indicator, "Relationship", RelationshipType="Narrower_Than")
        _text(relation, "ReferentIdentifier", whole)
        _text(relation, "Name", "其中")
    measured = SubElement(indicator, "MeasurementInstance")
    start, due = map(str, target.window(plan.year))
    _result(
        measured,
        "TargetResult",
        start,
        due,
        number,
        None if number else ("目标", target.goal.zh),
        target.quote,
    )
    now = reached[-1][1] if reached else None
    if now is not None and (now.dropped or now.plan_target.target.goal != target.goal):
        _amended(measured, plan, now)
    for name, step_due in _steps(target):
        _result(measured, "TargetResult", "", step_due, "", (STAGE if kind == "project" else STEP, name), "")
    base = target.node.values.get("baseline")
    if isinstance(base, Mapping):
        _result(
            measured,
            "ActualResult",
            "",
            _scalar(base, "date"),
            _scalar(base, "value"),
            (BASELINE, "基期值"),
            "",
        )
    for assessment, assessed in reached:
        _reached(measured, assessment, assessed)
    unusual = _unusual_dates(target, kind, plan.year)
    _text(
        indicator,
        "OtherInformation",
        _others(target.node, "target", leave=frozenset({"start", "due"} - unusual)),
    )


def _measure(target: Target, kind: str) -> tuple[str, str]:
    """Return the number promised, as it is written, and its unit; empty where a kind has none."""
    if kind == "coverage":
        return "100", "%"
    number = _scalar(target.node, "target_value") or _scalar(target.node, "minimum")
    if kind in _SHARES or "numerator" in target.node.values:
        return number, "%"
    steps = {"project": "阶段", "qualitative": "步"}.get(kind, "")
    return number, _scalar(target.node, "unit") or steps


def _amended(measured: Element, plan: Plan, now: TargetAssessment) -> None:
    amendments = [a for a in plan.amendments if a.target == now.plan_target.target.id]
    last = max(amendments, key=lambda amendment: amendment.date)
    number, _ = _measure(now.plan_target.target, str(now.plan_target.target.get("kind")))
    said = "取消" if now.dropped else now.plan_target.target.goal.zh
    why = "，".join(filter(None, (last.document, last.reason)))
    number = "" if now.dropped else number
    _result(measured, "TargetResult", str(last.date), str(now.due), number, (AMENDED, said), why)


def _reached(measured: Element, assessment: Assessment, assessed: TargetAssessment) -> None:
    """What was answered for a quarter; nothing where nobody answered, or the target was dropped by then."""
    quarter, progress = assessment.view.quarter, assessed.progress
    if assessed.dropped is not None or not (given := assessed.now(quarter)):
        return
    light = figures.light_word(assessed.light, "zh")
    accounts = [reported.entry.account for reported in given if reported.entry.account]
    by = {reported.department for reported in given}
    examples = [
        f"示例：{d.report.illustrative}"
        for d in assessment.departments
        if d.department.id in by and d.report and d.report.illustrative
    ]
    number = plain(progress.value) if progress.value is not None else ""
    descriptor, said = ("灯", light), [*accounts, *examples]
    if not number and progress.cumulative is not None:
        descriptor, said = ("完成情况", progress.cumulative.zh), [light, *said]
    _result(
        measured, "ActualResult", str(quarter.start), str(quarter.end), number, descriptor, "\n".join(said)
    )


def _result(
    measured: Element,
    name: str,
    start: str,
    end: str,
    number: str,
    descriptor: tuple[str, str] | None,
    description: str,
) -> None:
    result = SubElement(measured, name)
    for tag, text in (("StartDate", start), ("EndDate", end), ("NumberOfUnits", number)):
        if text:
            _text(result, tag, text)
    if descriptor is not None:
        said = SubElement(result, "Descriptor")
        _text(said, "DescriptorName", descriptor[0])
        _text(said, "DescriptorValue", descriptor[1])
    if description:
        _text(result, "Description", description)


def _steps(target: Target) -> Iterator[tuple[str, str]]:
    for key in ("steps", "stages"):
        listing = target.node.values.get(key)
        for node in listing.items if isinstance(listing, Listing) else ():
            if isinstance(node, Mapping):
                yield _scalar(node, "name"), _scalar(node, "due")


def _unusual_dates(target: Target, kind: str, year: int) -> set[str]:
    """Dates that are written though the kind would say the same: they travel, so that they come back."""
    usual = target.model_copy(update={"start": None, "due": None}).window(year)
    same = {key for key, day in zip(("start", "due"), usual, strict=True) if target.get(key) == day}
    return same - {"due"} if kind == "milestone" else same


def _others(node: Mapping, of: str, leave: frozenset[str] = frozenset()) -> str:
    """Return the keys StratML has no place for, below the line that says what they are; for a plan the line even so."""
    left = {
        key: as_values(value, joined) for key, value in node.values.items() if key not in PLACED[of] | leave
    }
    lines = [line for key, value in left.items() for line in pair(key, value, 0)]
    return "\n".join([MARK, *lines]) + "\n" if lines or of == "plan" else ""


def _scalar(node: Mapping, key: str) -> str:
    value = node.values.get(key)
    return value.text.strip() if isinstance(value, Scalar) else ""


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text
