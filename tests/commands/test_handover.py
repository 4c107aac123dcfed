"""A year in which targets change hands, are dropped, begin late and end early: who owes what, by commands alone."""

import json
from pathlib import Path

import pytest

from commands.running import done, sample_in, unbroken
from commands.running import forked_edu_plan as edu_plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return sample_in(tmp_path / "p")


def do(project: Path, *arguments: str, day: str = "2023-10-12") -> str:
    return done(project, day, *arguments)


def row(out: str, department: str) -> list[str]:
    """A department's cells in the table of quarters."""
    return next(line for line in out.splitlines() if line.startswith(f"{department} ")).split()[1:]


def hand_over(project: Path, *targets: str, to: str, date: str) -> None:
    for target in targets:
        do(project, "assign", target, to, "--reason", "分工调整", "--date", date, day=date)


def test_quarters_are_joined_by_department_and_not_by_row(project: Path) -> None:
    hand_over(project, "4-1", "7-6", to="办公室", date="2023-07-10")  # all the supervision office led
    out = do(project, "missing", "-q", "Q3")
    assert row(out, "教育督导室") == ["按时", "按时", "—"]
    assert row(out, "办公室") == ["按时", "按时", "按时"]
    assert "教育督导室" not in out.partition("催报")[2]
    assert "办公室：2023年三季度进展填报应于10月10日前报送，已收到，还缺 2 个目标的填报" in out.replace(
        "\n", ""
    )


def test_as_many_joining_as_leaving_shift_no_row(project: Path) -> None:
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("  - id: office\n", "  - id: new-office\n    name: 新设科室\n  - id: office\n", 1),
        encoding="utf-8",
    )
    hand_over(project, "4-1", "7-6", to="新设科室", date="2023-07-20")
    out = do(project, "missing", "-q", "Q3")
    assert row(out, "新设科室") == ["—", "—", "未报"]
    assert row(out, "办公室") == ["按时", "按时", "按时"]
    assert row(out, "教育督导室") == ["按时", "按时", "—"]
    assert "新设科室：2023年三季度进展填报应于10月10日前报送，尚未收到" in out.replace("\n", "")


def test_a_drop_leaves_every_row_in_its_place(project: Path) -> None:
    do(project, "drop", "ts8mx", "--reason", "并入市级项目", "--date", "2023-07-05", day="2023-07-05")
    out = do(project, "missing", "-q", "Q3")
    assert row(out, "教育督导室") == ["按时", "按时", "未报"]
    assert row(out, "教研室") == ["按时", "按时", "迟", "1", "天"]


def test_the_new_leads_nil_report_counts_and_the_old_ones_does_not(project: Path) -> None:
    hand_over(project, "4-1", "7-6", to="办公室", date="2023-07-20")
    head = "schema: edu-plan/progress@1\nyear: 2023\nquarter: Q3\nsubmitted: 2023-10-09\n"
    report = project / "reports" / "2023" / "Q3" / "office.yaml"
    report.write_text(f"{head}department: office\nnil: true\n", encoding="utf-8")
    out = do(project, "missing", "-q", "Q3")
    assert "4-1" not in out.partition("催报")[2]
    report.unlink()
    (report.parent / "supervision.yaml").write_text(
        f"{head}department: supervision\nnil: true\n", encoding="utf-8"
    )
    out = unbroken(do(project, "missing", "-q", "Q3"))
    assert "4-1教育评价改革清单" in out.partition("催报")[2]
    assert "办公室：2023年三季度进展填报应于10月10日前报送，尚未收到" in out


def test_who_led_at_the_quarters_end_owes_it_unless_it_leads_nothing_any_more(project: Path) -> None:
    (project / "reports/2023/Q2/supervision.yaml").unlink()
    hand_over(project, "4-1", to="办公室", date="2023-07-05")
    out = do(project, "missing", "-q", "Q2", day="2023-07-12")
    assert "教育督导室：2023年二季度" in out  # it still leads 7-6
    hand_over(project, "7-6", to="办公室", date="2023-07-06")
    out = do(project, "missing", "-q", "Q2", day="2023-07-12")
    assert "教育督导室：" not in out
    assert row(out, "教育督导室")[0] == "按时"
    assert "办公室：2023年二季度进展填报应于7月10日前报送，已收到，还缺 2 个目标的填报" in out.replace(
        "\n", ""
    )


