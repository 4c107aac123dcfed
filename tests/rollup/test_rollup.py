"""Many districts side by side, through the installed command: who is counted and who is not, and what is summed how."""

import csv
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from commands.running import ROOT, SAMPLE, is_root
from commands.running import forked_edu_plan as edu_plan
from rollup.city import CATALOGUE, IN_ONES, ORDINARY, District, write_city, write_district

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("city"))


DAY = {"EDU_PLAN_TODAY": "2023-08-01"}


def rollup(city: Path, *more: str, **env: str) -> dict[str, Any]:
    ran = edu_plan("rollup", str(city), "--json", "--no-cache", *more, cwd=city, **(DAY | env))
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def indicator(found: dict[str, Any], code: str) -> dict[str, Any]:
    one: dict[str, Any] = next(row for row in found["indicators"] if row["code"] == code)
    return one


def test_json_keeps_to_its_schema(city: Path) -> None:
    schema = json.loads((ROOT / "schema/rollup.json").read_text(encoding="utf-8"))
    for more in ((), ("-q", "Q1"), ("--behind",), ("--section", "一"), ("--indicator", "aid-coverage")):
        jsonschema.Draft202012Validator(schema).validate(rollup(city, *more))


def test_everyone_is_listed_and_who_is_left_out_with_the_reason(city: Path) -> None:
    found = rollup(city)
    assert {d["name"]: d["state"] for d in found["districts"]} == {
        "铜官区": "reported",
        "义安区": "reported",
        "县/枞阳县": "silent",
        "郊区": "invalid",
        "经开区": "no_plan",
        "空文件夹": "no_project",
    }
    said = {d["name"]: d["said"]["zh"] for d in found["districts"] if d["said"]}
    assert said == {
        "郊区": "plan/2023.yaml:34:27 target_value 应是数字，这里是文字 270个。",
        "经开区": "没有 2023 年的工作要点",
        "空文件夹": "没有 plan/，不是 edu-plan 项目",
    }


def test_two_that_call_themselves_the_same_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    write_district(tmp_path / "城东", District("新城区", "340701"))
    write_district(tmp_path / "城西", District("新城区", "340702"))
    write_district(tmp_path / "老城", District("老城区", "340703"))
    shown = edu_plan("rollup", str(tmp_path), "-q", "Q2", COLUMNS="120").out
    assert "新城区教育局（城东）" in shown
    assert "新城区教育局（城西）" in shown
    assert "老城区教育局（" not in shown


def test_districts_stand_in_the_order_of_their_codes(city: Path) -> None:
    codes = [d["org_code"] for d in rollup(city)["districts"]]
    assert codes == ["340705", "340706", "340711", "340722", None, None]


@pytest.mark.parametrize("quarter", ["Q1", "Q2"])
@pytest.mark.parametrize("name", ["铜官区", "义安区", "县/枞阳县"])
def test_a_districts_figures_are_those_it_sees_itself(city: Path, name: str, quarter: str) -> None:
    """Completion, time progress, lights and reporting rate, of the whole plan and of every section."""
    own = json.loads(edu_plan("status", "--json", "-q", quarter, cwd=city / name, **DAY).out)
    here = next(d for d in rollup(city, "-q", quarter)["districts"] if d["name"] == name)
    same(here["total"], own["total"])
    assert [s["heading"] for s in here["sections"]] == [s["heading"] for s in own["sections"]]
    for one, other in zip(here["sections"], own["sections"], strict=True):
        same(one["total"], other["total"])


@pytest.mark.parametrize("quarter", ["Q1", "Q2", "Q3", "Q4"])
@pytest.mark.parametrize("project", [ROOT, SAMPLE], ids=["shipped", "sample"])
def test_so_are_those_of_a_real_plan(project: Path, quarter: str, tmp_path: Path) -> None:
    """With amendments, weights, dropped targets, every kind."""
    for part in ("plan", "reports"):
        shutil.copytree(project / part, tmp_path / part)
    own = json.loads(edu_plan("status", "--json", "-q", quarter, cwd=tmp_path, **DAY).out)
    [here] = rollup(tmp_path, "-q", quarter)["districts"]
    same(here["total"], own["total"])
    for one, other in zip(here["sections"], own["sections"], strict=True):
        same(one["total"], other["total"])
    assert here["illustrative"]


