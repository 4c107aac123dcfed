"""What people call items, targets and departments, as they type it; files are read strictly and know nothing of it."""

from pathlib import Path

import pytest

from edu_plan_cli.model.load import load_plan
from edu_plan_cli.model.plan import Item, Plan, PlanTarget
from edu_plan_cli.model.references import (
    alike,
    alike_departments,
    find_department,
    find_item,
    find_target,
    find_thing,
)

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def plan() -> Plan:
    plan = load_plan(ROOT, 2023)
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    "typed",
    ["14-2", "14.2", "14．2", "14－2", "14—2", "14–2", "１４-２", "14（2）", "14(2)", "第14项第2个", "第14项的第2个目标", "第十四项第二个", "14项2", "新增公办幼儿园学位", "幼儿园学位"],
)  # fmt: skip
def test_a_target_by_every_way_people_write_it(plan: Plan, typed: str) -> None:
    found = find_target(plan, typed)
    assert found is not None
    assert found.label == "14-2"
    assert find_thing(plan, typed) == found
    assert find_target(plan, found.target.id) == found


@pytest.mark.parametrize("typed", ["14", "14.", "第14项", "第十四项", "１４", "实施安心托幼行动", "安心托幼"])
def test_an_item_by_number_or_heading(plan: Plan, typed: str) -> None:
    found = find_item(plan, typed)
    assert found is not None
    assert found.number == 14
    assert find_thing(plan, typed) is found


@pytest.mark.parametrize("typed", ["14-20", "14.10", "99", "幼儿园", "教师", "没有这个", "园", "t9999"])
def test_what_names_nothing_or_several_is_none(plan: Plan, typed: str) -> None:
    assert find_thing(plan, typed) is None


def test_what_may_be_meant_is_offered(plan: Plan) -> None:
    assert alike(plan, "14-20")[1] == "14-2 新增公办幼儿园学位"
    assert "14-2 新增公办幼儿园学位" in alike(plan, "新增公办幼儿学位")
    assert alike(plan, "幼儿园")[0] == "13-2 五松新村幼儿园"
    assert alike(plan, "ZZZZ") == []


@pytest.mark.parametrize(("typed", "identity"), [("学前", "preschool"), ("学前科", "preschool"), ("督导", "supervision"), ("装备", "facilities"), ("preschool", "preschool"), ("办公室", "office")])  # fmt: skip
def test_a_department_by_an_unambiguous_part_of_its_name(plan: Plan, typed: str, identity: str) -> None:
    found = find_department(plan, typed)
    assert found is not None
    assert found.id == identity
    assert plan.department(typed) in (found, None)  # files are read strictly


@pytest.mark.parametrize("typed", ["教育", "科", "没有", ""])
def test_an_ambiguous_part_is_no_department(plan: Plan, typed: str) -> None:
    assert find_department(plan, typed) is None
    assert "学前教育科" in alike_departments(plan, "教育")


def test_a_name_counts_before_a_part_of_one(plan: Plan) -> None:
    for found in plan.targets:
        thing = find_thing(plan, found.target.name)
        assert isinstance(thing, PlanTarget | Item), found.target.name