def test_a_late_report_of_the_old_lead_keeps_no_answer_from_the_new_one(project: Path) -> None:
    late = project / "reports/2023/Q2/supervision.yaml"
    told = "schema: edu-plan/progress@1\nyear: 2023\nquarter: Q2\ndepartment: supervision\nsubmitted: 2023-08-15\n"
    late.write_text(f"{told}entries:\n  - target: tvj5c\n    steps_done: [春季学期督查]\n", encoding="utf-8")
    before = late.read_text(encoding="utf-8")
    hand_over(project, "4-1", "7-6", to="办公室", date="2023-07-05")
    do(project, "record", "4-1", "-q", "Q2", "--note", "清单已印发", day="2023-08-20")
    assert late.read_text(encoding="utf-8") == before
    assert "清单已印发" in (project / "reports/2023/Q2/office.yaml").read_text(encoding="utf-8")


def test_a_correction_by_the_new_lead_makes_no_report_of_a_quarter_it_never_owed(project: Path) -> None:
    hand_over(project, "14-4", to="校外教育培训监管科", date="2023-07-20")
    do(
        project, "record", "14-4", "-q", "Q2", "--numerator", "3450", "--denominator", "3470", "--reason", "漏计",
        day="2023-10-12",
    )  # fmt: skip
    corrected = (project / "reports/2023/Q3/off-campus.yaml").read_text(encoding="utf-8")
    assert "corrections:" in corrected
    assert not (project / "reports/2023/Q2/off-campus.yaml").exists()
    assert row(do(project, "missing", "-q", "Q2"), "校外教育培训监管科") == ["按时", "未报"]


def test_an_item_has_one_lead_on_every_screen(project: Path) -> None:
    def heads() -> tuple[str, str, str]:
        report = do(project, "report", "-q", "Q3").splitlines()
        status = do(project, "status", "-q", "Q3").splitlines()
        shown = do(project, "show", "12", "-q", "Q3")
        index = next(i for i, line in enumerate(report) if line.startswith("12. "))
        return (
            report[index].split()[-1] if len(report[index].split()) > 2 else report[index + 1].strip(),
            next(line for line in status if line.startswith("12 ")).split()[-1],
            next(line for line in shown.splitlines() if line.startswith("牵头"))
            .split()[1]
            .partition("，")[0],
        )

    assert set(heads()) == {"教育装备与项目办"}
    do(project, "assign", "12", "办公室", "--reason", "分工调整", "--date", "2023-08-01", day="2023-08-01")
    assert set(heads()) == {"办公室"}
    data = json.loads(do(project, "status", "-q", "Q2", "--json"))
    before = [i["lead"] for s in data["sections"] for i in s["items"] if i["number"] == 12]
    assert before == ["facilities"]


def test_who_has_nothing_begun_or_nothing_left_is_not_expected(project: Path) -> None:
    """All the office leads begins in September; what the supervision office led is closed out in June."""
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    data = json.loads(do(project, "status", "--json"))
    targets = [t for s in data["sections"] for i in s["items"] for t in i["targets"]]
    for target in [t["id"] for t in targets if t["lead"] == "office"]:
        text = text.replace(f"- id: {target}\n", f"- id: {target}\n            start: 2023-09-01\n", 1)
    plan.write_text(text, encoding="utf-8")
    (project / "reports/2023/Q1/office.yaml").unlink()
    closed = [t["id"] for t in targets if t["lead"] == "supervision"]
    lines = [f"  - {{target: {target}, date: 2023-06-30, evidence: [验收单]}}\n" for target in closed]
    plan.write_text(plan.read_text(encoding="utf-8") + "close_outs:\n" + "".join(lines), encoding="utf-8")
    out = do(project, "missing", "-q", "Q3")
    assert row(out, "办公室")[0] == "还没有要报的"
    assert row(out, "教育督导室") == ["按时", "不用报，已报", "不用再报"]
    found = json.loads(do(project, "missing", "-q", "Q3", "--json"))["reporting"]
    assert [(q["expected"], q["reported"]) for q in found] == [(13, 13), (12, 11), (13, 13)]
    assert all(q["reported"] <= q["expected"] for q in found)
    assert "办公室" not in out.partition("催报")[2]


