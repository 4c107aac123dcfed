"""A hint is never wrong: what it names is followed, and then the file is sound and says what a person meant."""

import re
import shutil
from pathlib import Path

import pytest

from checks.test_cases import CASES, SAMPLE, project_of
from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.checks.checked_project import check_project
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.model.load import load_year

# How a hint names a value that may be typed as it stands. A form to follow (… or 如) names none.
_NAMES = re.compile(
    r"^(?:只写数字：(?P<number>-?[\d.]+)|(?:是不是(?:想写)? (?P<guess>[^？{\s/]+)？)|用引号括起来：(?P<quoted>'[^']*')"
    r"|请写它的 id：(?P<id>[a-z0-9-]+)|写成 (?P<day>\d{4}-\d\d-\d\d)。|请改成 year: (?P<year>\d{4})"
    r"|请照抄原文，最接近的是：(?P<quote>.+)$)"
)
VALUE = "    value: 40"
PLAN, REPORT = "plan/2023.yaml", "reports/2023/Q2/preschool.yaml"


def named(found: Diagnostic) -> str | None:
    match = _NAMES.match(found.hint.zh)
    return next((value for value in match.groups() if value), None) if match else None


def follow(root: Path, found: Diagnostic, value: str) -> None:
    """Put what the hint names where the problem stands."""
    file = root / found.location.path
    lines = file.read_text(encoding="utf-8-sig").split("\n")
    line, at = lines[found.location.line - 1], found.location.column - 1
    is_key = re.match(r"[^\s:]+(?=\s*[:：])", line[at:])
    old = (
        is_key[0]
        if is_key
        else (
            re.match(
                r"\"[^\"]*\"|'[^']*'|[^,\]}#]*[^,\]}#\s]"
                if re.search(r"[\[{]", line[:at])
                else r"\"[^\"]*\"|'[^']*'|[^#]*[^#\s]",
                line[at:],
            )
            or [""]
        )[0]
    )
    if is_key and "是不是" not in found.hint.zh:
        at, old = line.index(":", at) + 2, line[line.index(":", at) + 2 :]
    lines[found.location.line - 1] = line[:at] + value + line[at + len(old) :]
    file.write_text("\n".join(lines), encoding="utf-8")


def with_names() -> list[tuple[str, Path]]:
    return [(case.name, case) for case in CASES if _NAMES_IN(case)]


def _NAMES_IN(case: Path) -> bool:  # noqa: N802
    said = (case / "expected.txt").read_text(encoding="utf-8")
    return any(_NAMES.match(line.partition(" → ")[2]) for line in said.splitlines())


@pytest.mark.parametrize("case", [case for _, case in with_names()], ids=lambda case: case.name)
def test_a_case_that_follows_its_hint_is_rid_of_the_problem(case: Path, tmp_path: Path) -> None:
    root = project_of(case, tmp_path / "p")
    found = next(one for one in check_project(root) if named(one))
    value = named(found)
    assert value is not None
    follow(root, found, value)
    left = [
        one
        for one in check_project(root)
        if (one.code, one.location.line) == (found.code, found.location.line)
    ]
    assert left == [], left


def test_there_are_such_cases() -> None:
    assert len(with_names()) >= 15


@pytest.mark.parametrize("code", [rule.code for rule in rules().values() if rule.file != "none"])
def test_an_example_of_the_catalogue_that_follows_its_hint_is_rid_of_the_problem(
    code: str, tmp_path: Path
) -> None:
    rule = rules()[code]
    root = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = next(
        file
        for file in sorted(root.glob("plan/*.yaml" if rule.file == "plan" else "reports/**/*.yaml"))
        if rule.right in file.read_text(encoding="utf-8")
    )
    file.write_text(file.read_text(encoding="utf-8").replace(rule.right, rule.wrong, 1), encoding="utf-8")
    for found in check_project(root):
        if found.code == code and (value := named(found)) is not None:
            follow(root, found, value)
            assert code not in {one.code for one in check_project(root)}
            return


