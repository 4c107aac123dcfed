"""``edu-plan export``: every format is read by a reader that is not ours, and all of them say the same."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import duckdb
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.running import NEEDS_GIT, NEEDS_LINKS, ROOT, SAMPLE
from commands.running import edu_plan as started_edu_plan
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli import load
from edu_plan_cli.assessment.dataset_columns import COLUMNS
from edu_plan_cli.assessment.observations import Observation, observations
from edu_plan_cli.features.exchange.export_fields import FIELDS
from edu_plan_cli.features.exchange.export_formats import FORMATS
from edu_plan_cli.presentation.safe import data_cell
from edu_plan_cli.values.quarter import Quarter

QUARTERS = [Quarter(2023, number) for number in (1, 2, 3)]
FILES = {
    "parquet": [f"340705-2023-Q{number}.parquet" for number in (1, 2, 3)],
    "frictionless": ["datapackage.json", "observations.csv", "plan.csv", "targets.csv"],
    "stratml": ["stratml.xml"],
    "dhis2": ["dataValueSets.json", "metadata.json", "organisationUnit.json"],
    "sdmx-csv": ["data.csv", "structure.json"],
    "jsonl": ["observations.jsonl"],
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plan up to the third quarter, in every format, a folder each."""
    folder = tmp_path_factory.mktemp("公开")
    for name in FORMATS:
        ran = edu_plan("export", "-f", name, "-q", "Q3", "-o", str(folder / name), cwd=ROOT)
        assert ran.code == 0, ran.err
        assert all(str(folder / name / file) in ran.err for file in FILES[name])
    return folder


@pytest.fixture(scope="module")
def truth() -> list[Observation]:
    return list(observations(load(ROOT, 2023), QUARTERS))


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_format_makes_its_files(exported: Path) -> None:
    assert {
        name: sorted(
            p.relative_to(exported / name).as_posix() for p in (exported / name).rglob("*") if p.is_file()
        )
        for name in FORMATS
    } == FILES


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_year_gives_the_same_bytes(name: str, exported: Path, tmp_path: Path) -> None:
    """With another order of sets, too: every new interpreter has its own."""
    assert (
        started_edu_plan("export", "-f", name, "-q", "Q3", "-o", str(tmp_path), cwd=ROOT, LANG="C").code == 0
    )
    for file in FILES[name]:
        assert (tmp_path / file).read_bytes() == (exported / name / file).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_illustrative_says_so_in_every_format(name: str, exported: Path) -> None:
    if name == "parquet":
        found = duckdb.execute(
            f"SELECT bool_and(illustrative) FROM '{exported}/parquet/*.parquet'"
        ).fetchall()
        assert found == [(True,)]
        return
    for file in FILES[name]:
        text = (exported / name / file).read_text(encoding="utf-8")
        if file not in ("plan.csv", "targets.csv", "organisationUnit.json"):  # they hold no figures
            assert "示例" in text or '"illustrative":true' in text or ",true," in text, file