@pytest.mark.parametrize("day", ["2023-02-15", "2023-04-05", "2023-04-10"])
def test_before_the_due_day_and_on_it_nobody_is_missing(project: Path, day: str) -> None:
    for file in (project / "reports/2023").rglob("*.yaml"):
        if file.parent.name != "Q1" or file.name == "safety.yaml":
            file.unlink()
    out = do(project, "missing", "-q", "Q1", day=day)
    assert row(out, "安全信访科") == ["未到期"]
    assert "未报" not in out.partition("一季度提醒")[0]
    said = out.replace("\n", "")
    asked = "今天（4月10日）截止，尚未收到" if day == "2023-04-10" else "请于4月10日前报送"
    assert f"安全信访科：2023年一季度进展填报{asked}；待填报的目标 " in said
    assert "办公室：" not in said  # it has sent its own
    late = do(project, "missing", "-q", "Q1", day="2023-04-11")
    assert row(late, "安全信访科") == ["未报"]


def test_days_of_grace_are_told_apart_from_the_due_day(project: Path) -> None:
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("grace_days: 0", "grace_days: 3"), encoding="utf-8")
    (project / "reports/2023/Q3/safety.yaml").unlink()
    assert row(do(project, "missing", "-q", "Q3", day="2023-10-13"), "安全信访科")[-1] == "未到期"
    out = do(project, "missing", "-q", "Q3", day="2023-10-14").replace("\n", "")
    assert "安全信访科：2023年三季度进展填报应于10月10日前报送，尚未收到" in out
    assert "10月13日" not in out


def test_a_named_due_day_is_the_due_day(project: Path) -> None:
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    named = text.replace("{due_days: 10, grace_days: 0}", "{due_days: 10, due: {Q3: 2023-10-12}}")
    plan.write_text(named, encoding="utf-8")
    out = do(project, "missing", "-q", "Q3", day="2023-10-25")
    assert row(out, "教研室")[-1] == "按时"  # it reported on the 11th
    assert "三季度为10月12日" in do(project, "report", "-q", "Q3").replace("\n", "")


def test_a_year_in_review_before_its_end_is_reviewed_as_far_as_it_is(project: Path) -> None:
    out = do(project, "report", "--year", "2023", day="2023-10-12")
    assert "截至 2023-09-30" in out
    assert "2023-12-31 已过" not in out


def test_what_has_a_day_is_asked_for_from_the_next_day_on(project: Path) -> None:
    """18-3: due on 31 August, done on the 28th, told in October."""

    def light(day: str) -> dict[str, object]:
        data = json.loads(do(project, "show", "18-3", "--json", day=day))
        return next(t for s in data["sections"] for i in s["items"] for t in i["targets"])

    assert light("2023-08-31")["light"] == "on_track"
    september = light("2023-09-15")
    assert september["light"] == "not_reported"
    assert "时限 2023-08-31 已过，待报" in str(september["reason"])
    assert light("2023-10-12")["light"] == "done"
    reminded = do(project, "missing", day="2023-09-15").replace("\n", "")
    assert "18-3 2023年招生完成（8月31日）时限已过，还没有报告完成情况。请即报告" in reminded


def test_what_happened_on_a_day_is_recorded_in_that_days_quarter(project: Path) -> None:
    for file in (project / "reports/2023/Q3").iterdir():
        file.unlink()
    do(project, "record", "18-3", "--done-on", "2023-08-28", day="2023-09-05")
    assert "done_on: 2023-08-28" in (project / "reports/2023/Q3/basic-education.yaml").read_text(
        encoding="utf-8"
    )
    data = json.loads(do(project, "show", "18-3", "--json", day="2023-09-05"))
    assert next(t for s in data["sections"] for i in s["items"] for t in i["targets"])["light"] == "done"


def test_on_new_years_day_nothing_is_overdue_for_want_of_a_report_that_is_not_due(project: Path) -> None:
    def count(day: str) -> dict[str, int]:
        data = json.loads(do(project, "status", "--json", day=day))
        lights: dict[str, int] = data["total"]["lights"]
        return lights

    december, january, late = count("2023-12-31"), count("2024-01-01"), count("2024-01-11")
    assert january["overdue"] == december["overdue"]
    assert late["overdue"] == december["overdue"]  # what an answer made overdue stays so
    assert late["not_reported"] > january["not_reported"]


