"""What is asked of Windows alone has a sound answer everywhere."""

import os
import re
import time
from pathlib import Path

import pytest

from commands.running import ROOT
from edu_plan_cli.files.project_folder import stamps
from edu_plan_cli.files.windows import changed_ns, console_page, is_shut, is_terminal


def test_an_edit_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "reports").mkdir()
    file = tmp_path / "plan" / "2023.yaml"
    file.write_bytes(b"value: 40")
    before, seen = file.stat(), stamps(tmp_path)
    time.sleep(0.05)
    with file.open("r+b") as stream:
        stream.write(b"value: 99")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert stamps(tmp_path) != seen
    changed = changed_ns(str(file), after)
    assert changed is not None
    assert abs(time.time_ns() - changed) < 60 * 10**9  # counted from 1970 there too


def test_a_file_nobody_holds_is_not_shut(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert not is_shut(str(tmp_path / "a"))
    assert not is_shut(str(tmp_path / "没有"))
    assert console_page() >= 0


def test_where_nobody_answers_is_no_terminal(tmp_path: Path) -> None:
    """Windows calls NUL one."""
    with open(os.devnull, encoding="utf-8") as nothing, (tmp_path / "a").open("w", encoding="utf-8") as file:
        assert not is_terminal(nothing)
        assert not is_terminal(file)
    assert not is_terminal(None)


@pytest.mark.parametrize(
    "said",
    [r"\.st_ctime", r"stdin\.isatty", r"os\.rename\(|\.rename\("],
)
def test_what_windows_means_otherwise_is_asked_in_one_place(said: str) -> None:
    """When a file was made, whether NUL is a terminal, a name that is taken: right here and wrong there."""
    sources = (ROOT / "src").rglob("*.py")
    assert [file.name for file in sources if re.search(said, file.read_text(encoding="utf-8"))] in (
        [],
        ["windows.py"],
    )
