"""What our StratML has where: shared by those who read it and those who write it.

The standard's elements hold what they have a place for. The other keys of a plan, item or target stand in its
``OtherInformation`` as they stand in a plan's file, below a line that says so, and come back from there.
"""

from edu_plan_cli.model.plan import PLAN_SCHEMA

PART_2 = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
MARK = f"# {PLAN_SCHEMA}"

# Names of roles and descriptors, which StratML leaves to whoever writes it.
LEAD, COOPERATING = "牵头", "配合"
STEP, STAGE, BASELINE, AMENDED = "步骤", "阶段", "基期", "调整后"

# The keys with a place in StratML. Of a target's dates only what its kind would not say by itself travels apart.
PLACED = {
    "plan": {"schema", "year", "title", "issuer", "overall_requirements", "sections"},
    "section": {"id", "number", "heading", "text", "items"},
    "item": {"id", "number", "heading", "text", "lead", "cooperating", "targets"},
    "target": {
        "id",
        "name",
        "quote",
        "unit",
        "target_value",
        "minimum",
        "baseline",
        "part_of",
        "steps",
        "stages",
    },
}
