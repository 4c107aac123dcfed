"""The core schema of a model, which pydantic-core validates by: as written out in ``core_schemas``, else as pydantic makes it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from edu_plan_cli.binding import core_schemas, validation
from edu_plan_cli.binding.validation import SchemaValidator

Schema = dict[str, Any]

PACKAGE = "edu_plan_cli."


class FieldSchema(NamedTuple):
    """A field of a model: its key in a file, whether it has to be written, and what its value must be."""

    key: str
    required: bool
    schema: Schema


def written_out() -> bool:
    """Tell whether the written schemas are those of the pydantic-core at hand. Any other makes its own, more slowly."""
    return validation.__version__.startswith(f"{core_schemas.PYDANTIC_CORE}.")


@cache
def core_schema(model: type) -> Schema:
    """Return the core schema of a model, the schemas of other models within it put in place."""
    if written_out():
        return core_schemas.SCHEMAS[name_of(model)](_Names)
    model.model_rebuild()  # type: ignore[attr-defined]  # the models are pydantic's then
    schema: Schema = put_in_place(model.__pydantic_core_schema__, {})  # type: ignore[attr-defined]
    return schema


@cache
def validator(model: type) -> SchemaValidator:
    """Return what validates the data of a model."""
    return SchemaValidator(core_schema(model))


@cache
def fields(model: type) -> dict[str, FieldSchema]:
    """Return the fields of a model by name, in the model's order."""
    return fields_of(core_schema(model))


def fields_of(schema: Schema) -> dict[str, FieldSchema]:
    """Return the fields of a model's schema, or of one of a mapping without a model."""
    while "fields" not in schema:
        schema = schema["schema"]
    return {
        name: FieldSchema(
            field.get("validation_alias", name),
            field["schema"]["type"] != "default" and field.get("required", True),
            field["schema"],
        )
        for name, field in schema["fields"].items()
    }


def with_fields(schema: Schema) -> Iterator[Schema]:
    """Yield every schema with fields that a value may have to answer to, through choices, lists and what may be left out."""
    if "fields" in schema or schema["type"] == "model":
        yield schema
    elif schema["type"] == "tagged-union":
        for choice in schema["choices"].values():
            yield from with_fields(choice)
    else:
        inner = schema.get("schema") or schema.get("items_schema")
        if inner is not None:
            yield from with_fields(inner)


def is_text(schema: Schema) -> bool:
    """Tell whether a value is text, whatever else it has to be."""
    while "schema" in schema and schema["type"] != "model":
        schema = schema["schema"]
    return bool(schema["type"] == "str")


def mapping_schema(keys: Mapping[str, FieldSchema], node: str) -> Schema:
    """Return the schema of a mapping without a model: keys with what each must hold, its node under ``node``, and no other key."""
    fields = {
        name: {"type": "typed-dict-field", "schema": field.schema, "required": field.required}
        for name, field in {**keys, node: FieldSchema(node, required=True, schema={"type": "any"})}.items()
    }
    return {"type": "typed-dict", "fields": fields, "strict": True, "extra_behavior": "forbid"}


def put_in_place(schema: Any, definitions: Mapping[str, Schema]) -> Any:
    """Return a schema of pydantic's with definitions in the places that refer to them, without what serves other ends."""
    if isinstance(schema, list):
        return [put_in_place(part, definitions) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "definitions":
        return put_in_place(schema["schema"], {each["ref"]: each for each in schema["definitions"]})
    if schema.get("type") == "definition-ref":
        return put_in_place(definitions[schema["schema_ref"]], definitions)
    unused = (
        "metadata",
        "ref",
        "serialization",
        "serialization_alias",
        "serialization_exclude",
        "computed_fields",
    )
    return {key: put_in_place(part, definitions) for key, part in schema.items() if key not in unused}


def name_of(thing: Any) -> str:
    """Return the name a class or a function is found by: its module within the package, and its own."""
    return f"{thing.__module__.removeprefix(PACKAGE)}:{thing.__qualname__}"


class _Names:
    """What a written schema names, looked up when it is used: models and functions belong to later stages than this one."""

    @staticmethod
    def named(name: str) -> Any:
        module, _, path = name.partition(":")
        thing: Any = import_module(PACKAGE + module)
        for part in path.split("."):
            thing = getattr(thing, part)
        return thing

    @staticmethod
    def schema(name: str) -> Schema:
        return core_schema(_Names.named(name))

    @staticmethod
    def form(name: str) -> Schema:
        """Return the schema of a form of value (``fields``)."""
        schema: Schema = _Names.named(f"binding.fields:{name}").__metadata__[0].schema
        return schema

    @staticmethod
    def decimal(text: str) -> Decimal:
        return Decimal(text)