def test_before_the_due_day_no_district_is_behind_with_its_reports(tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(SAMPLE / part, tmp_path / part)
    for file in (tmp_path / "reports/2023/Q2").iterdir():
        file.unlink()
    [early] = rollup(tmp_path, "-q", "Q2", EDU_PLAN_TODAY="2023-07-10")["districts"]
    [late] = rollup(tmp_path, "-q", "Q2", EDU_PLAN_TODAY="2023-07-11")["districts"]
    assert early["total"]["lights"].get("not_reported", 0) < late["total"]["lights"]["not_reported"]


def same(one: dict[str, Any], other: dict[str, Any]) -> None:
    """To the last digit."""
    assert (one["lights"], one["answered"], one["targets"]) == (
        {key: n for key, n in other["lights"].items() if key != "dropped"},
        other["answered"],
        other["targets"],
    )
    for key in ("completion", "expected"):
        assert one[key] == other[key]


def test_what_is_short_of_all_is_never_all_and_fractions_stay_exact(tmp_path: Path) -> None:
    nearly, third = (9_999_999_999, 10_000_000_000), (1, 3)
    for name, code, (part, whole) in (("甲区", "340701", nearly), ("乙区", "340702", third)):
        one = District(name, code, places_goal=whole, places={"Q2": part}, aid={"Q2": (part, whole)})
        write_district(tmp_path / name, one)
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    found = rollup(tmp_path, "-q", "Q2")
    for code in ("preschool-places", "aid-coverage"):
        assert [figure["completion"] for figure in indicator(found, code)["figures"]] == [
            {"exact": "9999999999/10000000000", "percent": "99.9"},
            {"exact": "1/3", "percent": "33.3"},
        ]
    assert [figure["value"] for figure in indicator(found, "aid-coverage")["figures"]] == ["99.99", "33.33"]
    for file in ("city.csv", "city.html", "city.xlsx"):
        ran = edu_plan(
            "rollup",
            str(tmp_path),
            "-q",
            "Q2",
            "--indicator",
            "aid-coverage",
            "-o",
            file,
            cwd=tmp_path,
            **DAY,
        )
        assert ran.code == 0, ran.err
    assert "99.9%" in (tmp_path / "city.csv").read_text("utf-8")
    assert "100.0%" not in (tmp_path / "city.csv").read_text("utf-8")
    assert "99.99%（9999999999/10000000000）" in (tmp_path / "city.html").read_text("utf-8")
    sheet = openpyxl.load_workbook(tmp_path / "city.xlsx").worksheets[0]
    assert [sheet.cell(row, 12).value for row in (5, 6)] == [0.999, 0.333]


def test_counts_are_added(city: Path) -> None:
    places = indicator(rollup(city), "preschool-places")["total"]
    assert (places["target_value"], places["value"], places["known"], places["targets"]) == (
        "670",
        "465",
        3,
        3,
    )


def test_ten_thousands_and_ones_are_the_same_people(city: Path) -> None:
    """1.7 + 1.7 万人 and 8000 人: in the catalogue's unit, exactly."""
    learners = indicator(rollup(city), "elder-learners")
    assert (learners["unit"], learners["total"]["target_value"], learners["total"]["value"]) == (
        "万人",
        "4.2",
        "1.52",
    )
    assert {f["district"]: f["value"] for f in learners["figures"]} == {
        "铜官区": "0.9",
        "义安区": "0.52",
        "县/枞阳县": "0.1",
    }


def test_shares_are_never_averaged(city: Path) -> None:
    """480/500, 30/100 and 200/400 are 71 % together. The mean of their percentages would be 58.7 %."""
    aid = indicator(rollup(city), "aid-coverage")["total"]
    assert (aid["numerator"], aid["denominator"], aid["share"]["exact"]) == ("710", "1000", "71/100")
    assert aid["value"] is None


def test_a_figure_of_an_earlier_quarter_says_so(city: Path) -> None:
    places = indicator(rollup(city), "preschool-places")
    assert [f["district"] for f in places["figures"] if f["carried"]] == ["县/枞阳县"]
    assert places["total"]["carried"] == 1


def test_item_numbers_may_differ_from_district_to_district(city: Path) -> None:
    labels = {f["district"]: f["label"] for f in indicator(rollup(city), "aid-coverage")["figures"]}
    assert labels == {"铜官区": "1-2", "义安区": "7-2", "县/枞阳县": "1-2"}


def test_what_was_not_reported_is_in_no_sum(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    write_district(tmp_path / "b", IN_ONES._replace(places={}))
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    total = indicator(rollup(tmp_path, "-q", "Q2"), "preschool-places")["total"]
    assert (total["known"], total["targets"], total["value"], total["target_value"]) == (1, 2, "135", "570")
    assert total["completion"]["exact"] == "1/2"  # 135 of the 270 that the one who reported had promised


def test_a_code_the_catalogue_lacks_is_named_with_the_one_meant(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY._replace(places_indicator="preschool-place"))
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    found = rollup(tmp_path)
    assert [(u["district"], u["code"], u["place"], u["meant"]) for u in found["unlisted_indicators"]] == [
        ("a", "preschool-place", "plan/2023.yaml:28", "preschool-places")
    ]
    assert indicator(found, "preschool-places")["missing"] == ["a"]
    shown = edu_plan("rollup", str(tmp_path), "--no-cache", cwd=tmp_path).out
    assert "是不是preschool-places？" in "".join(shown.split())
    made = edu_plan("rollup", str(tmp_path), "--no-cache", "-o", str(tmp_path / "r.xlsx"), cwd=tmp_path)
    assert made.code == 0, made.err
    said = [
        row[1].value for row in openpyxl.load_workbook(tmp_path / "r.xlsx")["没有计入"].iter_rows(min_row=5)
    ]
    assert any("目录里没有：是不是 preschool-places？" in str(line) for line in said)
    assert any("没有这个指标：" in str(line) for line in said)


def test_units_that_do_not_convert_are_refused_by_name(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    write_district(tmp_path / "b", District("乙区", "340706", places_unit="所"))
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    places = indicator(rollup(tmp_path), "preschool-places")
    assert places["total"]["value"] == "135"
    assert [f["refused"] and f["refused"]["zh"] for f in places["figures"]] == [
        None,
        "单位 所 不能折算成 个",
    ]


def test_two_that_claim_one_code_are_both_left_out(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    write_district(tmp_path / "b", IN_ONES._replace(code="340705"))
    write_district(tmp_path / "c", IN_ONES)
    found = {d["name"]: d for d in rollup(tmp_path)["districts"]}
    assert [found[name]["state"] for name in "abc"] == ["invalid", "invalid", "reported"]
    assert found["a"]["said"]["zh"] == "区划代码 340705 与 b 相同"
    assert found["a"]["total"] is None


def test_a_district_needs_no_code(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY._replace(code=None))
    write_district(tmp_path / "b", IN_ONES._replace(code=None))
    assert [d["state"] for d in rollup(tmp_path)["districts"]] == ["reported", "reported"]


def test_without_a_catalogue_nothing_is_compared_and_that_is_said(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    assert rollup(tmp_path)["indicators"] == []
    assert "没有指标目录 indicators.yaml" in edu_plan("rollup", str(tmp_path), "--no-cache", cwd=tmp_path).out


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("total: share\n", None),
        ("total: sums", "total: sum"),
        ("totall: sum", "totall"),
        ("total: none", None),
    ],
)
def test_a_catalogue_is_checked_like_any_file(tmp_path: Path, wrong: str, said: str | None) -> None:
    write_district(tmp_path / "a", ORDINARY)
    text = CATALOGUE.replace("unit: 个\n    total: sum", f"unit: 个\n    {wrong}")
    (tmp_path / "indicators.yaml").write_text(text, encoding="utf-8")
    ran = edu_plan("rollup", str(tmp_path), "--no-cache", cwd=tmp_path)
    assert ran.code == 0
    broken = wrong != "total: none"
    assert ("indicators.yaml:" in ran.err) == broken
    assert ("指标目录有 1 处问题" in ran.out) == broken
    assert ("elder-learners" in ran.out) is True  # the others still count
    assert said is None or said.split(":")[0] in ran.err


def test_percentages_cannot_be_summed_by_mistake(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    (tmp_path / "indicators.yaml").write_text(
        CATALOGUE.replace("total: share", "unit: '%'\n    total: sum"), encoding="utf-8"
    )
    ran = edu_plan("rollup", str(tmp_path), "--no-cache", cwd=tmp_path)
    assert "是百分数，不能相加" in ran.err
    assert "total: share" in ran.err


def test_filters_hide_and_change_no_figure(city: Path) -> None:
    everything = rollup(city)
    behind = rollup(city, "--behind")
    assert [d["name"] for d in behind["districts"] if d["total"]] == ["义安区", "县/枞阳县"]
    for district in behind["districts"]:
        assert district in everything["districts"]
    assert behind["indicators"] == everything["indicators"]
    one = rollup(city, "--section", "二")
    assert [d["total"] for d in one["districts"]] == [d["total"] for d in everything["districts"]]
    assert {s["number"] for d in one["districts"] for s in d["sections"]} == {"二"}
    assert rollup(city, "--indicator", "aid-coverage")["indicators"] == [
        indicator(everything, "aid-coverage")
    ]


def test_targets_are_listed_by_light(city: Path) -> None:
    assert [(a["district"], a["label"], a["light"]) for a in rollup(city)["attention"]] == [
        ("义安区", "7-2", "lagging")
    ]
    silent = rollup(city, "--light", "未填报")["attention"]
    assert {a["light"] for a in silent} == {"not_reported"}
    assert len(silent) == 6


@pytest.mark.parametrize(
    ("today", "quarter"),
    [("2023-02-01", "2023Q1"), ("2023-04-01", "2023Q1"), ("2023-08-01", "2023Q2"), ("2025-01-01", "2023Q2")],
)
def test_the_latest_quarter_is_shown_unless_asked(city: Path, today: str, quarter: str) -> None:
    """The one that has ended; in a year that is over, the last that anybody reported."""
    ran = edu_plan("rollup", str(city), "--json", "--no-cache", cwd=city, EDU_PLAN_TODAY=today)
    assert json.loads(ran.out)["quarter"] == quarter


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["没有的文件夹"], "没有文件夹"),
        (["空文件夹"], "里没有工作要点"),
        ([".", "--year", "2019"], "2019 年的工作要点"),
        ([".", "--year", "二三"], "--year 要写成 2023"),
        ([".", "-q", "Q5"], "看不懂季度"),
        ([".", "-q", "2022Q1", "--year", "2023"], "不一致"),
        ([".", "--section", "九"], "没有部分 九；有：一、二"),
        ([".", "--indicator", "aid-cover"], "是不是 aid-coverage？"),
        ([".", "--light", "正常"], "--light 可以是"),
        ([".", "--format", "pdf"], "没有格式 pdf"),
        ([".", "--format", "xlsx"], "要写到文件"),
        ([".", "--catalogue", "x.yaml"], "没有文件 x.yaml"),
        ([], "缺少"),
    ],
)
def test_a_wrong_command_line_says_what_to_type(city: Path, arguments: list[str], says: str) -> None:
    ran = edu_plan("rollup", *arguments, cwd=city)
    assert ran.code == 2
    assert says in ran.err
    assert ran.out == ""


def test_several_projects_may_be_named(city: Path) -> None:
    ran = edu_plan("rollup", "铜官区", "县", "--json", "--no-cache", cwd=city, EDU_PLAN_TODAY="2023-08-01")
    assert [d["name"] for d in json.loads(ran.out)["districts"]] == ["铜官区", "枞阳县"]
    twice = edu_plan("rollup", "铜官区", ".", "--json", "--no-cache", cwd=city, EDU_PLAN_TODAY="2023-08-01")
    assert len(json.loads(twice.out)["districts"]) == 6


def test_csv_is_one_table_for_a_spreadsheet(city: Path) -> None:
    ran = edu_plan("rollup", ".", "-q", "Q2", "-f", "csv", "--no-cache", cwd=city)
    assert ran.out.startswith("\ufeff")
    table = list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff"))))
    assert [row["区县"] for row in table][:3] == ["铜官区教育局", "义安区教育局", "枞阳县教育局"]
    assert len(table) == 6
    assert table[0]["备注"] == "示例：示例数据"
    figures = edu_plan(
        "rollup", ".", "-q", "Q2", "-f", "csv", "--indicator", "aid-coverage", "--no-cache", cwd=city
    )
    assert [row["分子"] for row in csv.DictReader(io.StringIO(figures.out))] == ["480", "30", "200"]


def test_the_workbook_holds_numbers_as_numbers(city: Path, tmp_path: Path) -> None:
    ran = edu_plan("rollup", ".", "-q", "Q2", "-o", str(tmp_path / "汇总.xlsx"), "--no-cache", cwd=city)
    assert ran.code == 0, ran.err
    book = openpyxl.load_workbook(tmp_path / "汇总.xlsx")
    assert book.sheetnames == ["各区县", "指标", "要过问的", "没有计入"]
    first = [cell.value for cell in book["各区县"][4]]
    row = book["各区县"][5]
    assert row[0].value == "340705"
    assert row[first.index("完成率")].value == pytest.approx(0.63)
    assert row[first.index("完成率")].number_format == "0.0%"
    totals = [[c.value for c in row] for row in book["指标"].iter_rows(min_row=5) if row[2].value == "合计"]
    assert [(row[0], row[7], row[8], row[9], row[10]) for row in totals] == [
        ("preschool-places", 670, 465, None, None),
        ("elder-learners", 4.2, 1.52, None, None),
        ("aid-coverage", None, 71, 710, 1000),
    ]
    assert "示例：示例数据" in str(book["各区县"]["A2"].value)


HOSTILE = District(
    '=HYPERLINK("http://x")<script>alert(1)</script>[red]', "340799", places_goal=270, illustrative="=1+1"
)


def test_text_of_a_district_runs_nowhere(tmp_path: Path) -> None:
    write_district(tmp_path / "'; DROP TABLE observations; --", HOSTILE)
    (tmp_path / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    page = edu_plan("rollup", ".", "-f", "html", "--no-cache", cwd=tmp_path).out
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "示例：" in page
    table = edu_plan("rollup", ".", "-f", "csv", "--no-cache", cwd=tmp_path).out
    assert "'=HYPERLINK" in table
    assert "[red]" in edu_plan("rollup", ".", "--no-cache", cwd=tmp_path).out
    edu_plan("rollup", ".", "-o", "x.xlsx", "--no-cache", cwd=tmp_path)
    cell = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]["B5"]
    assert (cell.data_type, str(cell.value)[:6]) == ("s", "=HYPER")


def test_a_fault_in_one_district_stops_no_other(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    broken = write_district(tmp_path / "b", IN_ONES)
    (broken / "plan/2023.yaml").write_bytes(b"\xff\xfe\x00")
    big = write_district(tmp_path / "c", IN_ONES._replace(code="340799"))
    (big / "plan/2023.yaml").write_text("x" * 2_000_001)
    found = rollup(tmp_path)
    assert [d["state"] for d in found["districts"]] == ["reported", "invalid", "invalid"]


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_folder_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    """As unpacked from a zip that was made on Windows: GBK bytes."""
    folder = tmp_path / os.fsdecode("铜官区".encode("gbk"))
    write_district(folder, ORDINARY)
    write_district(tmp_path / "义安区", IN_ONES)
    found = rollup(tmp_path)
    assert [(d["org_name"], d["state"]) for d in found["districts"]] == [
        ("铜官区教育局", "reported"),
        ("义安区教育局", "reported"),
    ]
    for name in ("x.html", "x.xlsx", "x.csv", "x.json", "x.txt"):
        assert edu_plan("rollup", ".", "-o", name, cwd=tmp_path).code == 0


@pytest.mark.skipif(is_root(), reason="everything can be read")
def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write_district(tmp_path / "a", ORDINARY)
    (tmp_path / "b").mkdir(mode=0)
    assert [d["state"] for d in rollup(tmp_path)["districts"]] == ["reported", "no_project"]


class Screen(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


SCREENS = {
    "rollup": [],
    "rollup in English": ["--lang", "en"],
    "rollup of who is behind": ["--behind"],
    "rollup of an indicator": ["--indicator", "aid-coverage"],
}


@pytest.mark.parametrize("width", ["80", "160"])
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_stays_as_it_is(city: Path, name: str, width: str, snapshot: SnapshotAssertion) -> None:
    ran = edu_plan("rollup", ".", "-q", "Q2", "--no-cache", *SCREENS[name], cwd=city, COLUMNS=width)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace("\r\n", "\n") == snapshot.use_extension(Screen)
    assert all(cell_len(line) <= int(width) for line in ran.out.splitlines())
