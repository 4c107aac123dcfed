"""``record``: what the options take, what is asked before it is written, what is refused in the clerk's words, and its JSON."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commands.running import ROOT, SAMPLE, Ran, on_terminal
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.cli.app import run
from edu_plan_cli.model.keys import KEYS

SCHEMA = json.loads((ROOT / "src/edu_plan_cli/presentation/schemas/record.json").read_text(encoding="utf-8"))
Record = Callable[..., Ran]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


@pytest.fixture
def record(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Record:
    """One run within this process, on 8 October 2023; nobody is there to be asked."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("EDU_PLAN_TODAY", "2023-10-08")

    def recorded(*arguments: str) -> Ran:
        code = run(["record", *arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return recorded


def lines_added(ran: Ran) -> list[str]:
    """What a dry run would add below the entry's target."""
    assert ran.code == 0, ran.err
    return [line[5:] for line in ran.out.splitlines() if line.startswith("+    ")]


# What is typed in one line, a word an option's value unless it holds a blank (_).
TAKEN = [
    ("15-1 --value 9500人", ["value: 9500", "unit: 人"]),
    ("15-1 --value 9500 --unit 人", ["value: 9500", "unit: 人"]),
    ("15-1 --value 1.45万", ["value: 1.45"]),
    ("15-1 --value 1.45 --unit 万人", ["value: 1.45"]),
    ("15-1 --value １．４５", ["value: 1.45"]),
    ("14-2 --numerator 490/500", ["numerator: 490", "denominator: 500"]),
    ("14-2 --numerator 490 --denominator 500人", ["numerator: 490", "denominator: 500"]),
    ("14-2 --numerator 98%（490/500）", ["numerator: 490", "denominator: 500"]),
    ("14-3 --done-on 9月1日", ["done_on: 2023-09-01"]),
    ("14-3 --done-on 未完成", ["account: 未完成"]),
    ("14-3 --done-on 未完成 --note 证照在办", ["account: 证照在办"]),
    ("14-4 --stage 已竣工验收", ["stage: 竣工验收"]),
    ("14-4 --stage 在建", ["account: 在建"]),
    ("14-5 --step 1 --step 受理并发放", ["steps_done: [公布申领办法, 受理并发放]"]),
    ("14-5 --step 全部", ["steps_done: [公布申领办法, 受理并发放]"]),
    ("14-1 --contributor 第二 --value 30", ["contributor: 第二幼儿园", "value: 30"]),
    ("14-1 --contributor 示例幼儿园_ --value 30个", ["contributor: 示例幼儿园", "value: 30"]),
    (
        "15-1 --value 1 --evidence 验收单；示教〔2023〕9号",
        ["value: 1", "evidence: [验收单, 示教〔2023〕9号]"],
    ),
    ("15-1 --value 1 --note 已报⏎市局。", ["value: 1", "account: 已报市局。"]),
]


@pytest.mark.parametrize(("typed", "written"), TAKEN, ids=[typed for typed, _ in TAKEN])
def test_an_option_is_read_as_a_cell_of_a_form_is(typed: str, written: list[str], record: Record) -> None:
    words = [word.replace("_", " ").replace("⏎", "\n") for word in typed.split()]
    assert lines_added(record(*words, "-q", "Q3", "--dry-run")) == written


DOCUMENTS = [
    ["《考核办法》 区教〔2023〕30号 2023-09-10"],
    ["考核办法，区教〔2023〕30号，2023.9.10"],
    ["考核办法", "区教〔2023〕30号", "9月10日"],
    ["2023年9月10日", "考核办法", "区教[2023]30号"],
]


@pytest.mark.parametrize("parts", DOCUMENTS, ids=map(" ".join, DOCUMENTS))
def test_a_document_is_given_at_once_or_in_its_parts(
    parts: list[str], record: Record, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, tmp_path / "shipped" / part)
    monkeypatch.chdir(tmp_path / "shipped")
    issued = [word for part in parts for word in ("--issued", part)]
    ran = record("11-3", "-q", "Q3", *issued, "--json", "--dry-run", "--yes")
    (new,) = [change["new"] for change in json.loads(ran.out)["changes"] if change["key"] == "document"]
    assert new == {"title": "考核办法", "number": "区教〔2023〕30号", "issued_on": "2023-09-10"}


# Every figure here may be right, and mostly is a slip: typed, and what is asked.
ASKED = [
    ("15-1 --value 0.8", "--value 累计值从 Q2 的 0.9 降到 Q3 的 0.8，像是填了当期值。"),
    ("15-1 --value 5600", "--value 5600万人 大得不像，单位是万人，不是人。"),
    ("15-1 --value -5", "--value -5 是负数。"),
    ("15-1 --value 0.9", "--value 与二季度的 0.9万人 完全一样，是照抄的吗？"),
    ("14-1 --contributor 第二幼儿园 --value 5600", "--value 5600个 超过目标值 270个 的三倍。"),
    ("14-1 --contributor 第二幼儿园 --value 0.9", "--value 0.9 像是比例，这里要填个。"),
    ("14-2 --numerator 90 --denominator 500", "--numerator 分子 480 → 90，占比由 96% 到了 18%，像是只填了本季的。"),
    ("14-2 --numerator 480/500", "--numerator 与二季度的 480/500 完全一样，是照抄的吗？"),
    ("14-2 --numerator 3/5", "--denominator 分母 500 → 5，相差十倍以上。"),
    ("14-2 --numerator 0.96 --denominator 1", "--numerator 0.96/1 像是把占比填成了小数。"),
    ("14-3 --done-on 2022-12-01", "--done-on 2022-12-01 不在 2023 年。"),
    ("14-3 --done-on 2023-10-05", "--done-on 2023-10-05 在三季度以后，算下一季的。"),
    ("14-4 --stage 开工建设", "--stage 二季度已到“主体封顶”，这里退回到“开工建设”。"),
    ("15-1 -q Q2 --reason 核对 --value -3", "--value -3 是负数。"),
    ("15-1 -q Q1 --reason 核对 --value 1", "--value 累计值从 Q1 的 1 降到 Q2 的 0.9，像是填了当期值。"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "question"), ASKED, ids=[typed for typed, _ in ASKED])
def test_what_looks_odd_is_written_only_when_it_is_said_to_be_so(
    typed: str, question: str, record: Record, project: Path
) -> None:
    words = typed.split() if "-q" in typed else [*typed.split(), "-q", "Q3"]
    before = texts(project)
    ran = record(*words)
    assert ran.code == 1
    assert question in ran.err.splitlines()
    assert ran.err.splitlines()[-1].endswith("没有写；确实没错的请加 --yes。")
    assert texts(project) == before
    sure = record(*words, "--yes")
    assert sure.code == 0, sure.err
    assert texts(project) != before
    assert record(*words).code == 0  # what is confirmed and stands there is not asked about again


# What cannot be used: typed, and what is said, in words of what was typed and what to type.
REFUSED = [
    ("14-2 --value 3", "--value “全覆盖”目标不填数值；请写 --numerator 28 --denominator 35。"),
    ("14-4 --done-on 9月1日", "--done-on “工程建设”目标不填完成日期；请写 --stage 竣工验收。"),
    ("14-5 --value 1", "--value “定性工作”目标不填数值；请写 --step 受理并发放。"),
    ("14-4 --stage 竣工", "--stage “竣工”不在可选的里面：开工建设、主体封顶、竣工验收。"),
    ("14-5 --step 9", "--step “9”不是这个目标的步骤：公布申领办法、受理并发放。"),
    ("15-1 --value 约80", "--value “约80”不是准数，请填一个准确的数。"),
    ("15-1 --value 无", "--value “无”是 0，还是没有可报的？"),
    ("15-1 --value 3户", "--value “3户”的单位“户”与“万人”对不上，请按“万人”填。"),
    ("15-1 --value 3 --unit 户", "--value “3户”的单位“户”与“万人”对不上，请按“万人”填。"),
    ("15-1 --unit 人 --note 好", "--unit 和 --value 一起写，如 --value 120 --unit 人。"),
    ("15-1 --value 1234567890123456", "--value “1234567890123456”超过 15 位数字，请核对。"),
    ("14-2 --numerator 28", "--numerator “28”还缺分母：分子、分母要一起填，如 28/35。"),
    ("14-2 --denominator 35", "--denominator “35”还缺分子：分子、分母要一起填，如 28/35。"),
    ("14-2 --numerator 36 --denominator 35", "--numerator “36”的分子 36 比分母 35 大，请核对是否填反。"),
    ("14-2 --numerator 3 --denominator 0", "--denominator “0”不能作分母。"),
    ("14-2 --numerator 28 --denominator 约35", "--denominator “约35”不是准数，请填一个准确的数。"),
    ("14-2 --numerator 95%", "--numerator “95%”是百分数；占比要填分子和分母，如 28/35。"),
    ("14-3 --done-on 10月8日", "--done-on “10月8日”在 2023-09-30 之后，是哪一年的？请连年份一起写。"),
    ("14-3 --done-on 2023-12-01", "--done-on 完成日期 2023-12-01 晚于报送日期 2023-10-08；日子写错的请改；还没有做完的先不写，用 --note 说明。"),
    ("14-3 --done-on 45170", "--done-on “45170”不能整个读成一个日期，请写成 2023-09-01 这样。"),
    ("14-3 --done-on 无", "--done-on “无”是还没有完成吗？请用 --note 写一句做到哪一步。"),
    ("14-1 --value 3", "--contributor 这个目标由几个单位分别填报，要写是哪一个：示例幼儿园、第二幼儿园。"),
    ("14-1 --value 3 --contributor 没有园", "--contributor 没有填报单位“没有园”；有：示例幼儿园、第二幼儿园。"),
    ("14-1 --value 3 --contributor 幼儿园", "--contributor 没有填报单位“幼儿园”；有：示例幼儿园、第二幼儿园。"),
    ("15-1 --value 1 --contributor 示例幼儿园", "--contributor 这个目标不分单位填报，不用写单位“示例幼儿园”。"),
    ("15-1 --evidence 示教〔2023〕8号", "--evidence 只写了佐证材料；请再写 --value 120，或用 --note 写一句情况。"),
    ("15-1 --value 1 --evidence 佐证/无.pdf", "--evidence 项目文件夹里没有佐证材料 佐证/无.pdf；请把文件放进项目，写相对项目文件夹的路径；只有文号的直接写文号。"),
    ("15-2 --value 9500人 --note 好 --department 办公室", "15-2 其中线上学习 由职成教科填报；去掉 --department，记在牵头科室名下；本科室确实配合的，先在工作要点里写上。"),
    ("15-1 --value 1 --received 2023-01-01 --received-reason 迟", "收到日期 2023-01-01 不在 2023-07-01 到报送日期 2023-10-08 之间；请改 --received 的日子。"),
    ("15-1 -q Q2 --value 1 --reason 错 --date 2023-01-01", "--date Q3 的文件里不会有 2023-01-01 的更正；写更正那天的日子。"),
    ("15-1 -q Q2 --value 1 --reason 错 --withdraw", "--value 和 --withdraw 不能一起写：有对的数就写数，没有才撤回。"),
]  # fmt: skip
_A_KEY = re.compile(
    rf"(?<![-\w])(?:{'|'.join(key for key in KEYS if key.islower())})(?![-\w])|EP\d|yaml", re.ASCII
)


@pytest.mark.parametrize(("typed", "said"), REFUSED, ids=[typed for typed, _ in REFUSED])
def test_what_cannot_be_used_is_told_in_words_of_the_options(
    typed: str, said: str, record: Record, project: Path
) -> None:
    words = typed.split() if "-q" in typed else [*typed.split(), "-q", "Q3"]
    before = texts(project)
    for sure in ([], ["--yes"]):
        ran = record(*words, *sure)
        assert (ran.code, ran.err.splitlines()[:-1]) == (1, [said])
        assert ran.err.splitlines()[-1].endswith("没有写；请改了再写一次。")
        assert not _A_KEY.search(ran.err), ran.err
    assert texts(project) == before


def test_all_that_cannot_be_used_is_named_at_once(record: Record) -> None:
    ran = record("14-1", "-q", "Q3", "--value", "约80", "--contributor", "没有园", "--stage", "竣工")
    assert [line.split()[0] for line in ran.err.splitlines()] == [
        "--contributor",
        "--stage",
        "--value",
        "错误：14-1",
    ]


def test_parts_that_exceed_their_whole_are_refused(record: Record) -> None:
    assert record("15-2", "-q", "Q3", "--value", "1.5").code == 0
    ran = record("15-1", "-q", "Q3", "--value", "1")
    assert ran.code == 1
    assert "--value “其中”合计 1.5万人，超过总数 1万人；请核对两个数和单位（人还是万人）。" in ran.err


def test_a_new_figure_brings_its_own_unit(record: Record, project: Path) -> None:
    """0.6 after 5000人 is 0.6 of the target's unit, not 0.6人."""
    record("15-2", "-q", "Q3", "--value", "5000人")
    ran = record("15-2", "-q", "Q3", "--value", "0.6")
    assert "数值：原填 5000人，改为 0.6万人" in ran.err
    report = (project / "reports/2023/Q3/adult-education.yaml").read_text(encoding="utf-8")
    assert "value: 0.6\n" in report
    assert "unit" not in report


def test_a_figure_takes_the_place_of_a_withdrawal_and_the_other_way_round(
    record: Record, project: Path
) -> None:
    said = ("14-2", "-q", "Q2", "--reason", "核对")
    for more, line, gone in (
        (("--withdraw",), "withdraw: true", "numerator: 400"),
        (("--numerator", "490/500"), "numerator: 490", "withdraw"),
        (("--withdraw",), "withdraw: true", "numerator: 490"),
    ):
        ran = record(*said, *more)
        assert ran.code == 0, ran.err
        report = (project / "reports/2023/Q3/preschool.yaml").read_text(encoding="utf-8")
        assert line in report
        assert gone not in report


def in_json(record: Record, *arguments: str) -> tuple[int, dict[str, Any]]:
    ran = record(*arguments, "--json")
    data = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    return ran.code, data


def test_json_tells_where_an_answer_stands_and_what_it_replaced(record: Record, project: Path) -> None:
    code, first = in_json(record, "15-1", "-q", "Q3", "--value", "1.2", "--note", "线上线下合计")
    assert (code, first["state"], first["file"]) == (0, "written", "reports/2023/Q3/adult-education.yaml")
    assert first["target"] == {"id": "td4d4", "label": "15-1", "name": "参与学习的老年人"}
    lines = (project / first["file"]).read_text(encoding="utf-8").splitlines()
    assert "td4d4" in lines[first["line"] - 1]
    assert first["changes"] == [
        {"key": "value", "old": None, "new": "1.2"},
        {"key": "account", "old": None, "new": "线上线下合计"},
    ]
    assert in_json(record, "15-1", "-q", "Q3", "--value", "1.3")[1]["changes"] == [
        {"key": "value", "old": "1.2", "new": "1.3"}
    ]
    code, same = in_json(record, "15-1", "-q", "Q3", "--value", "1.3")
    assert (code, same["state"], same["changes"]) == (0, "unchanged", [])


def test_json_tells_what_was_asked_and_nobody_is_asked(record: Record, project: Path) -> None:
    before = texts(project)
    code, data = in_json(record, "15-1", "-q", "Q3", "--value", "-5")
    assert (code, data["state"], data["line"], data["changes"]) == (1, "refused", None, [])
    assert [(each["key"], each["code"], each["confirmed"]) for each in data["asked"]] == [
        ("value", "EP422", False),
        ("value", "EP421", False),
    ]
    assert data["asked"][0]["why"]["zh"] == "-5 是负数。"
    code, data = in_json(record, "15-1", "-q", "Q3", "--value", "-5", "--yes", "--dry-run")
    assert (code, data["state"], data["asked"][0]["confirmed"]) == (0, "dry_run", True)
    assert texts(project) == before


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ("15-1 -q Q3 --value 约80", [("value", None)]),
        ("14-3 -q Q3 --done-on 2023-12-01", [("done_on", "EP411")]),
        ("--nil -q Q2 --department 职成教科 --year 2023", None),
    ],
)
def test_json_tells_what_was_refused(
    typed: str, refused: list[tuple[str, str | None]] | None, record: Record
) -> None:
    if refused is None:  # a quarter that is closed: there is no answer to tell of
        assert record(*typed.split(), "--json").code == 2
        return
    code, data = in_json(record, *typed.split())
    assert (code, data["state"]) == (1, "refused")
    assert [(each["key"], each["code"]) for each in data["refused"]] == refused


