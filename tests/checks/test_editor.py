"""What a YAML editor does with the shipped schemas, tried through yaml-language-server itself (npm), which VS Code and others use.

``npm install yaml-language-server`` and YAML_LANGUAGE_SERVER=…/node_modules/.bin/yaml-language-server; skipped without.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
SAMPLE = ROOT / "tests/data/sample"
SERVER = os.environ.get("YAML_LANGUAGE_SERVER") or shutil.which("yaml-language-server")
pytestmark = pytest.mark.skipif(SERVER is None, reason="needs yaml-language-server (npm)")
CURSOR = "▮"  # in a text of a test: where the cursor is
CLIENT = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown"]},
    },
    "workspace": {"configuration": True},
}


class Editor:
    """A client of the language server, with one schema for every YAML file."""

    def __init__(self, schema: str) -> None:
        self.number = 0
        self.settings = {
            "schemas": {(ROOT / f"schema/{schema}.json").as_uri(): "*.yaml"},
            "validate": True,
            "completion": True,
            "hover": True,
            "schemaStore": {"enable": False},
        }
        self.running = subprocess.Popen(
            [str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": CLIENT})
        self.send("initialized", {})
        self.send("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})
        while not self.problems("没有这个键: 1\n"):  # until it has read its settings and the schema
            pass

    def close(self) -> None:
        assert self.running.stdin is not None
        assert self.running.stdout is not None
        self.running.stdin.close()
        self.running.kill()
        self.running.stdout.close()
        self.running.wait()

    def _write(self, message: dict[str, Any]) -> None:
        assert self.running.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.running.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.running.stdin.flush()

    def send(self, method: str, params: dict[str, Any]) -> None:
        self._write({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        number = self.number
        self._write({"id": number, "method": method, "params": params})
        return next(m.get("result") for m in self._messages() if m.get("id") == number and "method" not in m)

    def _messages(self) -> Iterator[dict[str, Any]]:
        """What the server says; where it asks for its settings, it is told them."""
        assert self.running.stdout is not None
        while True:
            length = 0
            while (line := self.running.stdout.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message: dict[str, Any] = json.loads(self.running.stdout.read(length))
            if "id" in message and "method" in message:
                items = message.get("params", {}).get("items", [])
                sections = {"yaml": self.settings}
                self._write(
                    {"id": message["id"], "result": [sections.get(item.get("section")) for item in items]}
                )
            yield message

    def opened(self, text: str) -> tuple[str, dict[str, int] | None]:
        """Open a text; returns its address, and where the cursor in it is."""
        self.number += 1
        uri = f"file:///edu-plan/{self.number}.yaml"
        before, sign, _ = text.partition(CURSOR)
        lines = before.split("\n")
        place = {"line": len(lines) - 1, "character": len(lines[-1])} if sign else None
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text.replace(CURSOR, "")}
        self.send("textDocument/didOpen", {"textDocument": document})
        return uri, place

    def problems(self, text: str) -> list[str]:
        uri, _ = self.opened(text)
        for message in self._messages():
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return [found["message"] for found in message["params"]["diagnostics"]]
        return []

    def completions(self, text: str) -> dict[str, str]:
        """What is offered at the cursor, with what accepting it types."""
        uri, place = self.opened(text)
        found = self.ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": place})
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item.get("insertText") or item["textEdit"]["newText"] for item in items}

    def hover(self, text: str) -> str:
        uri, place = self.opened(text)
        found = self.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": place})
        return str(found["contents"]["value"]) if found else ""


@pytest.fixture(scope="module")
def plan() -> Iterator[Editor]:
    editor = Editor("plan")
    yield editor
    editor.close()


@pytest.fixture(scope="module")
def progress() -> Iterator[Editor]:
    editor = Editor("progress")
    yield editor
    editor.close()


TEXT = (SAMPLE / "plan/2023.yaml").read_text(encoding="utf-8")
TEXT = re.sub(r"settings:\n(  .*\n)+", "", TEXT).replace(
    "            schedule: {Q1: 20, Q2: 60}\n", ""
)  # for tests to put in
REPORT = (SAMPLE / "reports/2023/Q2/preschool.yaml").read_text(encoding="utf-8")


TARGET = "          - id: ta2a2\n            kind: number"
IN_TARGET = TEXT.replace(TARGET, f"{TARGET}\n            {CURSOR}", 1)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("revision: 1", "revision: 1"), ""),
        (("revision: 1", "revision: 一"), "revision"),
        (("issuer:", "isuer:"), "isuer"),
        (("target_value: 270", "target_value: 二百七"), "target_value"),
        (("date: 2023-10-12", "date: 十月"), "date"),
        (("issuer: 示例区教育局", "issuer:"), "issuer"),
    ],
)
def test_it_says_the_same_as_validate(change: tuple[str, str], says: str, plan: Editor) -> None:
    said = plan.problems(TEXT.replace(*change, 1))
    assert bool(said) == bool(says), said


PLACES = {
    "at the top": f"{TEXT}{CURSOR}",
    "in settings": f"{TEXT}settings:\n  {CURSOR}",
    "in reporting": f"{TEXT}settings:\n  reporting:\n    {CURSOR}",
    "in the notice": f"{TEXT}notice:\n  {CURSOR}",
    "in a target": IN_TARGET,
}


@pytest.mark.parametrize("place", PLACES)
def test_accepting_a_completion_types_no_null_and_no_text_for_a_number(place: str, plan: Editor) -> None:
    offered = plan.completions(PLACES[place])
    assert len(offered) >= 2, offered
    for label, typed in offered.items():
        assert "null" not in typed, (label, typed)
        assert not re.search(r"(weight|tolerance_percent|due_days|grace_days): [\"']", typed), (label, typed)


def test_objects_offer_their_inner_keys(plan: Editor) -> None:
    assert {"reporting", "lights"} <= plan.completions(PLACES["in settings"]).keys()
    assert {"due_days", "grace_days", "due", "closed"} <= plan.completions(PLACES["in reporting"]).keys()
    assert {"title", "addressees", "text"} <= plan.completions(PLACES["in the notice"]).keys()
    baseline = IN_TARGET.replace(CURSOR, f"baseline:\n              {CURSOR}")
    assert {"value", "date"} <= plan.completions(baseline).keys()
    schedule = IN_TARGET.replace(CURSOR, f"schedule:\n              {CURSOR}")
    assert {"Q1", "Q2", "Q3"} <= plan.completions(schedule).keys()


def test_a_target_is_offered_its_keys(plan: Editor) -> None:
    offered = plan.completions(IN_TARGET)
    assert {"lead", "due", "weight", "baseline", "comparison", "schedule"} <= offered.keys()


HOVERS = {
    "settings": (f"{TEXT}sett{CURSOR}ings:\n  lights: {{lagging_points: 10}}\n", "规则"),
    "a key of it": (f"{TEXT}settings:\n  reporting:\n    due_{CURSOR}days: 10\n", "报送时限"),
    "a number": (TEXT.replace("target_value: 270", f"target_{CURSOR}value: 270", 1), "目标值"),
    "a day": (TEXT.replace("due: 2023-06-30", f"du{CURSOR}e: 2023-06-30", 1), "时限"),
    "the kind": (TEXT.replace("kind: coverage", f"ki{CURSOR}nd: coverage", 1), "种类"),
    "a list": (TEXT.replace("departments:", f"depart{CURSOR}ments:", 1), "科室"),
}


@pytest.mark.parametrize("name", HOVERS)
def test_a_hover_says_the_key_in_our_words_once(name: str, plan: Editor) -> None:
    text, title = HOVERS[name]
    said = plan.hover(text)
    assert title in said
    assert "||" not in said
    assert not re.search(
        r"[A-Z][a-z]+Target|Settings|Reporting|Lights|Baseline|Schedule|Department\b", said
    ), said


def test_an_entry_is_offered_its_keys_without_null(progress: Editor) -> None:
    offered = progress.completions(REPORT.replace("    value: 40\n", f"    value: 40\n    {CURSOR}\n", 1))
    assert {"unit", "account", "evidence", "numerator", "stage"} <= offered.keys()
    assert all("null" not in typed for typed in offered.values())
