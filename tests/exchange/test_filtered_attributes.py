"""What a reader filters on, attribute by attribute, in every format of the export, held against the plan's own YAML.

A wrong value there hides rows without a word: an indicator called Qualitative is in nobody's table of numbers.
"""

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest
from ruamel.yaml import YAML

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

Rows = list[dict[str, Any]]
PLAN = YAML(typ="safe", pure=True).load((ROOT / "plan/2023.yaml").read_text(encoding="utf-8"))
ITEMS = [item for section in PLAN["sections"] for item in section["items"]]
TARGETS = {target["id"]: (item, target) for item in ITEMS for target in item["targets"]}
NAMES = {department["id"]: department["name"] for department in PLAN["departments"]}
MEASURED = {
    "number",
    "share",
    "coverage",
    "increase",
    "not_below",
    "frequency",
}  # by a number; the others by steps or a day
SHARES = {
    identity
    for identity, (_, target) in TARGETS.items()
    if target["kind"] in ("share", "coverage") or "numerator" in target
}
BASE = {"万人": "人", "万元": "元"}
NS = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"
QUARTERS = ["Q1", "Q2", "Q3"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("公开")
    for name in ("parquet", "frictionless", "stratml", "dhis2", "sdmx-csv", "jsonl"):
        assert edu_plan("export", "-f", name, "-q", "Q3", "-o", str(folder / name), cwd=ROOT).code == 0
    return folder


def lead_of(identity: str) -> str:
    item, target = TARGETS[identity]
    return str(NAMES[target.get("lead", item.get("lead"))])


def unit_of(identity: str) -> str | None:
    _, target = TARGETS[identity]
    if target["kind"] not in MEASURED:
        return None
    return "%" if identity in SHARES else BASE.get(target["unit"], target["unit"])


def _parquet(folder: Path) -> Rows:
    found = duckdb.execute(f"SELECT * FROM '{folder}/parquet/*.parquet'")
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _csv(folder: Path) -> Rows:
    values: dict[str, Any] = {"": None, "true": True, "false": False}
    return [
        {key: values.get(text, int(text) if key == "year" else text) for key, text in row.items()}
        for row in table(folder / "frictionless/observations.csv")
    ]


def _jsonl(folder: Path) -> Rows:
    return [
        json.loads(line)
        for line in (folder / "jsonl/observations.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


ROWS: dict[str, Callable[[Path], Rows]] = {"parquet": _parquet, "frictionless": _csv, "jsonl": _jsonl}
EXPECTED: dict[str, Callable[[str], Any]] = {
    "org_code": lambda _: PLAN["org_code"],
    "year": lambda _: 2023,
    "kind": lambda identity: TARGETS[identity][1]["kind"],
    "indicator": lambda identity: TARGETS[identity][1].get("indicator"),
    "accumulation": lambda identity: TARGETS[identity][1].get("accumulation"),
    "item_id": lambda identity: TARGETS[identity][0]["id"],
    "lead": lead_of,
    "unit": unit_of,
    "illustrative": lambda _: True,
}


@pytest.mark.parametrize("attribute", EXPECTED)
@pytest.mark.parametrize("name", ROWS)
def test_an_attribute_of_each_row_is_that_of_the_plan(name: str, attribute: str, exported: Path) -> None:
    found = ROWS[name](exported)
    assert len(found) == len(TARGETS) * 3
    wrong = {
        row["target_id"]: row[attribute]
        for row in found
        if row[attribute] != EXPECTED[attribute](row["target_id"])
    }
    assert wrong == {}


@pytest.mark.parametrize("name", ROWS)
def test_every_quarter_is_there_and_lights_and_answers_are_those_of_the_report(
    name: str, exported: Path
) -> None:
    rows = ROWS[name](exported)
    assert Counter(row["quarter"] for row in rows) == dict.fromkeys(QUARTERS, len(TARGETS))
    for quarter in QUARTERS:
        reported = json.loads(edu_plan("report", "-q", quarter, "--json", cwd=ROOT).out)
        items = [item for section in reported["sections"] for item in section["items"]]
        lights = {target["id"]: target["light"] for item in items for target in item["targets"]}
        mine = [row for row in rows if row["quarter"] == quarter]
        assert {row["target_id"]: row["light"] for row in mine} == lights
        total = reported["total"]
        settled = total["targets"] - total["asked"]  # done or closed out: nothing of the quarter is wanting
        assert sum(row["answered"] for row in mine) == total["answered"] + settled
    assert len({row["light"] for row in rows}) >= 4
    assert {row["answered"] for row in rows} == {True, False}


def test_tables_of_targets_filter_by_kind_lead_and_dates(exported: Path) -> None:
    rows = {row["target_id"]: row for row in table(exported / "frictionless/targets.csv")}
    assert rows.keys() == TARGETS.keys()
    for identity, (_, target) in TARGETS.items():
        row = rows[identity]
        assert (row["kind"], row["lead"]) == (target["kind"], lead_of(identity))
        assert row["start"] == str(target.get("start", "2023-01-01"))
        if "due" in target:
            assert row["due"] == str(target["due"])
    assert {row["item_id"]: row["lead"] for row in table(exported / "frictionless/plan.csv")} == {
        item["id"]: NAMES[item["lead"]] if "lead" in item else "" for item in ITEMS
    }


def text(element: ET.Element, path: str) -> str:
    return element.findtext("/".join(NS + name for name in path.split("/")), "")


def every(exported: Path, name: str) -> list[ET.Element]:
    return list(ET.parse(exported / "stratml/stratml.xml").iter(NS + name))


def test_stratml_calls_quantitative_what_is_measured_by_a_number_and_nothing_else(exported: Path) -> None:
    found = {
        text(element, "Identifier"): element.get("PerformanceIndicatorType")
        for element in every(exported, "PerformanceIndicator")
    }
    assert found == {
        identity: "Quantitative" if target["kind"] in MEASURED else "Qualitative"
        for identity, (_, target) in TARGETS.items()
    }
    assert set(found.values()) == {"Quantitative", "Qualitative"}


def test_stratml_has_unit_and_number_of_what_is_promised(exported: Path) -> None:
    found = {text(element, "Identifier"): element for element in every(exported, "PerformanceIndicator")}
    for identity, (_, target) in TARGETS.items():
        unit = text(found[identity], "UnitOfMeasurement")
        if target["kind"] in MEASURED:
            assert unit == ("%" if identity in SHARES else target["unit"])
        promised = text(found[identity], "MeasurementInstance/TargetResult/NumberOfUnits")
        if target["kind"] in ("number", "share"):
            assert promised == str(target["target_value"])
        elif target["kind"] == "coverage":
            assert promised == "100"


def test_stratml_roles_types_and_relations_are_those_of_its_schema_and_of_the_plan(exported: Path) -> None:
    root = ET.parse(exported / "stratml/stratml.xml").getroot()
    assert root.get("Type") == "Performance_Report"
    assert {element.get("StakeholderTypeType") for element in every(exported, "Stakeholder")} == {
        "Organization"
    }
    assert {element.text for element in every(exported, "RoleType")} == {"Performer"}
    for objective in every(exported, "Objective"):
        item = next(item for item in ITEMS if item["id"] == text(objective, "Identifier"))
        roles = {
            (text(stakeholder, "Name"), text(stakeholder, "Role/Name"))
            for stakeholder in objective.findall(f"{NS}Stakeholder")
        }
        lead = {(NAMES[item["lead"]], "牵头")} if "lead" in item else set()
        assert roles == lead | {(NAMES[other], "配合") for other in item.get("cooperating", [])}
    relations = {
        text(element, "Identifier"): text(element, "Relationship/ReferentIdentifier")
        for element in every(exported, "PerformanceIndicator")
        if element.find(f"{NS}Relationship[@RelationshipType='Narrower_Than']") is not None
    }
    assert relations == {
        identity: target["part_of"] for identity, (_, target) in TARGETS.items() if "part_of" in target
    }


def test_stratml_results_are_told_by_descriptor_and_quarter(exported: Path) -> None:
    descriptors = {element.text for element in every(exported, "DescriptorName") if element.text is not None}
    assert descriptors <= {"目标", "调整后", "步骤", "阶段", "基期", "灯", "完成情况"}
    days = {
        (text(element, "StartDate"), text(element, "EndDate"))
        for element in every(exported, "ActualResult")
        if text(element, "Descriptor/DescriptorName") != "基期"
    }
    assert days == {("2023-01-01", "2023-03-31"), ("2023-04-01", "2023-06-30"), ("2023-07-01", "2023-09-30")}


def test_stratml_of_a_plan_without_a_report_is_a_plan(tmp_path: Path) -> None:
    project = tmp_path / "p"
    (project / "reports").mkdir(parents=True)
    (project / "plan").mkdir()
    plan = (SAMPLE / "plan/2023.yaml").read_text(encoding="utf-8")
    (project / "plan/2023.yaml").write_text(plan, encoding="utf-8")
    assert edu_plan("export", "-f", "stratml", "-q", "Q1", "-o", "out", cwd=project).code == 0
    assert ET.parse(project / "out/stratml.xml").getroot().get("Type") == "Performance_Plan"


def code_of(identity: str) -> str:
    target = TARGETS[identity][1]
    shared = [t for _, t in TARGETS.values() if t.get("indicator") == target.get("indicator")]
    indicator = target.get("indicator")
    if indicator:
        return str(indicator) if len(shared) == 1 else f"{indicator}_{identity}"
    return f"{PLAN['org_code']}_{identity}"


def test_dhis2_elements_add_up_only_what_may_be_added(exported: Path) -> None:
    metadata = json.loads((exported / "dhis2/metadata.json").read_text(encoding="utf-8"))
    elements = {element["code"]: element for element in metadata["dataElements"]}
    assert {
        (element["domainType"], element["valueType"], element["zeroIsSignificant"])
        for element in elements.values()
    } == {("AGGREGATE", "NUMBER", True)}
    assert {code: element["aggregationType"] for code, element in elements.items()} == {
        code: "NONE" if code.endswith("_PCT") else "LAST" for code in elements
    }
    assert metadata["dataSets"][0]["periodType"] == "Quarterly"
    for identity in TARGETS:
        code = code_of(identity)
        assert (f"{code}_NUM" in elements) == (f"{code}_DEN" in elements)
        assert (identity in SHARES) or f"{code}_NUM" not in elements
        assert (identity not in SHARES) or code not in elements  # a share is derived, never sent


def test_dhis2_values_are_told_by_element_period_and_place(exported: Path) -> None:
    values = json.loads((exported / "dhis2/dataValueSets.json").read_text(encoding="utf-8"))["dataValues"]
    assert {value["period"] for value in values} == {"2023Q1", "2023Q2", "2023Q3"}
    assert {value["orgUnit"] for value in values} == {PLAN["org_code"]}
    keys = Counter((value["dataElement"], value["period"]) for value in values)
    assert set(keys.values()) == {1}
    names = {code_of(identity) for identity in TARGETS}
    assert {
        value["dataElement"].removesuffix("_NUM").removesuffix("_DEN").removesuffix("_PCT")
        for value in values
    } <= names


def test_sdmx_dimensions_and_attributes_are_true_of_each_line(exported: Path) -> None:
    lines = table(exported / "sdmx-csv/data.csv")
    assert {(line["FREQ"], line["REF_AREA"], line["UNIT_MULT"]) for line in lines} == {
        ("Q", PLAN["org_code"], "0")
    }
    assert {line["TIME_PERIOD"] for line in lines} == {"2023-Q1", "2023-Q2", "2023-Q3"}
    assert {line["INDICATOR"] for line in lines} == {code_of(identity) for identity in TARGETS}
    by_code = {code_of(identity): identity for identity in TARGETS}
    known = {"%": "PC", "人": "PS", "元": "CNY", "个": "U4E2A"}
    for line in lines:
        identity = by_code[line["INDICATOR"]]
        unit = unit_of(identity)
        if line["MEASURE"] == "COMPLETION":
            assert line["UNIT_MEASURE"] == "PC"
        elif line["MEASURE"] in ("NUMERATOR", "DENOMINATOR"):
            assert identity in SHARES
            assert line["UNIT_MEASURE"] == "NO"
        else:
            assert unit is not None
            assert line["UNIT_MEASURE"] == known.get(unit, line["UNIT_MEASURE"])
        assert line["OBS_STATUS"] == (
            "X" if line["OBS_VALUE"] else "O"
        )  # the shipped figures are illustrative
        assert line["COMMENT_OBS"] == "示例"


def test_sdmx_calls_normal_what_is_not_illustrative(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for file in SAMPLE.rglob("*.yaml"):
        target = project / file.relative_to(SAMPLE)
        target.parent.mkdir(parents=True, exist_ok=True)
        written = file.read_text(encoding="utf-8").splitlines()
        kept = "\n".join(line for line in written if not line.startswith("illustrative:"))
        target.write_text(
            kept.replace("year: 2023\ntitle", 'org_code: "340705"\nyear: 2023\ntitle') + "\n",
            encoding="utf-8",
        )
    assert edu_plan("export", "-f", "sdmx-csv", "-q", "Q2", "-o", "out", cwd=project).code == 0
    lines = table(project / "out/data.csv")
    assert {line["OBS_STATUS"] for line in lines if line["OBS_VALUE"]} == {"A"}
    assert {line["COMMENT_OBS"] for line in lines} == {""}
