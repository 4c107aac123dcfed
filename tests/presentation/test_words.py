"""``words.yaml``: any phrase of the reports in a bureau's own words, and never another figure."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from commands.running import NEEDS_GIT, NEEDS_LINKS, ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.checks.wrong_placeholders import fitting_words
from edu_plan_cli.model.phrases import PHRASES, PLACEHOLDERS
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from presentation.test_circular import circular, paragraphs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


def words(project: Path, text: str) -> None:
    (project / "words.yaml").write_text(f"schema: edu-plan/words@1\n{text}", encoding="utf-8")


def test_what_the_command_prints_is_a_sound_file_that_changes_nothing(project: Path, tmp_path: Path) -> None:
    before = paragraphs(circular(project, tmp_path))
    printed = edu_plan("words", cwd=project)
    assert printed.code == 0
    (project / "words.yaml").write_text(printed.out, encoding="utf-8")
    assert edu_plan("validate", cwd=project).code == 0
    own = fitting_words(project).words.own
    assert own == {
        f"{section}.{key}": text for section, keys in PHRASES.items() for key, text in keys.items()
    }
    assert paragraphs(circular(project, tmp_path)) == before


def test_one_sentence_changed_leaves_the_others_and_its_figures(project: Path, tmp_path: Path) -> None:
    before = paragraphs(circular(project, tmp_path))
    words(
        project,
        "circular:\n  heading_next: 下步打算\n  counts: 本次通报{targets}个目标（{items}项任务）：{lights}。\n",
    )
    after = paragraphs(circular(project, tmp_path))
    changed = {was: now for was, now in zip(before, after, strict=True) if was != now}
    assert changed == {
        "五、下一步": "五、下步打算",
        "列入通报的任务2项、目标7个，其中正常5个、未填报1个、逾期1个。": "本次通报7个目标（2项任务）：正常5个、未填报1个、逾期1个。",
    }


def test_one_that_does_not_fit_is_not_used_and_every_report_says_so(project: Path, tmp_path: Path) -> None:
    words(project, "circular:\n  title: 通报\n  heading_next: 下步打算\n")
    ran = edu_plan("validate", cwd=project)
    assert ran.code == 1
    assert "words.yaml:3:10" in ran.out
    assert "EP501" in ran.out
    said = paragraphs(circular(project, tmp_path))
    assert "".join(said[:2]) == "示例区教育局关于2023年二季度工作要点完成情况的通报"
    assert "五、下步打算" in said
    assert "读取时有 1 处错误，有错的内容没有计入；请运行 edu-plan validate。" in said
    assert "读取时有 1 处错误" in edu_plan("report", "-q", "Q2", cwd=project).out
    assert "words.yaml" in edu_plan("missing", "-q", "Q2", cwd=project).out


def test_reminders_and_the_line_of_rules_are_words_too(project: Path, tmp_path: Path) -> None:
    words(
        project,
        "reminder:\n  not_received: 请{department}于{day}前补齐{period}进展{waiting}，谢谢！\n"
        "rules:\n  line: 低于序时{lagging_points}个点亮滞后灯，季后{due_days}日报{grace}。\n",
    )
    out = re.sub(r"\s", "", edu_plan("missing", "-q", "Q2", cwd=project, COLUMNS="200").out)
    assert "请办公室于7月10日前补齐2023年二季度进展；待填报的目标1个：14-5二孩补贴申领，谢谢！" in out
    line = "低于序时10个点亮滞后灯，季后10日报。"
    assert line in edu_plan("report", "-q", "Q2", "--format", "md", cwd=project).out
    assert edu_plan("report", "-q", "Q2", "-o", str(tmp_path / "x.xlsx"), cwd=project).code == 0
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["总表"]["A4"].value == line
    assert any(line in text for text in paragraphs(circular(project, tmp_path)))


@NEEDS_GIT
def test_a_revision_speaks_its_own_words(project: Path, tmp_path: Path) -> None:
    words(project, "circular: {heading_next: 当时的打算}\n")
    for git in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "-qm", "x"],
    ):
        from edu_plan_cli.files.git import run_git

        run_git(project, *git)
    words(project, "circular: {heading_next: 现在的打算}\n")
    for more, heading in (((), "五、现在的打算"), (("--rev", "HEAD"), "五、当时的打算")):
        ran = edu_plan("report", "-q", "Q2", "-o", str(tmp_path / "r.docx"), "--force", *more, cwd=project)
        assert ran.code == 0, ran.err
        assert heading in paragraphs(tmp_path / "r.docx")


def test_what_is_put_in_is_not_looked_at_again() -> None:
    assert (
        BUILT_IN.say("circular.illustrative", mark="{mark} {issuer.__class__}")
        == "示例：{mark} {issuer.__class__}。"
    )
    assert (
        Wordbook({"circular.more": "{count}个{annex}\\1"}).say("circular.more", count=2, annex="\\g<0>")
        == "2个\\g<0>\\1"
    )


def test_every_placeholder_is_explained_and_every_explained_one_is_used() -> None:
    used = {
        name for keys in PHRASES.values() for text in keys.values() for name in re.findall(r"\{(\w+)\}", text)
    }
    assert used == set(PLACEHOLDERS)


def test_every_phrase_is_said_somewhere() -> None:
    """Those of a family, such as rate_above and rate_below, are named in the code by what they have in common."""
    code = "\n".join(
        f.read_text(encoding="utf-8") for f in (ROOT / "src/edu_plan_cli/presentation").rglob("*.py")
    )
    for keys in PHRASES.values():
        for key in keys:
            assert f'"{key}"' in code or f".{key}" in code or f".{key.partition('_')[0]}_{{" in code or key in ("section_unknown", "waiting"), key  # fmt: skip


@NEEDS_LINKS
def test_a_link_out_of_the_project_is_not_followed(project: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("schema: edu-plan/words@1\n", encoding="utf-8")
    (project / "words.yaml").symlink_to(tmp_path / "outside.yaml")
    assert "EP003" in edu_plan("validate", cwd=project).out
