"""Names as the disk takes them."""

import sys
from pathlib import Path

import pytest

from edu_plan_cli.files.file_names import file_name, is_device, is_file_name, path_within
from edu_plan_cli.files.project_folder import report_files


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "p" / "reports" / "Q2").mkdir(parents=True)
    (tmp_path / "p" / "reports" / "Q2" / "a.yaml").touch()
    return tmp_path / "p"


def test_a_file_has_one_path_from_the_project_on(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "reports")
    assert path_within(root, Path("Q2/a.yaml")) == "reports/Q2/a.yaml"
    assert path_within(root, Path("../reports/./Q2")) == "reports/Q2"
    assert path_within(root, root / "reports/没有.yaml") == "reports/没有.yaml"
    assert path_within(root, root) == "."
    assert path_within(root, Path("..")) == "."
    assert path_within(root, root.parent / "别处.yaml") is None
    assert path_within(root / "没有", root / "reports") is None


def test_a_disk_that_tells_no_case_apart_has_one_name_for_both(root: Path) -> None:
    """Where it does tell them apart, the other name is another file."""
    alike = (root / "REPORTS").exists()
    found = path_within(root, root / "REPORTS" / "q2" / "A.YAML")
    assert found == ("reports/Q2/a.yaml" if alike else "REPORTS/q2/A.YAML")
    assert alike or sys.platform not in ("win32", "darwin")


@pytest.mark.skipif(sys.platform == "win32", reason="links are not for everyone there")
def test_a_folder_by_another_name_is_the_same(root: Path) -> None:
    (root.parent / "别名").symlink_to(root, target_is_directory=True)
    assert path_within(root, root.parent / "别名" / "reports" / "Q2" / "a.yaml") == "reports/Q2/a.yaml"
    (root / "reports" / "断.yaml").symlink_to("没有")
    assert path_within(root, root / "reports" / "断.yaml") == "reports/断.yaml"


def test_an_ending_in_capitals_is_one_too(root: Path) -> None:
    (root / "reports" / "Q2" / "OFFICE.YAML").touch()
    assert {file.name for file in report_files(root)} == {"OFFICE.YAML", "a.yaml"}


@pytest.mark.parametrize(
    "name", ["con", "NUL", "aux.yaml", "prn.tar.gz", "com1", "LPT9.csv", "com¹.txt", "con .xlsx"]
)
def test_a_device_is_one_whatever_its_ending_and_capitals(name: str) -> None:
    assert is_device(name)
    assert not is_file_name(name)


@pytest.mark.parametrize(
    "name",
    ["console", "null", "com10.csv", "auxiliary.yaml", "学前科.xlsx", "a..b", ".gitignore", "通知 (1).pdf"],
)
def test_what_only_looks_like_one_is_a_name(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize(
    "name", ["x.csv:流", "x.csv.", "x.csv ", "a/b", "a\\b", "什么?.csv", 'a"b', "a|b", "a<b>", "*", "a\tb"]
)
def test_what_no_file_is_called_on_windows_is_no_name_anywhere(name: str) -> None:
    assert not is_file_name(name)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("学前教育科/民办教育科", "学前教育科_民办教育科"),
        ('甲\\乙:丙*丁?"戊"<己>|庚', "甲_乙_丙_丁__戊__己__庚"),
        ("办公室.", "办公室"),
        ("con", "_con"),
        ("...", "_"),
        ("长" * 300, "长" * 60),
    ],
)
def test_words_become_the_name_of_a_file(words: str, name: str) -> None:
    assert file_name(words) == name
    assert is_file_name(name)
