"""The commands that edit: what they write, what they refuse, and that nothing else moves."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE, is_root, on_terminal
from commands.running import forked_edu_plan as edu_plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


def changed(project: Path, *arguments: str) -> tuple[list[str], list[str]]:
    """The lines a command took out and put in, all files together."""
    before = lines_of(project)
    ran = edu_plan(*arguments, cwd=project, EDU_PLAN_TODAY="2023-10-08")
    assert ran.code == 0, ran.err
    after = lines_of(project)
    return [line for line in before if line not in after], [line for line in after if line not in before]


def lines_of(project: Path) -> list[str]:
    return [
        f"{path.name}:{line}"
        for path in sorted(project.rglob("*.yaml"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


EDITS: list[tuple[str, list[str], list[str]]] = [
    (
        "set 14-1 target_value 280",
        ["2023.yaml:            target_value: 270"],
        ["2023.yaml:            target_value: 280"],
    ),
    (
        "set 14 cooperating 职成教科",
        ["2023.yaml:        cooperating: [office]"],
        ["2023.yaml:        cooperating: [adult-education]"],
    ),
    (
        "set 14-1 schedule.Q3 90",
        ["2023.yaml:            schedule: {Q1: 20, Q2: 60}"],
        ["2023.yaml:            schedule: {Q1: 20, Q2: 60, Q3: 90}"],
    ),
    (
        "set 14-1 schedule --remove",
        ["2023.yaml:            schedule: {Q1: 20, Q2: 60}"],
        [],
    ),
    ("set plan title 2023", ["2023.yaml:title: 示例区教育局 2023 年工作要点"], ['2023.yaml:title: "2023"']),
    (
        "assign 14-4 学前科 --with 办公室",
        [],
        ["2023.yaml:            lead: preschool", "2023.yaml:            cooperating: [office]"],
    ),
    (
        "assign 15 办公室 --reason 分工调整 --date 2023-07-01",
        [],
        [
            "2023.yaml:  - target: td4d4",
            "2023.yaml:    date: 2023-07-01",
            "2023.yaml:    recorded: 2023-10-08",
            "2023.yaml:    reason: 分工调整",
            "2023.yaml:    set: {lead: office}",
            "2023.yaml:  - target: tg7g7",
            "2023.yaml:    date: 2023-07-01",
            "2023.yaml:    recorded: 2023-10-08",
            "2023.yaml:    reason: 分工调整",
            "2023.yaml:    set: {lead: office}",
        ],
    ),
    (
        "amend 14-1 target_value 320 --reason 增加任务 --document 示教〔2023〕21号 --date 2023-11-01",
        [],
        [
            "2023.yaml:    date: 2023-11-01",
            "2023.yaml:    document: 示教〔2023〕21号",
            "2023.yaml:    reason: 增加任务",
            "2023.yaml:    set: {target_value: 320}",
        ],
    ),
    (
        "drop 14-5 --reason 并入市级",
        [],
        [
            "2023.yaml:  - target: tf6f6",
            "2023.yaml:    date: 2023-10-08",
            "2023.yaml:    reason: 并入市级",
            "2023.yaml:    drop: true",
        ],
    ),
    (
        "record 14-4 -q Q3 --stage 竣工验收 --note 验收合格",
        [],
        [
            "preschool.yaml:# 学前教育科 2023 年三季度进展填报",
            "preschool.yaml:quarter: Q3",
            "preschool.yaml:submitted: 2023-10-08",
            "preschool.yaml:  - target: te5e5    # 14-4 示例幼儿园建设",
            "preschool.yaml:    stage: 竣工验收",
            "preschool.yaml:    account: 验收合格",
        ],
    ),
]


@pytest.mark.parametrize(("command", "gone", "new"), EDITS, ids=[edit[0] for edit in EDITS])
def test_an_edit_touches_its_lines_only(command: str, gone: list[str], new: list[str], project: Path) -> None:
    assert changed(project, *command.split(" ")) == (gone, new)
    assert edu_plan("validate", cwd=project).code == 0


def test_add_mints_an_id_and_appends_to_the_item(project: Path) -> None:
    new = ("kind=milestone", "name=开办二", "quote=确保2023年秋季开办", "due=2023-09-02")
    gone, added = changed(project, "add", "14", *new)
    assert not gone
    assert "2023.yaml:            due: 2023-09-02" in added
    assert "14-6 开办二" in edu_plan("show", "14-6", cwd=project).out
    again = edu_plan("add", "14", *new, cwd=project)
    assert again.code == 0
    assert edu_plan("validate", cwd=project).code == 0


def test_add_numbers_a_new_item(project: Path) -> None:
    edu_plan("add", "一", "heading=新任务", "text=做好新任务。", "lead=office", cwd=project)
    assert "16. 新任务" in edu_plan("show", "16", cwd=project).out


REFUSED = [
    ("set 14-1 target_valu 3", 2, "是不是 目标值（target_value）？"),
    ("set 14-1 target_value abc", 1, "target_value 应是数字"),
    ("set 14-9 name 甲", 2, "没有 14-9"),
    ("set 14-1 baseline.x --remove", 2, "没有 baseline.x 可改"),
    ("set 14-1 name", 2, "请给一个新的值，或者 --remove"),
    ("set 14-1 name 学\u202e位", 1, "看不见的控制字符"),
    ("assign 14 不存在科", 2, "没有科室 不存在科"),
    ("record 14-2 -q Q3 --value 3", 1, "不填数值；请写 --numerator 28 --denominator 35"),
    ("record 14-2 -q Q2 --numerator 3 --denominator 4", 2, "已于 2023-07-31 封账"),
    ("record 14-4 -q Q3 --stage 竣工", 1, "不在可选的里面：开工建设、主体封顶、竣工验收"),
    ("record 14-4 -q Q3", 2, "没有给出填报内容"),
    ("record", 2, "要填哪个目标"),
    ("add 14 kind=number name=甲", 1, "缺少"),
    ("add 14 名称", 2, "要写成 键=值"),
]


@pytest.mark.parametrize(("command", "code", "said"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_would_not_validate_is_refused_and_nothing_is_written(
    command: str, code: int, said: str, project: Path
) -> None:
    before = lines_of(project)
    ran = edu_plan(*command.split(" "), cwd=project, EDU_PLAN_TODAY="2023-10-08")
    assert (ran.code, said in ran.err.replace("\n", "")) == (code, True), ran.err
    assert lines_of(project) == before


@pytest.mark.parametrize("command", [edit[0] for edit in EDITS])
@NEEDS_GIT
def test_a_dry_run_prints_a_patch_that_git_applies(command: str, project: Path) -> None:
    patch = edu_plan(*command.split(" "), "--dry-run", cwd=project, EDU_PLAN_TODAY="2023-10-08").out
    untouched = lines_of(project)
    subprocess.run(["git", "apply"], input=patch.encode(), cwd=project, check=True)
    by_patch = lines_of(project)
    assert by_patch != untouched
    other = project.parent / "again"
    shutil.copytree(SAMPLE, other)
    edu_plan(*command.split(" "), cwd=other, EDU_PLAN_TODAY="2023-10-08")
    assert lines_of(other) == by_patch


@pytest.mark.parametrize("style", ["crlf", "bom", "no newline at the end"])
def test_line_ends_and_marks_stay(style: str, project: Path) -> None:
    file = project / "plan/2023.yaml"
    data = file.read_bytes()
    data = {
        "crlf": data.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + data,
        "no newline at the end": data.rstrip(b"\n"),
    }[style]
    file.write_bytes(data)
    assert edu_plan("set", "14-1", "target_value", "280", cwd=project).code == 0
    assert file.read_bytes() == data.replace(b"target_value: 270", b"target_value: 280")
    assert edu_plan("set", "14-1", "target_value", "270", cwd=project).code == 0
    assert file.read_bytes() == data


def test_the_same_twice_changes_nothing(project: Path) -> None:
    first = edu_plan("record", "14-4", "-q", "Q3", "--stage", "竣工验收", cwd=project)
    before = lines_of(project)
    second = edu_plan("record", "14-4", "-q", "Q3", "--stage", "竣工验收", cwd=project)
    assert (first.code, second.code) == (0, 0)
    assert "本来就是这样" in second.err
    assert lines_of(project) == before


def test_a_correction_goes_into_a_later_file_and_the_first_value_stays(project: Path) -> None:
    ran = edu_plan(
        "record",
        "14-1",
        "-q",
        "Q1",
        "--contributor",
        "示例幼儿园",
        "--value",
        "61",
        "--reason",
        "误报",
        cwd=project,
    )
    assert ran.code == 0, ran.err
    assert "value: 60" in (project / "reports/2023/Q1/preschool.yaml").read_text(encoding="utf-8")
    assert "61个（更正，原报 60个）" in edu_plan("show", "14-1", cwd=project).out


@pytest.mark.skipif(is_root(), reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_said_and_nothing_changes(project: Path) -> None:
    (project / "plan").chmod(0o555)
    ran = edu_plan("set", "14-1", "target_value", "280", cwd=project)
    (project / "plan").chmod(0o755)
    assert ran.code == 2
    assert "写不了" in ran.err


def test_without_a_target_record_asks_one_by_one_and_keeps_each_answer(project: Path) -> None:
    ran = on_terminal(
        "约100\n100\n一园已收\n\n\n\n480\n500\n\n\ny\nq\n",
        "record",
        "-q",
        "Q3",
        "--department",
        "学前科",
        cwd=project,
    )
    assert "14-1 新增公办幼儿园学位" in ran.out, ran.out
    report = (project / "reports/2023/Q3/preschool.yaml").read_text(encoding="utf-8")
    assert "contributor: 示例幼儿园\n    value: 100\n    account: 一园已收" in report
    assert "numerator: 480\n    denominator: 500" in report
    assert "“约100”不是准数" in ran.out
    assert "与二季度的 480/500 完全一样，是照抄的吗" in ran.out
    assert "填了 2 个，还差 3 个" in ran.out


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("15-1 -q Q3 --value 9500人", ["value: 9500", "unit: 人"]),
        ("15-1 -q Q3 --value 1.45万", ["value: 1.45"]),
        ("14-2 -q Q3 --numerator 490/500", ["numerator: 490", "denominator: 500"]),
        ("14-3 -q Q3 --done-on 9月1日", ["done_on: 2023-09-01"]),
    ],
)
def test_an_option_is_read_as_a_cell_of_a_form_is(typed: str, written: list[str], project: Path) -> None:
    ran = edu_plan("record", *typed.split(), "--dry-run", cwd=project, EDU_PLAN_TODAY="2023-10-08")
    assert ran.code == 0, ran.err
    for line in written:
        assert f"+    {line}\n" in ran.out


def test_one_value_within_a_value_is_amended_and_the_others_beside_it_stay(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    ran = edu_plan(
        "amend",
        "14-1",
        "schedule.Q2",
        "50",
        "--reason",
        "核准",
        "--date",
        "2023-06-01",
        "--dry-run",
        cwd=project,
    )
    assert ran.code == 0, ran.err
    assert "+      schedule: {Q1: 20, Q2: 50}\n" in ran.out


@pytest.mark.parametrize("value", ["50", "高"], ids=["written", "refused"])
@pytest.mark.parametrize("config", [None, "# 我的\n", "# 只读\n"])
def test_the_configuration_is_as_it_was_or_as_absent(project: Path, config: str | None, value: str) -> None:
    file = project / "edu-plan.toml"
    if config is not None:
        file.write_text(config, encoding="utf-8")
        file.chmod(0o444 if "只读" in config else 0o644)
    names = {path.name for path in project.iterdir()}
    assert edu_plan("set", "14-2", "schedule.Q2", value, cwd=project).code == (1 if value == "高" else 0)
    assert {path.name for path in project.iterdir()} == names
    assert config is None or file.read_text(encoding="utf-8") == config
