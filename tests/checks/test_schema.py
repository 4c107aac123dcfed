"""The JSON Schemas and the models accept and refuse the same files, over every bad file there is."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pydantic_core import SchemaValidator

from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.binding.bind import bind_to
from edu_plan_cli.binding.located import NODE, plain_data
from edu_plan_cli.binding.model_schema import core_schema
from edu_plan_cli.files.reading import SourceFile, read_source
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.load import schema_problem
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.model.wordbook import WORDS_SCHEMA, words_schema
from edu_plan_cli.nodes.node import Mapping
from edu_plan_cli.nodes.reader import read_nodes

ROOT = Path(__file__).parent.parent.parent
NAMES = (
    "plan",
    "progress",
    "indicators",
    "words",
    "assessment",
    "breakdown",
    "due",
    "diagnostics",
    "rollup",
    "observation",
)
SCHEMAS: dict[str, dict[str, Any]] = {
    name: json.loads((ROOT / "schema" / f"{name}.json").read_text(encoding="utf-8")) for name in NAMES
}
VALIDATORS = {
    name: jsonschema.Draft202012Validator(
        SCHEMAS[name],
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )
    for name in NAMES
}
FILES = sorted(
    path
    for folder in (ROOT / "tests/cases", ROOT / "tests/data", ROOT / "plan", ROOT / "reports")
    for path in folder.rglob("*.yaml")
    if path.is_file()
)


def as_json(data: Any) -> Any:
    """What a YAML editor sees: numbers as numbers, no nodes."""
    if isinstance(data, dict):
        return {key: as_json(value) for key, value in data.items() if key != NODE}
    if isinstance(data, list):
        return [as_json(value) for value in data]
    if isinstance(data, Decimal):
        return int(data) if data == data.to_integral_value() else float(data)
    return data


def tree_of(file: Path) -> Mapping | None:
    """The file's tree, where reading itself finds nothing wrong: beyond that a schema cannot speak."""
    source = read_source(ROOT, file)
    if not isinstance(source, SourceFile):
        return None
    document = read_nodes(source)
    return document.root if not document.diagnostics else None


FORMATS = {
    "plan": (core_schema(Plan), PLAN_SCHEMA),
    "progress": (core_schema(Report), PROGRESS_SCHEMA),
    "words": (words_schema(), WORDS_SCHEMA),
}
READERS = {name: SchemaValidator(schema) for name, (schema, _) in FORMATS.items()}
TREES = {file: tree for file in FILES if (tree := tree_of(file)) is not None}


@pytest.mark.parametrize("file", TREES, ids=lambda file: str(file.relative_to(ROOT)))
def test_schema_and_models_agree(file: Path) -> None:
    tree = TREES[file]
    name = "progress" if "reports" in file.parts else "words" if file.stem == "words" else "plan"
    schema, expected = FORMATS[name]
    problems = bind_to(schema, READERS[name], tree).diagnostics
    refused = schema_problem(tree, expected) is not None or bool(problems)
    errors = [error.message for error in VALIDATORS[name].iter_errors(as_json(plain_data(tree)))]
    assert bool(errors) == refused, errors


def test_the_corpus_has_both_kinds() -> None:
    good = [file for file in TREES if "cases" not in file.parts]
    assert len(good) > 40
    assert len(TREES) > 120


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_schema_is_what_the_command_prints(name: str) -> None:
    """``for n in plan progress indicators words assessment diagnostics rollup observation; do edu-plan schema $n -o schema/$n.json --force; done``."""
    assert edu_plan("schema", name).out == (ROOT / "schema" / f"{name}.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", ["plan", "progress", "indicators", "words"])
def test_an_editor_is_offered_no_null_and_no_title_but_ours(name: str) -> None:
    """An accepted completion types what a null branch or default suggests, ``lead: null``; a hover shows every title there is."""

    def parts(schema: Any) -> Iterator[dict[str, Any]]:
        if isinstance(schema, dict):
            yield schema
            for value in schema.values():
                yield from parts(value)
        elif isinstance(schema, list):
            for value in schema:
                yield from parts(value)

    for part in parts(SCHEMAS[name]):
        assert part.get("type") != "null"
        assert part.get("default", 0) is not None
        assert None not in part.get("enum", []) if isinstance(part.get("enum"), list) else True
        assert not {"ge", "le", "gt", "lt"} & part.keys()  # the models' own names, no keywords of JSON Schema
        if part.get("type") in ("number", "integer"):
            assert not isinstance(part.get("default"), str)
        title = part.get("title")
        if isinstance(title, str):
            assert re.search("[\u4e00-\u9fff]", title) or title == f"edu-plan/{name}@1"


def test_every_key_of_a_file_has_a_chinese_title() -> None:
    for name in ("plan", "progress", "indicators"):
        schema = SCHEMAS[name]
        for owner in (schema, *schema["$defs"].values()):
            for key, found in owner.get("properties", {}).items():
                assert any("\u4e00" <= c <= "\u9fff" for c in found["title"]), key
