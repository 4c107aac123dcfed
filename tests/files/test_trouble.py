"""What the system answered is said in our words, and never in its own."""

import errno
import os
import sys
from pathlib import Path

import pytest

from edu_plan_cli.files.os_errors import reason


def failed(number: int, file: str | None = "x.yaml") -> OSError:
    return OSError(number, "无效的句柄。", file)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EINVAL, "系统不接受这个名字"),
        (errno.ENAMETOOLONG, "路径太长，请换短一点的名字或文件夹"),
        (errno.EISDIR, "这是一个文件夹"),
        (errno.ELOOP, "链接绕成了圈"),
        (errno.EACCES, "没有读的权限"),
        (errno.EPERM, "没有读的权限"),
        (errno.ECHILD, "系统错误 ECHILD"),
        (99999, "系统错误 99999"),
    ],
)
def test_each_error_is_said_in_our_words_or_by_its_name(number: int, said: str) -> None:
    assert reason(failed(number)).zh == said
    assert reason(failed(number)).en.isascii()


def test_reading_and_writing_need_other_permissions() -> None:
    assert reason(failed(errno.EACCES), writing=True).zh == "没有写的权限"


@pytest.mark.parametrize("number", [32, 33])
def test_what_another_program_holds_is_no_matter_of_permissions(number: int) -> None:
    error = failed(errno.EACCES)
    error.winerror = number  # type: ignore[attr-defined,unused-ignore]
    assert "打开" in reason(error).zh
    assert "权限" not in reason(error, writing=True).zh


def test_what_is_no_error_of_the_system_has_words_too() -> None:
    assert reason(RuntimeError("Symlink loop")).zh == "链接绕成了圈"
    assert reason(ValueError("embedded null byte")).zh == "名字里有不能用的字符"


@pytest.mark.skipif(sys.platform != "win32", reason="only there one program shuts out others")
@pytest.mark.parametrize("shared_reading", [True, False])
def test_a_file_that_is_held_is_told_from_one_that_is_not_ours(shared_reading: bool, tmp_path: Path) -> None:
    import ctypes
    from ctypes import wintypes

    file = tmp_path / "台账.xlsx"
    file.write_bytes(b"PK")
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.CreateFileW.restype = wintypes.HANDLE
    handle = kernel.CreateFileW(str(file), 0xC0000000, int(shared_reading), None, 3, 0x80, None)
    try:
        with pytest.raises(PermissionError) as caught:
            os.replace(file, tmp_path / "b.xlsx")
        assert "打开" in reason(caught.value, file, writing=True).zh
        if not shared_reading:
            with pytest.raises(PermissionError) as caught:
                file.read_bytes()
            assert "打开" in reason(caught.value, file).zh
    finally:
        kernel.CloseHandle(wintypes.HANDLE(handle))
