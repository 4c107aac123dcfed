"""From November to February with a draft of next year in the folder: every command stays in the year it should be in."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, Ran, sample_in
from commands.running import forked_edu_plan as edu_plan

NOVEMBER, DECEMBER, DUE, AFTER, FEBRUARY = (
    "2023-11-20", "2023-12-28", "2024-01-10", "2024-01-11", "2024-02-20",
)  # fmt: skip
SAID = "（另有 2024 年草稿）"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    sample_in(tmp_path)
    ran = on(NOVEMBER, tmp_path, "new-year", "2024")
    assert ran.code == 0, ran.err
    return tmp_path


def on(day: str, folder: Path, *arguments: str) -> Ran:
    return edu_plan(*arguments, cwd=folder, EDU_PLAN_TODAY=day, COLUMNS="160")


def issue(project: Path, line: str) -> None:
    file = project / "plan/2024.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("year: 2024\n", f"year: 2024\n{line}\n", 1), encoding="utf-8")


def shown_year(project: Path, day: str, *more: str) -> str:
    ran = on(day, project, "status", "--json", *more)
    assert ran.code == 0, ran.err
    return str(json.loads(ran.out)["plan"]["year"])


@pytest.mark.parametrize("day", [NOVEMBER, DECEMBER, DUE, AFTER, FEBRUARY])
def test_a_draft_turns_no_command_to_it(day: str, project: Path, tmp_path: Path) -> None:
    for screen in (("status",), ("missing",), ("show", "14"), ("status", "--targets")):
        out = on(day, project, *screen).out
        assert out.count(SAID) == 1, screen
    for beside in (
        ("report", "-q", "Q3"),
        ("report", "-q", "Q3", "-f", "csv"),
        ("form", "-q", "Q3", "-o", str(tmp_path / "forms")),
        ("record", "15-4", "-q", "Q3", "--value", "1.37", "--reason", "核实", "--dry-run"),
        ("set", "14-1", "definition", "公办园", "--dry-run"),
        ("export", "--format", "jsonl", "-q", "Q3", "-o", str(tmp_path / "data")),
    ):
        ran = on(day, project, *beside)
        assert SAID in ran.err, (beside, ran)
        assert SAID not in ran.out
        assert "2024.yaml" not in ran.out
        assert "reports/2024" not in ran.out
    assert {file.name[:6] for file in (tmp_path / "forms").iterdir()} == {"2023Q3"}
    assert shown_year(project, day) == "2023"


@pytest.mark.parametrize("line", ["document_number: 区教〔2024〕1号", "issued_on: 2024-01-03"])
def test_once_issued_it_is_next_when_the_last_quarter_has_been_due(line: str, project: Path) -> None:
    issue(project, line)
    assert [shown_year(project, day) for day in (NOVEMBER, DECEMBER, DUE, AFTER, FEBRUARY)] == [
        "2023", "2023", "2023", "2024", "2024",
    ]  # fmt: skip
    for day in (DUE, AFTER):
        assert "草稿" not in on(day, project, "status").out


def test_the_day_named_for_the_fourth_quarter_and_its_grace_count(project: Path) -> None:
    issue(project, "issued_on: 2024-01-03")
    file = project / "plan/2023.yaml"
    text = file.read_text(encoding="utf-8")
    old, new = "{due_days: 10, grace_days: 0}", "{grace_days: 2, due: {Q4: 2024-01-12}}"
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    assert [shown_year(project, f"2024-01-{day}") for day in (11, 14, 15)] == ["2023", "2023", "2024"]


def test_as_of_a_day_it_is_the_year_of_that_day(project: Path) -> None:
    issue(project, "issued_on: 2024-02-05")
    printed = on("2024-02-01", project, "report", "-q", "Q3", "-f", "md").out
    assert shown_year(project, FEBRUARY) == "2024"
    assert shown_year(project, FEBRUARY, "--as-of", "2024-02-01") == "2023"
    assert printed.startswith(
        on(FEBRUARY, project, "report", "-q", "Q3", "-f", "md", "--as-of", "2024-02-01").out[:40]
    )


def test_a_year_asked_for_is_the_year_shown(project: Path) -> None:
    assert shown_year(project, DECEMBER, "--year", "2024") == "2024"
    assert SAID not in on(DECEMBER, project, "status", "--year", "2023").out


def test_the_only_plan_is_the_default_draft_or_not(project: Path) -> None:
    (project / "plan/2023.yaml").unlink()
    shutil.rmtree(project / "reports/2023")
    assert shown_year(project, NOVEMBER) == "2024"
    assert "草稿" not in on(NOVEMBER, project, "status").out


def test_where_nothing_is_issued_the_calendar_decides(project: Path) -> None:
    file = project / "plan/2023.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        "".join(x for x in text.splitlines(True) if not x.startswith("document_number")), encoding="utf-8"
    )
    assert [shown_year(project, day) for day in (DECEMBER, DUE, AFTER)] == ["2023", "2023", "2024"]


def test_an_issued_plan_that_cannot_be_read_is_not_passed_over_and_a_draft_is(project: Path) -> None:
    file = project / "plan/2024.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "notice: [\n", encoding="utf-8")
    assert shown_year(project, AFTER) == "2023"
    issue(project, "issued_on: 2024-01-03")
    assert shown_year(project, DUE) == "2023"
    ran = on(AFTER, project, "status")
    assert (ran.code, "2024 年的工作要点读不了" in ran.err) == (2, True)


def test_a_form_is_taken_by_the_year_it_was_made_for(project: Path, tmp_path: Path) -> None:
    import openpyxl

    forms = tmp_path / "forms"
    assert on("2024-04-01", project, "form", "--year", "2024", "-q", "Q1", "-o", str(forms)).code == 0
    file = next(file for file in sorted(forms.iterdir()) if "职业与成人" in file.name)
    book = openpyxl.load_workbook(file)
    sheet = book["填报"]
    row = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == "t7v9a")
    row[11].value = 0.2
    book.save(file)
    ran = on("2024-04-05", project, "collect", str(file), "-q", "Q1", "--yes")
    assert ran.code == 0, ran
    assert f"{file.name} 是 2024 年的表。" in ran.err
    assert (project / "reports/2024/Q1/adult-education.yaml").exists()
    ran = on("2024-04-05", project, "collect", str(file), "-q", "Q1", "--year", "2023", "--yes")
    assert (ran.code, "年的，收的是 2023 年" in ran.out + ran.err) == (1, True)


@NEEDS_GIT
def test_diff_shows_every_year(project: Path) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "两年")
    for year, old, new in (("2023", "target_value: 270", "target_value: 280"), ("2024", "1.7", "1.8")):
        file = project / f"plan/{year}.yaml"
        text = file.read_text(encoding="utf-8")
        head, value, rest = text.partition(f"target_value: {old.removeprefix('target_value: ')}")
        assert value
        file.write_text(f"{head}target_value: {new.removeprefix('target_value: ')}{rest}", encoding="utf-8")
    ran = on(DECEMBER, project, "diff", "--format", "json")
    assert {(change["year"], change["how"]) for change in json.loads(ran.out)["changes"]} == {
        (2023, "changed"),
        (2024, "changed"),
    }
    for format_ in ("table", "md"):
        out = on(DECEMBER, project, "diff", "--format", format_).out
        assert "2023 年" in out
        assert "2024 年" in out
        assert out.count("270") >= 1 <= out.count("1.8")
    only = json.loads(on(DECEMBER, project, "diff", "--year", "2024", "--format", "json").out)
    assert {change["year"] for change in only["changes"]} == {2024}


def test_a_year_is_not_compared_with_itself(project: Path) -> None:
    ran = on(DECEMBER, project, "status", "--compare", "2023")
    assert (ran.code, ran.out) == (2, "")
    assert "--compare 要写另一年：看的就是 2023 年。" in ran.err


def test_one_district_s_draft_does_not_move_the_city(project: Path, tmp_path: Path) -> None:
    city = tmp_path / "city"
    for name, code in (("甲区", "340705"), ("乙区", "340706"), ("丙区", "340711")):
        for part in ("plan", "reports"):
            shutil.copytree(project / part, city / name / part)
        for file in (city / name / "plan").iterdir():
            file.write_text(file.read_text(encoding="utf-8").replace("340705", code), encoding="utf-8")
        if name != "甲区":
            (city / name / "plan/2024.yaml").unlink()
    found = json.loads(on(FEBRUARY, tmp_path, "rollup", str(city), "--json").out)
    assert (found["quarter"][:4], found["in_other_years"]) == ("2023", {})
    issue(city / "甲区", "issued_on: 2024-01-03")
    found = json.loads(on(FEBRUARY, tmp_path, "rollup", str(city), "--json").out)
    assert (found["quarter"][:4], found["in_other_years"]) == ("2023", {"2024": ["甲区"]})
    assert "多数区县在 2023 年，1 个在 2024 年（甲区）" in on(FEBRUARY, tmp_path, "rollup", str(city)).out


def test_a_finished_total_leaves_its_part_to_stand_alone(tmp_path: Path) -> None:
    sample_in(tmp_path)
    ran = on(DECEMBER, tmp_path, "record", "15-4", "-q", "Q4", "--value", "1.7", "--note", "全年")
    assert ran.code == 0, ran.err
    ran = on(DECEMBER, tmp_path, "new-year", "2024")
    assert ran.code == 0, ran.err
    assert edu_plan("validate", "plan/2024.yaml", cwd=tmp_path).code == 0
