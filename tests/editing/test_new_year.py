"""What ``new-year`` drafts always validates, whatever the year before was and however it was amended."""

import random
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.years import DEPARTMENTS, RandomYear, random_year
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.view import default_view
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.editing.next_year_draft import draft
from edu_plan_cli.model.load import load_year

WHOLE, FIRST, SECOND = "twww2", "tppp2", "tppp3"


def with_parts(seed: int) -> RandomYear:
    """A random year with a whole of two parts, each done or not, with due days named, and amended."""
    chance = random.Random(seed)
    year = random_year(seed, targets=5)
    first, how = chance.choice([(50, "add_up"), (50, "within"), (30, "within")])
    number = "kind: number, accumulation: cumulative, unit"
    about = ", comparison: about, tolerance_percent: 3" if chance.random() < 0.5 else ""
    year.targets[WHOLE] = (
        "a",
        f"{number}: 人, target_value: 100, parts: {how}, schedule: {{Q1: 10, Q2: 60}}",
    )
    year.targets[FIRST] = (
        chance.choice(DEPARTMENTS),
        f"{number}: 万人, target_value: 0.00{first}, part_of: {WHOLE}{about}",
    )
    year.targets[SECOND] = ("a", f"{number}: 人, target_value: 50, part_of: {WHOLE}")
    parts = {FIRST: chance.choice([10, first]), SECOND: chance.choice([10, 50, 90])}
    all_parts = sum(parts.values())
    said = {WHOLE: all_parts if how == "add_up" else max(chance.choice([60, 100]), all_parts), **parts}
    for department in DEPARTMENTS:
        mine = [
            f"  - {{target: {identity}, value: {value}, unit: 人}}\n"
            for identity, value in said.items()
            if year.targets[identity][0] == department and chance.random() < 0.8
        ]
        sent, text = year.reports.get((department, 3), (date(2023, 10, 9), "entries:\n"))
        if mine:
            year.reports[department, 3] = (sent, text.replace("nil: true", "entries:") + "".join(mine))
    changes = [
        f"{{target: {WHOLE}, date: 2023-11-01, reason: 调整, set: {{target_value: 20}}}}",
        f"{{target: {WHOLE}, date: 2023-11-01, reason: 调整, drop: true}}",
        f"{{target: {WHOLE}, date: 2023-11-01, reason: 调整, set: {{unit: 所}}}}",
        f"{{target: {SECOND}, date: 2023-11-01, reason: 调整, set: {{part_of: t9999}}}}",
        f"{{target: {SECOND}, date: 2023-11-01, reason: 调整, set: {{part_of: {SECOND}}}}}",
        f"{{target: {SECOND}, date: 2023-11-01, reason: 调整, set: {{target_value: 90, due: 2023-12-20}}}}",
        f"{{target: {FIRST}, date: 2023-11-01, reason: 调整, set: {{comparison: at_least}}}}",
        f"{{target: {FIRST}, date: 2023-11-01, reason: 调整, set: {{lead: nobody, cooperating: [a, nobody]}}}}",
        f"{{target: {FIRST}, date: 2023-11-01, reason: 调整, set: {{contributors: [甲, 乙, 甲]}}}}",
    ]
    chosen = chance.sample(changes, chance.randint(0, 3))
    lines = ["settings:", "  reporting:", "    due: {Q1: 2023-04-12, Q4: 2024-01-12}"]
    lines += ["    closed: [{quarter: Q1, date: 2023-05-01}]"] if chance.random() < 0.5 else []
    lines += ["amendments:", *(f"  - {change}" for change in chosen)] if chosen else []
    return year._replace(amendments="\n".join(lines) + "\n")


def drafted(checked: Checked, day: date) -> tuple[str, list[str]]:
    assert checked.plan is not None
    view = default_view(day, 2023, checked.plan.rules, checked.reports)
    text = draft(assess(checked, view), 2024, []).text
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plan").mkdir()
        (Path(folder) / "plan" / "2024.yaml").write_text(text, encoding="utf-8")
        found = check_year(load_year(Path(folder), 2024))
    return text, [f"{d.code} {d.location} {d.message.zh}" for d in found.diagnostics if d.severity == "error"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.dates(date(2023, 3, 1), date(2024, 6, 30)))
def test_the_draft_validates(seed: int, day: date) -> None:
    text, errors = drafted(with_parts(seed).checked(sound=False), day)
    assert not errors, text


@pytest.mark.parametrize(
    ("reported", "kept", "gone"),
    [
        ({WHOLE: 100, FIRST: 10, SECOND: 90}, ["总数不再带出，不作“其中”"], ["part_of", WHOLE, SECOND]),
        ({WHOLE: 60, FIRST: 10, SECOND: 50}, [WHOLE, "part_of"], ["add_up", SECOND]),
        ({WHOLE: 20, FIRST: 10, SECOND: 10}, [WHOLE, "part_of", "add_up"], []),
    ],
    ids=["the whole is done", "one part is done", "nothing is done"],
)
def test_a_part_goes_on_as_one_while_its_whole_does(
    reported: dict[str, int], kept: list[str], gone: list[str]
) -> None:
    number = "kind: number, accumulation: cumulative, unit: 人, target_value"
    year = RandomYear(
        {
            WHOLE: ("a", f"{number}: 100, parts: add_up"),
            FIRST: ("a", f"{number}: 50, part_of: {WHOLE}"),
            SECOND: ("a", f"{number}: 50, part_of: {WHOLE}"),
        },
        {},
    )
    entries = "".join(f"  - {{target: {identity}, value: {value}}}\n" for identity, value in reported.items())
    year.reports["a", 3] = (date(2023, 10, 9), f"entries:\n{entries}")
    text, errors = drafted(year.checked(), date(2023, 12, 1))
    assert not errors
    assert all(words in text for words in kept)
    assert not any(words in text for words in gone)


def test_a_quote_over_several_lines_still_stands_in_its_text(tmp_path: Path) -> None:
    for name in ("plan", "reports"):
        (tmp_path / name).mkdir()
    plan = RandomYear({"t2222": ("a", "kind: deliverable")}, {})._plan()
    plan = plan.replace("text: 原话", "text: |\n          开齐开足。\n          上好体育课。")
    item, _, rest = plan.partition("          - {id: t2222")
    target = [
        "- id: t2222",
        "  kind: deliverable",
        "  name: 目标",
        "  quote: |",
        "    开齐开足。",
        "    上好体育课。",
    ]
    plan = item + "".join(f"          {line}\n" for line in target) + rest.partition("\n")[2]
    (tmp_path / "plan" / "2023.yaml").write_text(plan, encoding="utf-8")
    checked = check_year(load_year(tmp_path, 2023))
    assert not [d for d in checked.diagnostics if d.severity == "error"]
    assert drafted(checked, date(2023, 12, 1))[1] == []