def test_jsonl_is_what_its_schema_says_and_holds_every_row(exported: Path, truth: list[Observation]) -> None:
    lines = (exported / "jsonl" / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    schema = json.loads((ROOT / "schema" / "observation.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    found = [json.loads(line, parse_float=Decimal) for line in lines]
    for row in found:
        assert [
            error.message for error in validator.iter_errors(json.loads(json.dumps(row, default=float)))
        ] == []
    assert len(found) == len(truth)
    for row, real in zip(found, truth, strict=True):
        assert list(row) == ["schema", *Observation._fields]
        assert (row["target_id"], row["quarter"], row["light"]) == (real.target_id, real.quarter, real.light)
        assert row["value"] == real.value
        assert row["numerator"] == real.numerator
        assert (row["completion"] is None) == (real.completion is None)


def test_the_columns_are_those_of_the_dataset_and_of_the_schema() -> None:
    schema = json.loads((ROOT / "schema" / "observation.json").read_text(encoding="utf-8"))
    assert list(FIELDS) == list(COLUMNS) == list(Observation._fields) == list(schema["properties"])[1:]
    for name, field in FIELDS.items():
        said = schema["properties"][name]
        assert (said["title"], said.get("description", "")) == (field.title, field.description)
        assert ("null" in said["type"]) != field.always
        types = [said["type"]] if isinstance(said["type"], str) else said["type"]
        assert types[0] == {"date": "string"}.get(field.type, field.type)


def test_every_format_says_the_same(exported: Path, truth: list[Observation]) -> None:
    real = {(o.target_id, o.quarter): o for o in truth}
    rows = table(exported / "frictionless" / "observations.csv")
    assert {(r["target_id"], r["quarter"]): (r["value"], r["light"]) for r in rows} == {
        key: ("" if o.value is None else f"{o.value.normalize():f}", o.light) for key, o in real.items()
    }
    parquet = duckdb.execute(
        f"SELECT target_id, quarter, value, numerator, completion FROM read_parquet('{exported}/parquet/*.parquet')"
    ).fetchall()
    assert {(t, q): (v, n, c is None) for t, q, v, n, c in parquet} == {
        key: (o.value, o.numerator, o.completion is None) for key, o in real.items()
    }
    sent = json.loads((exported / "dhis2" / "dataValueSets.json").read_text(encoding="utf-8"))["dataValues"]
    by_code = {(v["dataElement"], v["period"]): Decimal(v["value"]) for v in sent}
    lines = {
        (r["INDICATOR"], r["MEASURE"], r["TIME_PERIOD"]): r for r in table(exported / "sdmx-csv" / "data.csv")
    }
    assert len(by_code) == len(sent)
    for (target, quarter), o in real.items():
        code = f"340705_{target}"
        assert by_code.get((f"{code}_NUM", f"2023{quarter}")) == o.numerator
        assert ((f"{code}_PCT", f"2023{quarter}") in by_code) == (o.completion is not None)
        completion = lines[code, "COMPLETION", f"2023-{quarter}"]
        assert (completion["OBS_STATUS"] == "O") == (completion["OBS_VALUE"] == "") == (o.completion is None)
        if o.unit is not None:
            value = lines[code, "VALUE", f"2023-{quarter}"]["OBS_VALUE"]
            assert (Decimal(value) if value else None) == o.value
        if o.denominator is None:
            assert by_code.get((code, f"2023{quarter}")) == o.value


def test_frictionless_finds_nothing_wrong(exported: Path) -> None:
    pytest.importorskip("frictionless", reason="needs pip install --group dev-exchange")
    ran = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"],
        cwd=exported / "frictionless", capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    report = json.loads(ran.stdout)
    assert report["valid"], report
    assert {task["name"]: task["stats"]["rows"] for task in report["tasks"]} == {
        "plan": 18, "targets": 97, "observations": 291,
    }  # fmt: skip


def test_the_descriptor_is_true_of_its_tables(exported: Path) -> None:
    folder = exported / "frictionless"
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {resource["name"]: table(folder / resource["path"]) for resource in descriptor["resources"]}
    for resource in descriptor["resources"]:
        data = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        schema, rows = resource["schema"], tables[resource["name"]]
        assert [field["name"] for field in schema["fields"]] == list(rows[0])
        assert all(re.search("[\u4e00-\u9fff]", field["title"]) for field in schema["fields"])
        assert len({tuple(row[key] for key in schema["primaryKey"]) for row in rows}) == len(rows)
        for field in schema["fields"]:
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] for row in rows), field["name"]
        for foreign in schema.get("foreignKeys", []):
            (column,) = foreign["fields"]
            known = {row[column] for row in tables[foreign["reference"]["resource"]]}
            assert {row[column] for row in rows} <= known


@given(st.text(st.sampled_from("=+-@＝'a1学\n\t"), max_size=6))
def test_text_of_open_data_runs_nowhere_and_comes_back_whole(text: str) -> None:
    cell = data_cell(text)
    assert not re.match(r"[=+\-@＝＋－＠\t\r]", cell)
    assert (cell[1:] if re.match(r"'+[=+\-@＝＋－＠\t\r]", cell) else cell) == text


def test_a_formula_in_a_plan_is_text_in_the_table(tmp_path: Path) -> None:
    project = copy(tmp_path, {"name: 参与学习的老年人": "name: '=cmd|calc'"})
    assert edu_plan("export", "-f", "frictionless", "-q", "Q2", "-o", "out", cwd=project).code == 0
    names = {row["target_id"]: row["target_name"] for row in table(project / "out" / "targets.csv")}
    assert names["td4d4"] == "'=cmd|calc"
    assert edu_plan("export", "-f", "jsonl", "-q", "Q2", "-o", "out", cwd=project).code == 0
    assert '"target_name":"=cmd|calc"' in (project / "out" / "observations.jsonl").read_text(encoding="utf-8")


def test_dhis2_metadata_explains_every_value(exported: Path) -> None:
    sent = json.loads((exported / "dhis2" / "dataValueSets.json").read_text(encoding="utf-8"))
    metadata = json.loads((exported / "dhis2" / "metadata.json").read_text(encoding="utf-8"))
    elements = {element["code"]: element for element in metadata["dataElements"]}
    (data_set,) = metadata["dataSets"]
    assert sent["dataSet"] == data_set["code"]
    assert {e["dataElement"]["code"] for e in data_set["dataSetElements"]} == set(elements)
    assert {value["dataElement"] for value in sent["dataValues"]} == set(elements)
    for value in sent["dataValues"]:
        assert re.fullmatch(r"2023Q[123]", value["period"])
        assert value["orgUnit"] == data_set["organisationUnits"][0]["code"] == "340705"
        assert re.fullmatch(r"-?\d+(\.\d+)?", value["value"])
    for unique in ("name", "shortName", "code"):
        assert len({element[unique] for element in elements.values()}) == len(elements)
    assert all(
        len(element["shortName"]) <= 50 and len(element["name"]) <= 230 for element in elements.values()
    )
    assert {element["aggregationType"] for code, element in elements.items() if code.endswith("_PCT")} == {
        "NONE"
    }


def test_importing_dhis2_metadata_changes_nothing_that_others_have_a_part_in(exported: Path) -> None:
    """DHIS2 takes an imported object for the whole of it: a unit without a parent would be moved, a shared data set emptied."""
    metadata = json.loads((exported / "dhis2" / "metadata.json").read_text(encoding="utf-8"))
    assert set(metadata) == {"dataElements", "dataSets"}
    (data_set,) = metadata["dataSets"]
    assert data_set["code"] == "EDU_PLAN_340705_2023"
    assert data_set["organisationUnits"] == [{"code": "340705"}]
    unit = json.loads((exported / "dhis2" / "organisationUnit.json").read_text(encoding="utf-8"))
    assert [found["code"] for found in unit["organisationUnits"]] == ["340705"]
    page = (ROOT / "docs/exchange.md").read_text(encoding="utf-8")
    (line,) = [line for line in page.splitlines() if "-d @上报/organisationUnit.json" in line]
    assert "importStrategy=CREATE'" in line


def test_pysdmx_reads_data_and_structure_together(exported: Path) -> None:
    pytest.importorskip("pysdmx", reason="needs pip install --group dev-exchange")
    code = (
        "import json, sys\n"
        "from pysdmx.io import get_datasets, read_sdmx\n"
        "structure = read_sdmx('structure.json', validate=True)\n"
        "(data,) = get_datasets('data.csv', 'structure.json')\n"
        "components = data.structure.components\n"
        "lists = {c.id: [code.id for code in c.local_codes] for c in components if c.local_codes}\n"
        "frame = data.data\n"
        "used = {name: sorted(set(frame[name])) for name in lists}\n"
        "key = [c.id for c in components.dimensions]\n"
        "json.dump([lists, used, list(frame.columns), [c.id for c in components], len(frame), int(frame.duplicated(key).sum())], sys.stdout)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=exported / "sdmx-csv", capture_output=True, check=False, timeout=120
    )
    assert ran.returncode == 0, ran.stderr.decode()
    lists, used, columns, components, rows, doubled = json.loads(ran.stdout)
    assert set(columns) == set(components)
    assert rows == len(table(exported / "sdmx-csv" / "data.csv"))
    assert doubled == 0
    for name, codes in used.items():
        assert set(codes) <= set(lists[name]), name


@pytest.mark.parametrize("file", FILES["sdmx-csv"])
def test_sdmx_names_its_places_units_and_times(file: str, exported: Path) -> None:
    text = (exported / "sdmx-csv" / file).read_text(encoding="utf-8")
    if file == "structure.json":
        lists = {
            found["id"]: [code["id"] for code in found["codes"]]
            for found in json.loads(text)["data"]["codelists"]
        }
        assert lists["CL_REF_AREA"] == ["340705"]
        assert {"PC", "PS", "CNY", "U4E2A"} <= set(lists["CL_UNIT_MEASURE"])
        return
    first = next(csv.DictReader(io.StringIO(text, newline="")))
    assert {key: first[key] for key in ("STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "REF_AREA", "TIME_PERIOD", "UNIT_MULT")} == {
        "STRUCTURE": "dataflow", "STRUCTURE_ID": "EDU_PLAN:WORK_PLAN(1.0.0)", "ACTION": "I", "FREQ": "Q",
        "REF_AREA": "340705", "TIME_PERIOD": "2023-Q1", "UNIT_MULT": "0",
    }  # fmt: skip


def copy(folder: Path, changes: Mapping[str, str], source: Path = SAMPLE) -> Path:
    """A project of its own, with words of its plan replaced."""
    project = folder / "p"
    shutil.copytree(source, project)
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    for old, new in changes.items():
        text = text.replace(old, new)
    plan.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize("name", ["dhis2", "sdmx-csv", "parquet"])
def test_a_format_that_joins_on_the_division_code_asks_for_it(name: str, tmp_path: Path) -> None:
    ran = edu_plan("export", "-f", name, "-o", str(tmp_path / "out"))
    assert ran.code == 2
    assert 'org_code: "340705"' in ran.err
    assert not (tmp_path / "out").exists()


def test_targets_are_called_by_their_indicator_where_it_names_one_alone(tmp_path: Path) -> None:
    code = "issuer: 示例区教育局\norg_code: '340705'"
    alone = {
        "issuer: 示例区教育局": code,
        "            kind: milestone\n": "            kind: milestone\n            indicator: KAIBAN\n",
    }
    project = copy(tmp_path, alone)
    assert edu_plan("export", "-f", "sdmx-csv", "-q", "Q2", "-o", "out", cwd=project).code == 0
    assert "KAIBAN" in {row["INDICATOR"] for row in table(project / "out" / "data.csv")}
    text = (project / "plan" / "2023.yaml").read_text(encoding="utf-8")
    both = text.replace(
        "            kind: coverage\n", "            kind: coverage\n            indicator: KAIBAN\n"
    )
    (project / "plan" / "2023.yaml").write_text(both, encoding="utf-8")
    assert edu_plan("export", "-f", "sdmx-csv", "-q", "Q2", "-o", "out", "--force", cwd=project).code == 0
    found = {row["INDICATOR"] for row in table(project / "out" / "data.csv")}
    assert {"KAIBAN_tc3c3", "KAIBAN_tb2b2"} <= found
    assert "KAIBAN" not in found


def test_what_was_not_reported_is_missing_and_what_was_dropped_is_not_sent(tmp_path: Path) -> None:
    project = copy(tmp_path, {
        "issuer: 示例区教育局": "issuer: 示例区教育局\norg_code: '340705'",
        "amendments:": "amendments:\n  - {target: tb2b2, date: 2023-02-01, reason: 并入市级, drop: true}",
    })  # fmt: skip
    for name in ("dhis2", "sdmx-csv", "jsonl"):
        assert edu_plan("export", "-f", name, "-q", "Q2", "-o", "out", cwd=project).code == 0
    lines = (project / "out" / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {(row["target_id"], row["quarter"]): row for row in map(json.loads, lines)}
    silent = [key for key, row in rows.items() if row["completion"] is None and row["light"] != "dropped"]
    assert silent
    assert rows["tb2b2", "Q1"]["light"] == "dropped"
    sent = (project / "out" / "dataValueSets.json").read_text(encoding="utf-8")
    assert "tb2b2" not in sent
    for target, quarter in silent:
        assert (f"340705_{target}_PCT", f"2023{quarter}") not in {
            (value["dataElement"], value["period"]) for value in json.loads(sent)["dataValues"]
        }
    statuses = {
        (r["INDICATOR"], r["TIME_PERIOD"]): r["OBS_STATUS"]
        for r in table(project / "out" / "data.csv")
        if r["MEASURE"] == "COMPLETION"
    }
    assert all(statuses[f"340705_{target}", f"2023-{quarter}"] == "O" for target, quarter in silent)


def test_as_of_a_day_later_reports_are_not_in_it(tmp_path: Path) -> None:
    for name, more in (("all", []), ("then", ["--as-of", "2023-03-31"])):
        assert edu_plan("export", "-f", "jsonl", "-q", "Q1", "-o", str(tmp_path / name), *more).code == 0
    sent = {
        name: [
            json.loads(line)["submitted"]
            for line in (tmp_path / name / "observations.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        for name in ("all", "then")
    }
    assert any(sent["all"])
    assert not any(sent["then"])


@pytest.mark.parametrize("day", ["2023-02-01", "2023-07-05"])
def test_within_the_year_it_says_what_status_says(day: str, tmp_path: Path) -> None:
    """Before a report is due nothing is owed: nobody is published as silent who is not."""
    assert edu_plan("export", "-f", "jsonl", "--as-of", day, "-o", str(tmp_path)).code == 0
    rows = map(json.loads, (tmp_path / "observations.jsonl").read_text(encoding="utf-8").splitlines())
    lights = {row["target_id"]: row["light"] for row in rows}  # of the last quarter
    status = json.loads(edu_plan("status", "--as-of", day, "--json").out)
    assert lights == {
        t["id"]: t["light"] for s in status["sections"] for i in s["items"] for t in i["targets"]
    }


@NEEDS_GIT
def test_a_revision_is_named_in_every_row(tmp_path: Path) -> None:
    project = copy(tmp_path, {})
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "印发"]):
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True)
    assert edu_plan("export", "-f", "jsonl", "-q", "Q1", "--rev", "HEAD", "-o", "out", cwd=project).code == 0
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=project, check=True, capture_output=True, text=True
    ).stdout.strip()
    found = (project / "out" / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["commit"] for line in found} == {head}


@NEEDS_LINKS
def test_nothing_is_written_where_one_file_may_not_be(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text("我的", encoding="utf-8")
    ran = edu_plan("export", "-f", "frictionless", "-o", str(tmp_path))
    assert ran.code == 2
    assert "--force" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["plan.csv"]
    assert edu_plan("export", "-f", "frictionless", "-o", str(tmp_path), "--force").code == 0
    (tmp_path / "targets.csv").unlink()
    (tmp_path / "targets.csv").symlink_to(tmp_path / "elsewhere")
    ran = edu_plan("export", "-f", "frictionless", "-o", str(tmp_path), "--force")
    assert ran.code == 2
    assert "链接" in ran.err


@NEEDS_LINKS
def test_the_projects_own_files_are_no_place_for_it(tmp_path: Path) -> None:
    project = copy(tmp_path, {})
    (tmp_path / "link").symlink_to(project / "reports")
    for folder in ("plan", "reports/2023", str(tmp_path / "link")):
        ran = edu_plan("export", "-f", "jsonl", "-o", folder, "--force", cwd=project)
        assert ran.code == 2, folder
        assert "不写" in ran.err


def test_wrong_usage_says_what_to_type(tmp_path: Path) -> None:
    ran = edu_plan("export", "-f", "parket", "-o", str(tmp_path))
    assert ran.code == 2
    assert "parquet" in ran.err
    for arguments in (["-o", str(tmp_path)], ["-f", "jsonl"]):
        ran = edu_plan("export", *arguments)
        assert ran.code == 2
        assert "--" in ran.err
    (tmp_path / "a").write_text("")
    ran = edu_plan("export", "-f", "jsonl", "-o", str(tmp_path / "a"))
    assert ran.code == 2
    assert "不是文件夹" in ran.err


def test_what_was_left_out_is_said(tmp_path: Path) -> None:
    project = copy(tmp_path, {"target_value: 1.7": "target_value: 许多"})
    ran = edu_plan("export", "-f", "jsonl", "-q", "Q2", "-o", "out", cwd=project)
    assert ran.code == 0
    assert "有错的内容没有计入：plan/2023.yaml" in ran.err


def test_what_the_page_says_to_type_works(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    page = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    typed = re.findall(r"^\$ edu-plan (.*)$", page, re.MULTILINE)
    assert {name for line in typed for name in FORMATS if f"--format {name}" in line} == set(FORMATS)
    for line in typed:
        ran = edu_plan(*line.split(), cwd=project)
        assert ran.code == 0, (line, ran.err)
    assert (project / "读回" / "2023.yaml").exists()
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", page):
        assert (ROOT / "docs" / target).exists(), target
