"""Hand a page that was made to whatever the system opens pages with."""

import os
import subprocess
import sys
from pathlib import Path

from edu_plan_cli.files.programs import find_program

if sys.platform == "win32":

    def open_page(file: Path) -> bool:
        """Tell whether something took it. False where there is nothing to open pages with, or it refused."""
        try:
            os.startfile(file.resolve())  # noqa: S606  a page just made, by the program its user chose for pages
        except OSError:
            return False
        return True

else:
    _PROGRAMS = ("open",) if sys.platform == "darwin" else ("xdg-open", "wslview")
    _SECONDS = 5  # within which it says that it cannot; some stay for as long as the page is open

    def open_page(file: Path) -> bool:
        """Tell whether something took it. False where there is nothing to open pages with, or it refused."""
        program = find_program(*_PROGRAMS)
        if program is None:
            return False
        try:
            running = subprocess.Popen(  # noqa: S603  the program is an absolute path, its argument is a path of ours
                [program, str(file.resolve())],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError:
            return False
        try:
            return running.wait(_SECONDS) == 0
        except subprocess.TimeoutExpired:
            running.returncode = 0  # left to itself; Python would otherwise warn that it still runs
            return True
