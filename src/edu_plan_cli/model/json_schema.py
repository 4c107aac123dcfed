"""JSON Schemas of the file formats, made from the models themselves, for editors: titles and hover text in Chinese."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from edu_plan_cli.binding.located import NODE, Located
from edu_plan_cli.model.catalogue import CATALOGUE_SCHEMA, Catalogue
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.model.wordbook import WORDS_SCHEMA, words_model


class _Generator(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """Return a number as written: pydantic would take text as well, which strict models refuse."""
        number: JsonSchemaValue = {"type": "number"}
        for ours, theirs in (("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum")):
            if ours in schema:
                number[theirs] = float(schema[ours])  # type: ignore[literal-required]
        return number


def json_schema(name: str) -> dict[str, Any]:
    """Return the schema of ``plan``, ``progress``, ``indicators`` or ``words`` files (draft 2020-12)."""
    formats: dict[str, tuple[type[Located], str]] = {
        "plan": (Plan, PLAN_SCHEMA),
        "progress": (Report, PROGRESS_SCHEMA),
        "indicators": (Catalogue, CATALOGUE_SCHEMA),
        "words": (words_model(), WORDS_SCHEMA),
    }
    model, fixed = formats[name]
    generated = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    for owner in (generated, *generated.get("$defs", {}).values()):
        _clean(owner)
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
            {"properties": {"total": {"const": "share"}, "unit": {"enum": ["%", None]}}},
            {
                "properties": {"total": {"const": "sum"}, "unit": {"type": "string", "not": percent}},
                "required": ["unit"],
            },
            {"properties": {"total": {"const": "none"}, "unit": {"type": "string"}}, "required": ["unit"]},
        ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **generated,
        "title": fixed,
        "description": {
            "plan": "工作要点",
            "progress": "进展填报",
            "indicators": "指标目录",
            "words": "报表用语",
        }[name],
    }


def _clean(owner: dict[str, Any]) -> None:
    owner.pop("description", None)  # the class's docstring is for engineers
    properties = owner.get("properties", {})
    properties.pop(NODE, None)
    if "required" in owner:
        owner["required"] = [key for key in owner["required"] if key != NODE]
    for key, property_schema in properties.items():
        if "description" in property_schema:  # of a phrase: the built-in one
            continue
        title, meaning = KEYS[key]
        property_schema["title"] = title
        if meaning:
            property_schema["description"] = meaning
