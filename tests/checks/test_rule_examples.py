"""A rule's examples are its tests: the right one stands in the sample project, the wrong one makes exactly its problem."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.checks.checked_project import check_project
from edu_plan_cli.diagnostics.diagnostic import Rule

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
FILES = {
    "plan": ["plan/2023.yaml"],
    "report": ["reports/2023/Q2/preschool.yaml", "reports/2023/Q2/adult-education.yaml"],
}
RUNNABLE = [rule for rule in rules().values() if rule.file != "none"]


def test_the_sample_project_is_sound() -> None:
    assert check_project(SAMPLE) == []


@pytest.mark.parametrize("rule", RUNNABLE, ids=lambda rule: f"{rule.code}")
def test_the_wrong_example_makes_the_problem_where_it_stands(rule: Rule, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    path, text = next(
        (path, text)
        for path in FILES[rule.file]
        if rule.right in (text := (SAMPLE / path).read_text(encoding="utf-8"))
    )
    (tmp_path / "p" / path).write_text(text.replace(rule.right, rule.wrong, 1), encoding="utf-8")
    found = [d for d in check_project(tmp_path / "p") if d.code == rule.code]
    assert found, [f"{d.location} {d.code}" for d in check_project(tmp_path / "p")]
    first = text[: text.index(rule.right)].count("\n") + 1
    lines = range(first, first + max(rule.wrong.count("\n"), rule.right.count("\n")) + 1)
    assert any(d.location.path == path and d.location.line in lines for d in found), [
        str(d.location) for d in found
    ]
    assert {d.severity for d in found} == {rule.severity}


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: f"{rule.code}")
def test_every_rule_has_its_words_in_both_languages(rule: Rule) -> None:
    assert rule.title.zh
    assert rule.title.en
    assert rule.why.zh.endswith("。")
    assert rule.why.en.endswith(".")
    assert rule.remedy.zh.endswith("。")
    assert rule.remedy.en.endswith(".")
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right


def test_every_rule_is_named_by_its_violation_and_no_two_alike() -> None:
    names = [rule.name for rule in rules().values()]
    assert [name for name in names if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", name)] == []
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_a_check_is_found_by_its_name() -> None:
    """Its module bears the rule's name, so that a name on a screen leads to one file."""
    from edu_plan_cli.checks import check_registry

    checks = [module for module in vars(check_registry).values() if hasattr(module, "RULE")]
    named = {module.__name__.rpartition(".")[2] for module in checks}
    assert named == {module.RULE.name.replace("-", "_") for module in checks}


def test_codes_are_unique_and_tell_the_stage() -> None:
    from edu_plan_cli.binding import binding_rules as binding
    from edu_plan_cli.checks import check_registry as registry
    from edu_plan_cli.checks import wrong_placeholders
    from edu_plan_cli.files import file_rules as files
    from edu_plan_cli.nodes import yaml_rules as nodes

    assert all(rule.code.startswith("EP0") for rule in files.RULES)
    assert all(rule.code.startswith("EP1") for rule in nodes.RULES)
    assert all(rule.code.startswith("EP2") for rule in binding.RULES)
    plan = [module.RULE.code for module in registry.PLAN_CHECKS]
    reports = [module.RULE.code for module in (*registry.REPORT_CHECKS, *registry.ENTRY_CHECKS)]
    assert all(code.startswith("EP3") for code in plan)
    assert all(code.startswith("EP4") for code in reports)
    assert wrong_placeholders.RULE.code.startswith("EP5")
    assert len(set(plan + reports)) == len(plan + reports)