def test_json_of_a_nil_report_and_of_a_correction(record: Record) -> None:
    code, nil = in_json(record, "--nil", "-q", "Q3", "--department", "办公室")
    assert (code, nil["target"], nil["changes"]) == (0, None, [{"key": "nil", "old": None, "new": "true"}])
    code, corrected = in_json(record, "15-1", "-q", "Q2", "--value", "0.95", "--reason", "漏计一所")
    assert (code, corrected["quarter"], corrected["reason"]) == (0, "2023Q2", "漏计一所")
    assert corrected["file"] == "reports/2023/Q3/adult-education.yaml"
    assert {"key": "value", "old": None, "new": "0.95"} in corrected["changes"]


def test_json_goes_with_a_target_alone(record: Record) -> None:
    ran = record("-q", "Q3", "--json")
    assert (ran.code, ran.out) == (2, "")


def test_on_a_terminal_what_looks_odd_is_asked(project: Path) -> None:
    answer = ("record", "15-1", "-q", "Q3", "--value", "0.8")
    no = on_terminal("n\n", *answer, cwd=project)
    assert (no.code, "确实如此吗" in no.out, "没有写" in no.err) == (1, True, True)
    assert not (project / "reports/2023/Q3").exists()
    assert on_terminal("y\n", *answer, cwd=project).code == 0
    assert (project / "reports/2023/Q3/adult-education.yaml").exists()


