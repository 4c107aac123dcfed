"""Updates and instructions through the installed command: written, shown where leaders and clerks look, and gone when a report speaks."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from commands.running import NEEDS_GIT, ROOT, done, sample_in, unbroken
from commands.running import forked_edu_plan as edu_plan
from commands.test_screens import Screen
from edu_plan_cli import assess, load
from edu_plan_cli.editing.layout import layout
from edu_plan_cli.editing.merge_texts import merge
from edu_plan_cli.features.forms.form_content import make_form
from edu_plan_cli.features.forms.form_reading import collect
from edu_plan_cli.features.forms.form_sheet import write_form
from edu_plan_cli.features.forms.workbook import read_book


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped plan with its first two quarters, its schemas, and nothing said since."""
    for part in ("plan", "reports", "schema"):
        shutil.copytree(ROOT / part, tmp_path / part)
    for part in ("Q3", "updates"):
        shutil.rmtree(tmp_path / "reports/2023" / part)
    (tmp_path / "reports/2023/instructions.yaml").unlink()
    return tmp_path


def target_of(project: Path, day: str, label: str) -> dict[str, Any]:
    data = json.loads(done(project, day, "show", label, "--json"))
    [target] = [t for s in data["sections"] for i in s["items"] for t in i["targets"] if t["label"] == label]
    return dict(target)


def test_an_update_is_written_with_its_head_and_its_day(project: Path) -> None:
    done(project, "2023-08-11", "record", "12-2", "--update", "--stage", "主体封顶", "--note", "已封顶。")
    done(project, "2023-08-20", "record", "12-2", "--update", "--date", "2023-08-18", "--note", "装饰进场。")
    assert (project / "reports/2023/updates/facilities.yaml").read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../../../schema/updates.json\n"
        "# 教育装备与项目办 2023 年季度之间的进展：一条一天\n"
        "schema: edu-plan/updates@1\n"
        "year: 2023\n"
        "department: facilities\n"
        "updates:\n"
        "  - target: tnxk3    # 12-2 爱国小学改扩建\n"
        "    date: 2023-08-11\n"
        "    stage: 主体封顶\n"
        "    account: 已封顶。\n"
        "  - target: tnxk3    # 12-2 爱国小学改扩建\n"
        "    date: 2023-08-18\n"
        "    account: 装饰进场。\n"
    )


def test_a_second_update_of_a_day_takes_the_place_of_the_first_and_says_so(project: Path) -> None:
    done(project, "2023-08-11", "record", "12-2", "--update", "--stage", "主体封顶", "--note", "已封顶。")
    ran = edu_plan(
        "record", "12-2", "--update", "--note", "今天封顶。", cwd=project, EDU_PLAN_TODAY="2023-08-11"
    )
    assert "情况说明：原填 已封顶。" in ran.err
    text = (project / "reports/2023/updates/facilities.yaml").read_text(encoding="utf-8")
    assert text.endswith("    date: 2023-08-11\n    stage: 主体封顶\n    account: 今天封顶。\n")


def test_two_instructions_of_a_day_stand_beside_each_other(project: Path) -> None:
    for said in ("查清原因。", "查清原因。", "排出计划。"):
        done(project, "2023-08-11", "instruct", "12-2", "--by", "局长", "--text", said)
    text = (project / "reports/2023/instructions.yaml").read_text(encoding="utf-8")
    assert (text.count("查清原因。"), text.count("排出计划。")) == (1, 1)
    ran = edu_plan(
        "instruct", "12-2", "--by", "局长", "--answer", "已办。", cwd=project, EDU_PLAN_TODAY="2023-08-12"
    )
    assert "没有答复的有 2 件" in ran.err
    assert "请在 reports/2023/instructions.yaml 里写 answer" in ran.err


