"""docs/checks holds a page for each check, made from the check's own rule, and no other."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from rich.cells import cell_len

from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.checks.check_registry import rules

DOCS = Path(__file__).parent.parent.parent / "docs"
SCREEN = 80


@pytest.fixture(scope="module")
def make_checks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_checks", DOCS / "make_checks.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_as_the_checks_say(make_checks: ModuleType) -> None:
    """``python docs/make_checks.py`` writes them anew."""
    assert make_checks.problems(DOCS / "checks") == []


def test_a_page_that_is_stale_missing_or_left_over_is_named(make_checks: ModuleType, tmp_path: Path) -> None:
    make_checks.write(tmp_path)
    (tmp_path / "duplicate-id.md").write_text("旧的\n", encoding="utf-8")
    (tmp_path / "merge-conflict.md").unlink()
    (tmp_path / "no-such-check.md").touch()
    assert sorted(make_checks.problems(tmp_path)) == [
        "duplicate-id.md is not as its check says",
        "merge-conflict.md is not as its check says",
        "no-such-check.md belongs to no check",
    ]
    make_checks.write(tmp_path)
    assert make_checks.problems(tmp_path) == []


def test_a_page_says_all_that_its_rule_says(make_checks: ModuleType) -> None:
    page = make_checks.pages()["quote-not-in-text.md"]
    rule = rules()["EP304"]
    for part in (
        *rule.title[:1],
        *rule.why,
        *rule.remedy,
        rule.wrong,
        rule.right,
        "# EP304 quote-not-in-text",
    ):
        assert part in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_list_of_codes_fits_a_terminal(lang: str) -> None:
    lines = edu_plan("--lang", lang, "explain").out.splitlines()
    assert len(lines) == len(rules())
    assert [line for line in lines if cell_len(line) > SCREEN] == []