MEANT = {
    "10 000": "10000", "3千": "3000", "2万3千": "23000", "1,200": "1200", "１２０": "120", "40个": "40", "'40'": "40", "40 个": "40",
    "0.4万": "4000", "４０个": "40", "三百": "300",
}  # fmt: skip
ASKED = ["24/30", "120-130", "2023年120", "约40", "40左右", "1万2", "40余个", "两万三", "40个（含在建）"]


@pytest.mark.parametrize("typed", MEANT)
def test_a_number_after_its_hint_is_what_was_meant(typed: str, tmp_path: Path) -> None:
    root = reported(tmp_path, typed)
    (found,) = [one for one in check_project(root) if one.code == "EP203"]
    value = named(found)
    assert value == MEANT[typed]
    follow(root, found, value)
    assert not [one for one in check_project(root) if one.severity == "error"]
    reports = load_year(root, 2023).reports
    assert MEANT[typed] in {f"{entry.value}" for report in reports for entry in report.entries}


@pytest.mark.parametrize("typed", ASKED)
def test_what_is_no_sure_number_is_asked_about(typed: str, tmp_path: Path) -> None:
    (found,) = [one for one in check_project(reported(tmp_path, typed)) if one.code == "EP203"]
    assert named(found) is None
    assert "一个准确的数" in found.hint.zh


def reported(folder: Path, typed: str) -> Path:
    root = Path(shutil.copytree(SAMPLE, folder / "p"))
    file = root / REPORT
    text = file.read_text(encoding="utf-8")
    assert VALUE in text
    file.write_text(text.replace(VALUE, f"    value: {typed}", 1), encoding="utf-8")
    return root


SENTENCES = {
    "no space after the hyphen": (REPORT, "  - target:", "  -target:", "“-”后面没有空格"),
    "a dash": (REPORT, "  - target:", "  – target:", "用了“–”"),
    "a full-width hyphen": (REPORT, "  - target:", "  － target:", "用了“－”"),
    "a bullet": (REPORT, "  - target:", "  • target:", "用了“•”"),
    "a bullet and no space": (PLAN, "  - id: office", "  •id: office", "用了“•”"),
    "a long dash": (PLAN, "  - id: office", "  — id: office", "用了“—”"),
    "a fence": (REPORT, "schema:", "```yaml\nschema:", "代码的边框"),
    "a day in full-width digits": (PLAN, "due: 2023-06-30", "due: ２０２３-06-30", "写成 2023-06-30"),
    "an id in capitals": (REPORT, "target: ta2a2", "target: TA2A2", "是不是 ta2a2（"),
    "a sign before a number": (REPORT, "value: 40", "value: >80%", "值不能以 > 开头"),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_a_slip_is_named_by_its_cause_and_at_its_line(name: str, tmp_path: Path) -> None:
    path, right, wrong, said = SENTENCES[name]
    root = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert right in text
    line = text[: text.index(right)].count("\n") + 1
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = [one for one in check_project(root) if one.severity == "error" and one.location.path == path]
    assert [said in one.message.zh + one.hint.zh for one in found[:1]] == [True], found
    assert found[0].location.line == line


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes(4096), "全是空字节"),
        (b"PK\3\4" + bytes(200), "这是 Excel、Word 文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(200), "这是 Excel、Word 文件"),
        (b"%PDF-1.7\n\xff", "这是 PDF 文件"),
        ("schema: x\n".encode("utf-16"), "像是 UTF-16"),
        ("schema: x\n".encode("utf-16-le"), "像是 UTF-16"),
        ("标题：学前\n".encode("gb18030"), "像是 GBK"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(data: bytes, said: str, tmp_path: Path) -> None:
    root = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    (root / REPORT).write_bytes(data)
    (found,) = [one for one in check_project(root) if one.location.path == REPORT]
    assert said in found.message.zh


def test_a_wrong_environment_variable_is_named(tmp_path: Path) -> None:
    from commands.running import edu_plan

    ran = edu_plan("status", cwd=tmp_path, EDU_PLAN_PROJECT="/没有")
    assert (ran.code, "EDU_PLAN_PROJECT 指的 /没有 不是 edu-plan 项目" in ran.err) == (2, True)
