"""What only Windows can be asked, and Python does not ask. Elsewhere each has the answer that changes nothing."""

import os
import sys
from typing import TextIO

SHARING_VIOLATION, LOCK_VIOLATION = 32, 33

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _KERNEL = ctypes.WinDLL("kernel32", use_last_error=True)
    _KERNEL.CreateFileW.restype = wintypes.HANDLE
    _KERNEL.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _KERNEL.CloseHandle.argtypes = (wintypes.HANDLE,)
    _KERNEL.GetConsoleMode.argtypes = (wintypes.HANDLE, wintypes.LPDWORD)
    _KERNEL.GetFileInformationByHandleEx.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        wintypes.LPVOID,
        wintypes.DWORD,
    )
    _GENERIC_READ, _DELETE, _READ_ATTRIBUTES = 0x80000000, 0x10000, 0x80
    _SHARE_ALL, _OPEN_EXISTING, _BACKUP_SEMANTICS = 7, 3, 0x02000000
    _NO_HANDLE = wintypes.HANDLE(-1).value
    _FROM_1601_TO_1970 = 11_644_473_600 * 10**9  # ns

    class _Basic(ctypes.Structure):
        """FILE_BASIC_INFO: times in tenths of microseconds since 1601."""

        _fields_ = (
            ("created", ctypes.c_longlong),
            ("accessed", ctypes.c_longlong),
            ("written", ctypes.c_longlong),
            ("changed", ctypes.c_longlong),
            ("attributes", wintypes.DWORD),
        )

    def _open(file: str, access: int) -> int | None:
        handle = _KERNEL.CreateFileW(file, access, _SHARE_ALL, None, _OPEN_EXISTING, _BACKUP_SEMANTICS, None)
        return None if handle == _NO_HANDLE else int(handle)

    def is_shut(file: str) -> bool:
        """Tell whether another program lets nobody read a file, or replace it.

        The C library's own answer does not tell a file in use from one that is not ours.
        """
        for access in (_GENERIC_READ, _DELETE):
            if (handle := _open(file, access)) is not None:
                _KERNEL.CloseHandle(handle)
            elif ctypes.get_last_error() == SHARING_VIOLATION:
                return True
        return False

    def changed_ns(file: str, _status: os.stat_result) -> int | None:
        """When anything of a file was last changed, as ``time_ns`` counts (what Python calls ctime there is when it was made); None: not kept."""
        if (handle := _open(file, _READ_ATTRIBUTES)) is None:
            return None
        try:
            found = _Basic()
            told = _KERNEL.GetFileInformationByHandleEx(handle, 0, ctypes.byref(found), ctypes.sizeof(found))
            return found.changed * 100 - _FROM_1601_TO_1970 if told and found.changed > 0 else None
        finally:
            _KERNEL.CloseHandle(handle)

    def console_page() -> int:
        """Return the code page of the console this process has; 0 without one."""
        return int(_KERNEL.GetConsoleOutputCP())

    def is_terminal(stream: TextIO | None) -> bool:
        """Tell whether a person is at a stream. Windows calls every device a terminal, NUL too, where nobody answers."""
        if stream is None or not stream.isatty():  # there is no stream at all under pythonw
            return False
        mode = wintypes.DWORD()
        return bool(_KERNEL.GetConsoleMode(msvcrt.get_osfhandle(stream.fileno()), ctypes.byref(mode)))

else:

    def is_shut(_file: str) -> bool:
        """Tell whether another program lets nobody read a file, or replace it."""
        return False

    def changed_ns(_file: str, status: os.stat_result) -> int | None:
        """When anything of a file was last changed; None: not kept."""
        return status.st_ctime_ns

    def console_page() -> int:
        """Return the code page of the console this process has; 0 without one."""
        return 0

    def is_terminal(stream: TextIO | None) -> bool:
        """Tell whether a person is at a stream."""
        return stream is not None and stream.isatty()