def test_an_update_is_shown_and_counts_until_a_report_speaks(project: Path) -> None:
    before = target_of(project, "2023-08-11", "12-2")
    done(project, "2023-08-11", "record", "12-2", "--update", "--stage", "主体封顶", "--note", "已封顶。")
    after = target_of(project, "2023-08-11", "12-2")
    assert (before["completion"]["percent"], after["completion"]["percent"]) == ("25", "50")
    [update] = after["updates"]
    assert (update["date"], update["stage"], update["counts"], update["recent"]) == (
        "2023-08-11",
        "主体封顶",
        True,
        True,
    )
    assert target_of(project, "2023-08-10", "12-2")["updates"] == []
    status = unbroken(done(project, "2023-08-12", "status"))
    assert "最近进展8月11日12-2爱国小学改扩建（教育装备与项目办）：主体封顶：已封顶。" in status
    shown = unbroken(done(project, "2023-08-12", "show", "12-2"))
    assert "最近进展（8月11日）：主体封顶：已封顶。" in shown
    assert "8月11日完成阶段“主体封顶”" in shown
    done(project, "2023-10-08", "record", "12-2", "-q", "Q3", "--stage", "装饰安装")
    assert "最近进展" not in done(project, "2023-10-08", "status", "--item", "12")
    assert target_of(project, "2023-10-08", "12-2")["completion"]["percent"] == "75"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("record", "12-2", "--update", "--note", "x", "--date", "2023-10-10"), "2023-10-10 还没有到"),
        (("record", "12-2", "--update", "--note", "x", "-q", "Q3"), "不写季度"),
        (("record", "--update", "--note", "x"), "进展要写目标"),
        (("record", "12-2", "--update", "--stage", "封顶了吗"), "不在可选的里面"),
        (("record", "12-2", "--update", "--value", "3"), "不填数值"),
        (("instruct", "12-2", "--by", "局长"), "--text 原话"),
        (("instruct", "12-2", "--answer", "已办"), "没有答复的有 0 件"),
        (("instruct", "12-2", "--by", "局长", "--text", "x", "--due", "2023-01-01"), "EP411"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    project: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = edu_plan(*arguments, cwd=project, EDU_PLAN_TODAY="2023-09-12")
    assert ran.code != 0
    assert told in ran.err
    assert not (project / "reports/2023/updates").exists()
    assert not (project / "reports/2023/instructions.yaml").exists()


def test_an_instruction_is_open_until_it_is_answered(project: Path) -> None:
    done(project, "2023-07-20", "instruct", "12-2", "--rectification", "--by", "局长", "--text", "查清原因。", "--due", "2023-07-31")  # fmt: skip
    done(
        project,
        "2023-07-21",
        "instruct",
        "13-1",
        "--by",
        "总督学",
        "--text",
        "抓紧。",
        "--department",
        "督导室",
    )
    status = done(project, "2023-08-02", "status")
    assert "批示、整改未答复 2 件，其中过了时限 1 件：12-2、13-1（edu-plan show 12-2）" in status
    assert "未答复 1 件：13-1" in done(project, "2023-08-02", "status", "--item", "13")
    assert "批示、整改" not in done(project, "2023-07-19", "status")
    shown = unbroken(done(project, "2023-08-02", "show", "12-2"))
    assert "整改（7月20日，局长）：查清原因（教育装备与项目办，7月31日前答复）；未答复，已过时限" in shown
    done(project, "2023-08-03", "instruct", "12-2", "--answer", "管线已改迁。")
    assert "8月3日答复：管线已改迁" in unbroken(done(project, "2023-08-03", "show", "12-2"))
    [given] = target_of(project, "2023-08-03", "12-2")["instructions"]
    assert given["answer"] == {"date": "2023-08-03", "account": "管线已改迁。"}
    assert target_of(project, "2023-08-02", "12-2")["instructions"][0]["answer"] is None, (
        "as of the day before"
    )
    assert "未答复 1 件：13-1" in done(project, "2023-08-03", "status")


def test_the_next_form_brings_along_what_counts_and_shows_what_does_not(project: Path) -> None:
    done(project, "2023-08-11", "record", "12-2", "--update", "--stage", "主体封顶", "--note", "已封顶。")
    done(project, "2023-09-12", "record", "14-2", "--update", "--contributor", "开源幼儿园", "--value", "120")
    done(project, "2023-09-13", "instruct", "12-3", "--by", "局长", "--text", "书面报我。")
    assessment = assess(load(project, 2023), "Q3")
    departments = {d.id: d for d in assessment.plan.departments}
    form = make_form(assessment, departments["facilities"], [])
    row = next(line for line in form.lines if line.target == "tnxk3")
    assert (row.filled["state"], row.filled["account"]) == ("主体封顶", "已封顶。")
    [instruction] = form.instructions
    assert instruction == ("12-3 衡山路学校建设　批示（9月13日，局长）：书面报我（教育装备与项目办）；未答复")
    book = read_book(write_form(form))
    taken = {a.target.plan_target.target.id: a for a in collect(assessment, book).answers}
    assert taken["tnxk3"].entry == {"target": "tnxk3", "stage": "主体封顶", "account": "已封顶。"}
    assert taken["tnxk3"].state == "new"
    assert not collect(assessment, book).asked, "what is printed below the rows is read as nothing"
    mine = make_form(assessment, departments["preschool"], [])
    place = next(line for line in mine.lines if line.detail == "开源幼儿园")
    assert "9月12日报过：" in place.hint
    assert "120个" in place.hint
    assert "number" not in place.filled, "a number stands for no quarter's figure"
    assert not mine.instructions


@NEEDS_GIT
def test_history_knows_updates_and_instructions(project: Path) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-c", "user.name=文秘", "-c", "user.email=a@b", *arguments], cwd=project, check=True, capture_output=True)  # fmt: skip

    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8")
    closed = "{due_days: 10, grace_days: 0, closed: [{quarter: Q3, date: 2023-10-20}]}"
    plan.write_text(text.replace("{due_days: 10, grace_days: 0}", closed), encoding="utf-8")
    done(project, "2023-08-11", "record", "12-2", "--update", "--stage", "主体封顶", "--note", "已封顶。")
    done(project, "2023-08-12", "instruct", "12-2", "--by", "局长", "--text", "查清原因。")
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "一")
    git("branch", "base")
    file = project / "reports/2023/updates/facilities.yaml"
    told = file.read_text(encoding="utf-8")
    file.write_text(told.replace("已封顶。", "昨天封顶。"), encoding="utf-8")
    assert edu_plan("validate", "--since", "base", cwd=project, EDU_PLAN_TODAY="2023-11-01").code == 0
    file.write_text(told.replace("stage: 主体封顶", "stage: 主体施工"), encoding="utf-8")
    ran = edu_plan("validate", "--since", "base", cwd=project, EDU_PLAN_TODAY="2023-11-01")
    assert ran.code == 1
    assert "EP423 Q3 已于 2023-10-20 封账" in ran.out
    changed = done(project, "2023-08-20", "diff", "base")
    assert "改动进展 Q3 教育装备与项目办 12-2 爱国小学改扩建（2023-08-11）" in unbroken_spaces(changed)
    git("commit", "-qam", "二")
    log = done(project, "2023-08-20", "log", "12-2")
    assert "教育装备与项目办 2023-08-11 进展\n    阶段：主体封顶 → 主体施工" in log
    assert "批示 2023-08-12 局长" in log
    assert "主体施工" in done(project, "2023-10-01", "blame", "-q", "Q3")
    assert "文秘 提交" in done(project, "2023-08-20", "show", "12-2")


