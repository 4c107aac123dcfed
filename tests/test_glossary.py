"""docs/glossary.md is made of one table, whose code places exist and whose words are those of keys and screens."""

import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.model.keys import KEYS

DOCS = Path(__file__).parent.parent / "docs"
TERMS: list[dict[str, Any]] = tomllib.loads((DOCS / "glossary.toml").read_text(encoding="utf-8"))["term"]
USED = """
    plan section item target candidate indicator baseline accumulation quarter report entry lead cooperating contributor
    evidence form amendment close-out light completion assessment observation roll-up diagnostic location milestone stage
    step schedule quote
""".split()


def test_the_page_is_made_of_the_table() -> None:
    """``python docs/make_glossary.py`` writes it anew."""
    made = subprocess.run(
        [sys.executable, DOCS / "make_glossary.py", "--print"], capture_output=True, check=True, timeout=60
    )
    assert made.stdout.decode() == (DOCS / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("term", TERMS, ids=lambda term: str(term["en"]))
def test_a_term_stands_where_the_table_says(term: dict[str, Any]) -> None:
    module_name, _, path = term["code"].partition(":")
    thing: Any = import_module(f"edu_plan_cli.{module_name}")
    for name in filter(None, path.split(".")):
        assert hasattr(thing, name) or name in thing.fields()
        thing = getattr(thing, name, None)


@pytest.mark.parametrize("term", [term for term in TERMS if "key" in term], ids=lambda term: str(term["en"]))
def test_a_key_is_called_in_chinese_as_its_term_is(term: dict[str, Any]) -> None:
    assert KEYS[term["key"]][0] == term["zh"]


def test_the_words_of_commands_and_keys_are_explained_once() -> None:
    names = [term["en"] for term in TERMS]
    assert len(names) == len(set(names))
    assert [word for word in USED if word not in names] == []
    assert {"expected progress", "target value", "nil report", "rule, code, name"} <= set(names)
    assert {words.zh for words in ACCUMULATION_WORDS.values()} <= {term["zh"] for term in TERMS}
