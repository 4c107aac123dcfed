"""A 责任分解表 that was written is read back whole: title, number, tasks, texts, who is in charge, leads and helps, days and nodes."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from commands.running import SAMPLE, done, sample_in
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.features.importing.leaders import read_leaders

FORMATS = ("docx", "xlsx", "html", "md")


def plan_of(file: Path) -> dict[str, Any]:
    plan: dict[str, Any] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return plan


def close(text: str) -> str:
    return "".join(text.split())


def read_back(project: Path, name: str, folder: Path) -> dict[str, Any]:
    done(project, "2023-03-20", "breakdown", "-o", str(folder / f"责任分解表.{name}"))
    ran = edu_plan("import", str(folder / f"责任分解表.{name}"), "-o", str(folder / "2023.yaml"), cwd=folder)
    assert ran.code == 0, ran.out + ran.err
    return plan_of(folder / "2023.yaml")


def leaders_by_name(plan: dict[str, Any], used: set[str]) -> dict[str, set[str]]:
    names = {each["id"]: each["name"] for each in plan["departments"]}
    return {
        f"{each['post']} {each.get('name', '')}".strip(): set(mine)
        for each in plan["leaders"]
        if (mine := [names[who] for who in each.get("departments", ()) if names[who] in used])
    }


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_written_is_read_back(name: str, tmp_path: Path) -> None:
    project = sample_in(tmp_path / "p")
    issued, read = plan_of(project / "plan" / "2023.yaml"), read_back(project, name, tmp_path)
    for key in ("title", "document_number", "illustrative"):
        assert close(read[key]) == close(issued[key]), key
    assert [s["heading"] for s in read["sections"]] == [s["heading"] for s in issued["sections"]]
    items = [[item for section in plan["sections"] for item in section["items"]] for plan in (issued, read)]
    assert len(items[0]) == len(items[1])
    names = [{each["id"]: each["name"] for each in plan["departments"]} for plan in (issued, read)]
    for before, after in zip(*items, strict=True):
        assert (after["number"], after["heading"]) == (before["number"], before["heading"])
        assert close(after["text"]).startswith(close(before["text"])), before["number"]
        leads = {names[0][target.get("lead", before["lead"])] for target in before["targets"]}
        helps = {names[0][who] for who in before.get("cooperating", ())} - leads
        assert {names[1][who] for who in (after["lead"], *after.get("cooperating", ()))} >= leads
        assert helps - {names[1][who] for who in (after["lead"], *after.get("cooperating", ()))} == set()
        for target in before["targets"]:
            for part in (target, *target.get("steps", ()), *target.get("stages", ())):
                assert close(part["name"]) in close(after["text"])
    used = {who for plan, named in zip((issued, read), names, strict=True) for who in _leads(plan, named)}
    assert leaders_by_name(read, used) == leaders_by_name(issued, used)


def _leads(plan: dict[str, Any], names: dict[str, str]) -> set[str]:
    items = [item for section in plan["sections"] for item in section["items"]]
    return {names[target.get("lead", item["lead"])] for item in items for target in item.get("targets", ())}


def test_an_item_in_the_charge_of_another_leader_names_its_own(tmp_path: Path) -> None:
    read = read_back(SAMPLE, "docx", tmp_path)
    items = {item["number"]: item for section in read["sections"] for item in section["items"]}
    by_post = {each["post"]: each.get("departments", []) for each in read["leaders"]}
    assert len(by_post["副局长"]) == 1
    assert len(by_post["局长"]) == 2, "the office, and the department whose only item the plan gives to 局长"
    assert "leader" not in items[15]


def test_what_import_wrote_of_it_validates(tmp_path: Path) -> None:
    project = sample_in(tmp_path / "p")
    done(project, "2023-03-20", "breakdown", "-o", str(tmp_path / "责任分解表.docx"))
    (tmp_path / "n" / "reports").mkdir(parents=True)
    (tmp_path / "n" / "plan").mkdir()
    assert (
        edu_plan("import", str(tmp_path / "责任分解表.docx"), "-o", "plan/2023.yaml", cwd=tmp_path / "n").code
        == 0
    )
    ran = edu_plan("validate", cwd=tmp_path / "n")
    assert " error " not in ran.out, ran.out


@pytest.mark.parametrize(
    ("texts", "leaders", "of_items"),
    [
        (["分管领导：副局长\n牵头科室：基教科"], [("副局长", None, ["a"])], [None]),
        (["责任领导：副局长 甲某\n责任科室：基教科"], [("副局长", "甲某", ["a"])], [None]),
        (["牵头领导：党委书记、局长\n牵头科室：基教科"], [("党委书记、局长", None, ["a"])], [None]),
        (["分管领导：甲某、乙某\n牵头科室：基教科"], [], [None]),
        (["分管领导：甲某\n牵头科室：基教科"], [("局领导", "甲某", ["a"])], [None]),
        (["分管领导：—\n牵头科室：基教科"], [], [None]),
        (
            ["分管领导：副局长\n牵头科室：基教科"] * 2 + ["分管领导：局长\n牵头科室：基教科"],
            [("副局长", None, ["a"]), ("局长", None, [])],
            [None, None, "局长"],
        ),
        (["分管领导：局长"], [("局长", None, [])], ["局长"]),
        (["建好学校。分管领导要带头。"], [], [None]),
    ],
)
def test_a_line_of_its_own_names_the_leader(
    texts: list[str], leaders: list[tuple[str, str | None, list[str]]], of_items: list[str | None]
) -> None:
    read = read_leaders(texts, {"基教科": "a"})
    assert [(each.post, each.name, each.departments) for each in read.leaders] == leaders
    assert read.of_items == of_items
