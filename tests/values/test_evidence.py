"""One reading of evidence on every system."""

from pathlib import Path

import pytest

from edu_plan_cli.values.evidence_path import evidence_path, evidence_within, is_absolute


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("evidence/2023/公告.pdf", "evidence/2023/公告.pdf"),
        (r"evidence\2023\公告.pdf", "evidence/2023/公告.pdf"),
        (r".\evidence\2023/公告.pdf", "evidence/2023/公告.pdf"),
        ("./evidence//2023/公告.pdf", "evidence/2023/公告.pdf"),
        ("evidence/2023/通知 (1).pdf", "evidence/2023/通知 (1).pdf"),
        ("./通知 (1).pdf", "通知 (1).pdf"),
        (r"C:\Users\王\公告.PDF", "C:/Users/王/公告.PDF"),
        (r"\\server\share\公告.pdf", "//server/share/公告.pdf"),
        ("evidence/花名册.7z", "evidence/花名册.7z"),
        ("示教〔2023〕8号", None),
        ("验收单", None),
        ("公告.pdf", None),
        ("https://example.org/公告.pdf", None),
        ("见 https://example.org/公告.pdf", None),
        ("2023/5/12.30 会议", None),
        ("会议 5/20.15", None),
        ("学前/基教", None),
    ],
)
def test_what_is_a_path_and_how_it_is_looked_for(written: str, path: str | None) -> None:
    assert evidence_path(written) == path


@pytest.mark.parametrize("path", ["/home/a.pdf", "C:/a.pdf", "c:a.pdf", "//server/a.pdf"])
def test_what_is_absolute_on_one_system_is_on_all(path: str) -> None:
    assert is_absolute(path)
    assert not is_absolute("evidence" + path.removeprefix("c:").removeprefix("C:"))


def test_the_whole_path_of_a_file_of_the_project_is_written_from_the_project_on(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    assert evidence_within(tmp_path, str(tmp_path / "evidence" / "a b.pdf")) == "evidence/a b.pdf"
    assert evidence_within(tmp_path, str(tmp_path.parent / "a.pdf")) == (tmp_path.parent / "a.pdf").as_posix()
    assert evidence_within(tmp_path, "示教〔2023〕8号") == "示教〔2023〕8号"
