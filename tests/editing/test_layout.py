"""``edu-plan fmt``: one layout; nothing lost, nothing said otherwise, and once is enough."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.editing.layout import layout
from edu_plan_cli.editing.propose import Unreadable
from edu_plan_cli.files.reading import SourceFile, read_source

FILES = sorted(
    path
    for folder in (ROOT / "tests/cases", ROOT / "tests/data", ROOT / "plan", ROOT / "reports")
    for path in folder.rglob("*.yaml")
    if path.is_file()
)

UNTIDY = """\


# 头
schema: edu-plan/progress@1
quarter:   Q2   # 季度


year: 2023
"department": 'office'
entries:
- value: 40        # 四十
  # 哪个目标
  target: ta2a2

- {target: tb2b2,
   numerator: 1,   # 分子
   denominator: "2个"}

    # 深处的注释
- target: tc3c3
  evidence: [甲文件，很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长, 乙文件，很长很长很长很长很长很长很长很长很长很长很长, 丙文件，很长很长很长很长很长很长很长很长很长]
  account: |
    第一句。第二
    句。

  note:
submitted: 2023-07-06
# 尾
"""
TIDY = """\
# 头
schema: edu-plan/progress@1

year: 2023
quarter: Q2    # 季度
department: office
submitted: 2023-07-06
entries:
  # 哪个目标
  - target: ta2a2
    value: 40    # 四十

  - {target: tb2b2, numerator: 1, denominator: 2个}    # 分子

  # 深处的注释
  - target: tc3c3
    account: |
      第一句。第二
      句。
    evidence:
      - 甲文件，很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长
      - 乙文件，很长很长很长很长很长很长很长很长很长很长很长
      - 丙文件，很长很长很长很长很长很长很长很长很长

    note:
# 尾
"""


def test_an_untidy_file_becomes_a_tidy_one() -> None:
    assert layout("a.yaml", UNTIDY) == TIDY


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_once_is_enough_and_no_comment_is_lost(file: Path) -> None:
    source = read_source(ROOT, file)
    if not isinstance(source, SourceFile):
        return
    try:
        once = layout(source.path, source.text)
    except Unreadable:
        return
    assert layout(source.path, once) == once
    assert sorted(re.findall(r"(?:^|\s)(#.*\S)", once)) == sorted(re.findall(r"(?:^|\s)(#.*\S)", source.text))


def test_a_key_with_nothing_after_it_stays_one_within_braces() -> None:
    text = "schema: edu-plan/plan@1\nsettings:\n  closed:\n    - {quarter: Q2, date: }\n"
    assert layout("a.yaml", text) == text
    assert layout("a.yaml", text.replace("date: }", "date}")) == text


lines = st.sampled_from(
    [
        "# 一",
        "  # 二",
        "",
        "x: 1  # 三",
        "y: 'a # b'",
        "z: {a: 1, b: [2, 3]}",
        "t: |",
        "  句。#",
        "l:",
        "  - 1",
        "  - {c: d}  # 四",
        "- e: f",
        "  g: h",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(lines, min_size=1, max_size=12))
def test_whatever_parses_keeps_its_meaning_and_comments(found: list[str]) -> None:
    text = "\n".join(found) + "\n"
    try:
        once = layout("a.yaml", text)  # compares meaning and comments itself, and raises where one is lost
    except Unreadable:
        assume(False)
    assert layout("a.yaml", once) == once


def test_crlf_and_bom_stay(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = project / "plan/2023.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert edu_plan("fmt", cwd=project).code == 0
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


def test_check_and_diff_write_nothing_and_exit_with_1(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    before = (project / "plan/2023.yaml").read_bytes()
    assert edu_plan("fmt", "--check", cwd=project).code == 1
    ran = edu_plan("fmt", "--diff", cwd=project)
    assert (ran.code, ran.out.startswith("--- a/plan/2023.yaml")) == (1, True)
    assert (project / "plan/2023.yaml").read_bytes() == before
    assert edu_plan("fmt", cwd=project).code == 0
    assert edu_plan("fmt", "--check", cwd=project).code == 0
    assert edu_plan("validate", cwd=project).code == 0


def test_a_file_that_does_not_parse_is_left_and_named(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    (project / "plan/2023.yaml").write_text("a: [1\n", encoding="utf-8")
    ran = edu_plan("fmt", cwd=project)
    assert (ran.code, "plan/2023.yaml:1:4" in ran.err) == (1, True), ran.err
    assert (project / "plan/2023.yaml").read_text(encoding="utf-8") == "a: [1\n"


def test_what_the_tool_writes_is_laid_out(tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(ROOT / "plan", project / "plan")
    shutil.copytree(ROOT / "reports", project / "reports")
    for command in (
        "record 14-2 -q Q3 --contributor 君悦华府幼儿园 --value 5 --note 已完工。 --evidence 验收单",
        "record 14-2 -q Q1 --contributor 开源幼儿园 --value 0 --reason 补报",
        "amend 14-2 target_value 300 --reason 增加",
        "drop 9-2 --reason 并入",
        "new-year 2024",
    ):
        assert edu_plan(*command.split(" "), cwd=project).code == 0, command
    ran = edu_plan("fmt", "--check", cwd=project)
    assert ran.code == 0, edu_plan("fmt", "--diff", cwd=project).out
    edu_plan("init", "新", cwd=tmp_path)
    assert edu_plan("fmt", "--check", cwd=tmp_path / "新").code == 0


def test_a_folder_is_its_files_and_what_is_not_there_is_said(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    assert edu_plan("fmt", "plan", cwd=project).code == 0
    ran = edu_plan("fmt", "没有.yaml", cwd=project)
    assert (ran.code, "没有 没有.yaml" in ran.err) == (2, True)