def test_asked_target_by_target_only_what_is_wrong_is_asked_again(project: Path) -> None:
    """A wrong numerator at once, a pair that does not fit once more, a file that is not there alone."""
    typed = "\n\n\n\n约490\n501\n500\n490\n500\n\n无/照片.jpg\n照片\n9.1\n如期开办\n\n\n\nq\n"
    ran = on_terminal(typed, "record", "-q", "Q3", "--department", "学前科", cwd=project)
    assert ran.code == 0, ran.out + ran.err
    told = [line.strip() for line in ran.out.replace(": ", "\n").splitlines()]
    assert "“约490”不是准数，请填一个准确的数" in told
    assert "“501”的分子 501 比分母 500 大，请核对是否填反" in told
    assert told.count("分子（有需要的在园幼儿）") == 3
    assert "没有写，这一格再填一次；别的留着。" in told
    assert told.count("还差：竣工验收") == 1
    assert told[-1] == "填了 2 个，还差 3 个。"
    text = (project / "reports/2023/Q3/preschool.yaml").read_text(encoding="utf-8")
    assert "numerator: 490\n    denominator: 500\n    evidence: [照片]\n" in text
    assert "done_on: 2023-09-01\n    account: 如期开办\n" in text


def test_the_installed_command_refuses_without_a_terminal(project: Path) -> None:
    ran = edu_plan("record", "15-1", "-q", "Q3", "--value", "-5", cwd=project, EDU_PLAN_TODAY="2023-10-08")
    assert (ran.code, ran.out) == (1, "")
    assert "--yes" in ran.err


def texts(project: Path) -> dict[Path, str]:
    return {file: file.read_text(encoding="utf-8") for file in sorted(project.rglob("*.yaml"))}
