"""JSON Schemas of the file formats, made from the models themselves, for editors: titles and hover text in Chinese.

What an editor offers is what the schema holds, so nothing of the models' own shows: no class names as titles, and no null. A key
without a value is an error in our files, and an editor types what a default or a null branch suggests: ``lead: null``.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from edu_plan_cli.binding.located import NODE, Located
from edu_plan_cli.model.catalogue import CATALOGUE_SCHEMA, Catalogue
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.department_updates import UPDATES_SCHEMA, DepartmentUpdates
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.model.leader_instructions import INSTRUCTIONS_SCHEMA, Instructions
from edu_plan_cli.model.phrases import PHRASES, SECTIONS
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.model.wordbook import WORDS_SCHEMA


class _Generator(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Return a number as written: pydantic would take text as well, which strict models refuse."""
        number: JsonSchemaValue = {"type": "number"}
        for ours, theirs in (("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum")):
            if ours in schema:
                number[theirs] = float(schema[ours])  # type: ignore[literal-required]
        return number


FILES: dict[str, tuple[type[Located], str, str]] = {
    "plan": (Plan, PLAN_SCHEMA, "工作要点"),
    "progress": (Report, PROGRESS_SCHEMA, "进展填报"),
    "updates": (DepartmentUpdates, UPDATES_SCHEMA, "季度之间的进展"),
    "instructions": (Instructions, INSTRUCTIONS_SCHEMA, "批示、整改"),
    "indicators": (Catalogue, CATALOGUE_SCHEMA, "指标目录"),
}


def file_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of ``plan``, ``progress``, ``updates``, ``instructions``, ``indicators`` and ``words`` files (draft 2020-12)."""
    schemas = {
        name: (_of_model(model, fixed), fixed, meaning) for name, (model, fixed, meaning) in FILES.items()
    }
    schemas["words"] = (_of_words(), WORDS_SCHEMA, "报表用语")
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **schema,
            "title": fixed,
            "description": meaning,
        }
        for name, (schema, fixed, meaning) in schemas.items()
    }


def _of_model(model: type[Located], fixed: str) -> dict[str, Any]:
    generated: dict[str, Any] = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    for owner in (generated, *generated.get("$defs", {}).values()):
        _clean(owner)
    generated = _without_null(generated)
    generated["properties"]["schema"]["const"] = fixed
    increase = generated.get("$defs", {}).get("IncreaseTarget")
    if increase:  # the model checks this in code
        share = ["numerator", "denominator"]
        increase["oneOf"] = [
            {"required": ["unit"], "not": {"anyOf": [{"required": [key]} for key in share]}},
            {"required": share, "not": {"required": ["unit"]}},
        ]
    if indicator := generated.get("$defs", {}).get("Indicator"):
        percent = {"enum": ["%", "百分点", "个百分点"]}
        indicator["oneOf"] = [
            {"properties": {"total": {"const": "share"}, "unit": {"enum": ["%"]}}},
            {
                "properties": {"total": {"const": "sum"}, "unit": {"type": "string", "not": percent}},
                "required": ["unit"],
            },
            {"properties": {"total": {"const": "none"}, "unit": {"type": "string"}}, "required": ["unit"]},
        ]
    return generated


def _of_words() -> dict[str, Any]:
    """Return the schema of ``words.yaml``, made of the phrases themselves."""
    one_line = {"pattern": r"^\s*\S([^\n]*\S)?\s*$", "type": "string"}
    closed = {"additionalProperties": False}
    return {
        "$defs": {
            f"{section.title()}Words": {
                **closed,
                "properties": {
                    key: {"default": text, "description": text, **one_line} for key, text in keys.items()
                },
                "required": [],
                "type": "object",
            }
            for section, keys in PHRASES.items()
        },
        **closed,
        "properties": {
            "schema": {"description": WORDS_SCHEMA, **one_line, "const": WORDS_SCHEMA},
            **{
                section: {"$ref": f"#/$defs/{section.title()}Words", "description": SECTIONS[section]}
                for section in PHRASES
            },
        },
        "required": ["schema"],
        "type": "object",
    }


def _clean(owner: dict[str, Any]) -> None:
    owner.pop("description", None)  # the class's docstring is for engineers
    owner.pop("title", None)  # its name too
    properties = owner.get("properties", {})
    properties.pop(NODE, None)
    if "required" in owner:
        owner["required"] = [key for key in owner["required"] if key != NODE]
    for key, property_schema in properties.items():
        title, meaning = KEYS[key]
        property_schema["title"] = title
        if meaning:
            property_schema["description"] = meaning


# The limits of a whole number as the models write them, where pydantic does not give them JSON Schema's names.
_LIMITS = {"ge": "minimum", "gt": "exclusiveMinimum", "le": "maximum", "lt": "exclusiveMaximum"}


def _without_null(schema: Any) -> Any:
    """Return a schema that allows no null and suggests none; what is left of a choice with null stands in its place.

    Limits and defaults of numbers are put as JSON Schema has them.
    """
    if isinstance(schema, list):
        return [_without_null(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {
        _LIMITS.get(key, key): _without_null(value)
        for key, value in schema.items()
        if not (key == "default" and value is None)
    }
    for choice in ("anyOf", "oneOf"):
        branches = made.get(choice)
        if not isinstance(branches, list) or {"type": "null"} not in branches:
            continue
        left = [branch for branch in branches if branch != {"type": "null"}]
        del made[choice]
        made = {**left[0], **made} if len(left) == 1 else {choice: left, **made}
    if made.get("type") in ("number", "integer") and isinstance(made.get("default"), str):
        made["default"] = _number(made["default"])
    return made


def _number(text: str) -> int | float:
    """Return a default as JSON has it: pydantic writes a Decimal as text."""
    return int(text) if text.isdigit() else float(text)