def test_a_false_answer_can_be_withdrawn_with_a_reason(project: Path) -> None:
    refused = edu_plan("record", "18-3", "-q", "Q3", "--withdraw", cwd=project)
    assert refused.code == 2
    assert "--reason" in refused.err
    do(project, "record", "18-3", "-q", "Q3", "--withdraw", "--reason", "学籍未核完，误填", day="2023-11-02")
    out = do(project, "report", "-q", "Q3", day="2023-11-03").replace("\n", "")
    assert "18-3 2023年招生完成 三季度：2023-08-28 撤回（学籍未核完，误填" in out
    data = json.loads(do(project, "show", "18-3", "-q", "Q3", "--json", day="2023-11-03"))
    assert next(t for s in data["sections"] for i in s["items"] for t in i["targets"])["light"] == "overdue"


def test_the_day_a_report_really_came_needs_its_reason(project: Path) -> None:
    (project / "reports/2023/Q3/supervision.yaml").unlink(missing_ok=True)
    refused = edu_plan("record", "4-1", "-q", "Q3", "--note", "推进", "--date", "2023-10-09", cwd=project)
    assert refused.code == 2
    assert "--received-reason" in refused.err
    do(
        project, "record", "4-1", "-q", "Q3", "--note", "推进中", "--date", "2023-10-09",
        "--received-reason", "纸质件当日送达", day="2023-10-16",
    )  # fmt: skip
    assert row(do(project, "missing", "-q", "Q3", day="2023-10-17"), "教育督导室")[-1] == "按时"
    written = (project / "reports/2023/Q3/supervision.yaml").read_text(encoding="utf-8")
    assert "submitted: 2023-10-16\nreceived: 2023-10-09\nreceived_reason: 纸质件当日送达\n" in written


def test_a_nil_report_is_made_by_a_command(project: Path) -> None:
    refused = edu_plan("record", "4-1", "--nil", "-q", "Q3", cwd=project)
    assert refused.code == 2
    do(project, "record", "--nil", "-q", "Q3", "--department", "督导室", day="2023-10-09")
    out = do(project, "missing", "-q", "Q3")
    assert row(out, "教育督导室")[-1] == "按时"
    assert "教育督导室" not in out.partition("催报")[2]
    again = edu_plan("record", "--nil", "-q", "Q3", "--department", "办公室", cwd=project)
    assert (again.code, "不用写零报告" in again.err) == (1, True)  # it has told something already


def test_a_due_day_moved_twice_after_it_was_over_still_shows_the_first(project: Path) -> None:
    for day, due in (("2023-09-20", "2023-10-31"), ("2023-11-10", "2023-12-15")):
        do(project, "amend", "12-4", "due", due, "--reason", "工期顺延", "--date", day, day=day)
    for form in ("table", "md", "csv"):
        assert "原时限2023-09-01" in unbroken(do(project, "report", "-q", "Q4", "-f", form)).replace("\\", "")


def test_the_circular_counts_what_its_annex_lists(project: Path) -> None:
    docx = pytest.importorskip("docx")
    do(project, "report", "-q", "Q3", "-o", "x.docx")
    document = docx.Document(str(project / "x.docx"))
    [told] = [p.text for p in document.paragraphs if p.text.startswith("应填未填的目标")]
    table = next(t for t in document.tables if t.rows[0].cells[1].text == "所缺填报")
    listed = sum(len(row.cells[1].text.replace("整份未报；", "").split("；")) for row in table.rows[1:])
    assert f"应填未填的目标{listed}个" in told


def test_after_a_handover_before_the_due_day_every_screen_says_the_same_of_who_owes(project: Path) -> None:
    (project / "reports/2023/Q2/supervision.yaml").unlink()
    hand_over(project, "4-1", "7-6", to="办公室", date="2023-07-05")
    report = do(project, "report", "-q", "Q2", day="2023-07-11")
    office = next(line for line in report.partition("填报情况")[2].splitlines() if line.startswith("办公室"))
    data = json.loads(do(project, "missing", "-q", "Q2", "--json", day="2023-07-11"))
    assert "教育督导室" not in report.partition("填报情况")[2]
    assert office.split()[1] == str(next(d["targets"] for d in data["departments"] if d["id"] == "office"))
    for day in ("2023-07-11", "2023-10-12"):
        assert row(do(project, "missing", "-q", "Q2", day=day), "教育督导室")[-1] == "—"
