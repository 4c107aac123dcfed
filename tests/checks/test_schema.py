"""The JSON Schemas and the models accept and refuse the same files, over every bad file there is."""

import json
import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commands.running import edu_plan
from edu_plan_cli.binding.bind import bind
from edu_plan_cli.binding.located import NODE, Located, plain_data
from edu_plan_cli.files.reading import SourceFile, read_source
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.load import schema_problem
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.model.wordbook import WORDS_SCHEMA, words_model
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


MODELS: dict[str, tuple[type[Located], str]] = {
    "plan": (Plan, PLAN_SCHEMA),
    "progress": (Report, PROGRESS_SCHEMA),
    "words": (words_model(), WORDS_SCHEMA),
}
TREES = {file: tree for file in FILES if (tree := tree_of(file)) is not None}


@pytest.mark.parametrize("file", TREES, ids=lambda file: str(file.relative_to(ROOT)))
def test_schema_and_models_agree(file: Path) -> None:
    tree = TREES[file]
    name = "progress" if "reports" in file.parts else "words" if file.stem == "words" else "plan"
    model, expected = MODELS[name]
    refused = schema_problem(tree, expected) is not None or bool(bind(model, tree).diagnostics)
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


def test_every_key_of_a_file_has_a_chinese_title() -> None:
    for name in ("plan", "progress", "indicators"):
        schema = SCHEMAS[name]
        for owner in (schema, *schema["$defs"].values()):
            for key, found in owner.get("properties", {}).items():
                assert any("\u4e00" <= c <= "\u9fff" for c in found["title"]), key


SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")


@pytest.mark.skipif(SERVER is None, reason="needs yaml-language-server (npm)")
@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("revision: 1", "revision: 1"), ""),
        (("revision: 1", "revision: 一"), "revision"),
        (("issuer:", "isuer:"), "isuer"),
        (("target_value: 270", "target_value: 二百七"), "target_value"),
        (("date: 2023-10-12", "date: 十月"), "date"),
    ],
)
def test_the_language_server_says_the_same(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    text = (ROOT / "tests/data/sample/plan/2023.yaml").read_text(encoding="utf-8").replace(*change, 1)
    said = _ask_server(str(SERVER), text, tmp_path)
    assert bool(said) == bool(says), said


def _ask_server(server: str, text: str, folder: Path) -> list[str]:
    uri = (folder / "2023.yaml").as_uri()
    schema = (ROOT / "schema/plan.json").as_uri()
    settings = {"yaml": {"schemas": {schema: "*.yaml"}, "validate": True, "schemaStore": {"enable": False}}}
    running = subprocess.Popen(
        [server, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert running.stdin is not None
    assert running.stdout is not None

    def send(message: dict[str, Any]) -> None:
        assert running.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        running.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        running.stdin.flush()

    send(
        {"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": {}}}
    )
    send({"method": "initialized", "params": {}})
    send({"method": "workspace/didChangeConfiguration", "params": {"settings": settings}})
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
    try:
        while True:
            length = 0
            while (line := running.stdout.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message = json.loads(running.stdout.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                return [found["message"] for found in message["params"]["diagnostics"]]
            if "id" in message and "method" in message:  # it asks for its settings
                send(
                    {
                        "id": message["id"],
                        "result": [settings["yaml"]] * len(message["params"].get("items", [])),
                    }
                )
    finally:
        running.stdin.close()
        running.kill()
        running.stdout.close()
        running.wait()