def unbroken_spaces(out: str) -> str:
    return " ".join(out.split())


UPDATES = "schema: edu-plan/updates@1\nyear: 2023\ndepartment: preschool\nupdates:\n"
FIRST = "  - target: te5e5\n    date: 2023-07-12\n    account: 正在收尾。\n"


def test_two_branches_merge_by_target_and_day() -> None:
    ours = UPDATES + FIRST.replace("正在收尾", "正在收尾，月底完工")
    theirs = UPDATES + FIRST + FIRST.replace("07-12", "07-20")
    assert merge("reports/2023/updates/preschool.yaml", UPDATES + FIRST, ours, theirs) == (
        ours + FIRST.replace("07-12", "07-20")
    )


def test_fmt_puts_the_day_after_the_target() -> None:
    mixed = UPDATES + "  - {stage: 主体封顶, date: 2023-07-12, target: te5e5}\n"
    unfolded = UPDATES + "  - account: 正在收尾。    # 说明\n    target: te5e5\n    date: 2023-07-12\n"
    path = "reports/2023/updates/preschool.yaml"
    assert layout(path, mixed) == mixed
    assert layout(path, unfolded) == UPDATES + FIRST.replace("正在收尾。", "正在收尾。    # 说明")


@pytest.mark.parametrize(
    "arguments",
    [("status", "--item", "12"), ("show", "12-2"), ("show", "12-3", "--lang", "en")],
    ids=" ".join,
)
def test_a_screen_with_updates_and_instructions_stays_as_it_is(
    arguments: tuple[str, ...], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """The shipped plan in October: what was noted since July, what the third quarter's report has settled, what is open."""
    out = done(sample_in(tmp_path), "2023-10-20", *arguments)
    assert out.replace("\r\n", "\n") == snapshot.use_extension(Screen)


def test_a_day_to_come_is_a_warning(project: Path) -> None:
    done(project, "2023-09-12", "record", "12-2", "--update", "--note", "正在装饰。")
    ran = edu_plan("validate", cwd=project, EDU_PLAN_TODAY="2023-09-11")
    assert ran.code == 0
    assert "警告 EP411 2023-09-12 还没有到。" in ran.out
    assert "没有发现问题" in done(project, "2023-09-12", "validate")
