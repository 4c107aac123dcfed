"""Run the installed command as a person would: another process, another folder, nothing patched."""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest

# A copy outside this repository, so that its history shows on no screen.
_FOLDER = tempfile.TemporaryDirectory()
SAMPLE = Path(
    shutil.copytree(Path(__file__).parent.parent / "data" / "sample", Path(_FOLDER.name) / "sample")
)
ROOT = Path(__file__).parent.parent.parent
NEEDS_GIT = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
NEEDS_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links are not for everyone there")
# Wine is no Windows in everything: its disk is Linux'.
UNDER_WINE = sys.platform == "win32" and hasattr(ctypes.windll.ntdll, "wine_get_version")
COMMAND = str(Path(sys.executable).with_name("edu-plan"))
_NEEDED = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "PATHEXT")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def edu_plan(*arguments: str, cwd: Path = SAMPLE, encoding: str = "utf-8", **env: str) -> Ran:
    """One run. The environment is bare but for what is given, so that a developer's own settings change nothing."""
    done = subprocess.run(
        [COMMAND, *arguments], cwd=cwd, env=bare(PYTHONIOENCODING=encoding, **env), capture_output=True, timeout=60, check=False
    )  # fmt: skip
    return Ran(done.returncode, _text(done.stdout, encoding), _text(done.stderr, encoding))


def sample_in(folder: Path) -> Path:
    """The shipped plan and reports, copied into a folder, for a test to change."""
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def done(project: Path, day: str, *arguments: str) -> str:
    """What a run on some day put out; that it went well is seen to."""
    ran = edu_plan(*arguments, cwd=project, EDU_PLAN_TODAY=day)
    assert ran.code == 0, ran.out + ran.err
    return ran.out


def unbroken(out: str) -> str:
    """Without the line breaks and spaces of a screen of some width."""
    return "".join(out.split())


def _text(data: bytes, encoding: str = "utf-8") -> str:
    """What a person sees, whose lines end as the system has it."""
    return data.decode(encoding).replace(os.linesep, "\n")


def bare(**env: str) -> dict[str, str]:
    """An environment of what a system needs and what is given."""
    kept = {key: value for key, value in os.environ.items() if key.upper() in _NEEDED}
    return kept | {"COLUMNS": "80", "EDU_PLAN_NO_CACHE": "1"} | env


def on_terminal(typed: str, *arguments: str, cwd: Path = SAMPLE) -> Ran:
    """One run on a pseudo-terminal, with what a person types."""
    reader, writer = open_terminal()
    os.write(reader, typed.encode())
    done = subprocess.run(
        [COMMAND, *arguments], cwd=cwd, stdin=writer, capture_output=True, timeout=60, check=False,
        env={**os.environ, "EDU_PLAN_TODAY": "2023-10-08"},
    )  # fmt: skip
    os.close(reader)
    os.close(writer)
    return Ran(done.returncode, _text(done.stdout), _text(done.stderr))


if sys.platform == "win32":

    def open_terminal() -> tuple[int, int]:
        pytest.skip("no pseudo-terminals here")

    def is_root() -> bool:
        """Whether nothing is forbidden; there, what POSIX calls permissions forbids nothing."""
        return True

else:

    def open_terminal() -> tuple[int, int]:
        """A pseudo-terminal: where its user reads and types, and where the program does."""
        return os.openpty()

    def is_root() -> bool:
        """Whether nothing is forbidden."""
        return os.geteuid() == 0
