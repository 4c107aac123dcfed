"""Run the installed command as a person would: another process, another folder, nothing patched.

``edu_plan`` starts it. ``forked_edu_plan`` gives the same at a quarter of the cost, for tests that run the program many times to look
at what it does (docs/decisions/0028): ``from commands.running import forked_edu_plan as edu_plan``. What is about starting, streams,
encodings, terminals, hash seeds or another system starts it.
"""

import atexit
import ctypes
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
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
LIMIT = 60  # seconds, after which a run hangs
_NEEDED = ("PATH", "SYSTEMROOT", "HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP", "PATHEXT")


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def edu_plan(*arguments: str, cwd: Path = SAMPLE, encoding: str = "utf-8", **env: str) -> Ran:
    """One run. The environment is bare but for what is given, so that a developer's own settings change nothing."""
    done = subprocess.run(
        [COMMAND, *arguments], cwd=cwd, env=bare(PYTHONIOENCODING=encoding, **env), capture_output=True, timeout=LIMIT, check=False
    )  # fmt: skip
    return Ran(done.returncode, _text(done.stdout, encoding), _text(done.stderr, encoding))


if sys.platform == "linux":

    def forked_edu_plan(*arguments: str, cwd: Path = SAMPLE, encoding: str = "utf-8", **env: str) -> Ran:
        """One run as ``edu_plan`` makes it, in a fork of a process that has imported the libraries (fork_server.py).

        Raises ValueError where the environment holds what the interpreter heeds as it starts, TimeoutExpired for a run that hangs.
        """
        if heeded := [name for name in env if name.startswith(("PYTHON", "LANG", "LC_"))]:
            raise ValueError(f"{heeded}: heeded as the interpreter starts; edu_plan starts one")
        command = [COMMAND, *arguments]
        environment = bare(PYTHONIOENCODING=encoding, **env)
        run = {"arguments": command, "cwd": str(cwd), "environment": environment, "limit": LIMIT}
        server = _fork_server()
        (out, out_end), (err, err_end), stdin = os.pipe(), os.pipe(), os.open(os.devnull, os.O_RDONLY)
        socket.send_fds(server, [json.dumps(run).encode()], [stdin, out_end, err_end])
        for end in (stdin, out_end, err_end):
            os.close(end)
        with open(out, "rb") as out_file, open(err, "rb") as err_file, ThreadPoolExecutor(1) as beside:
            complaints = beside.submit(err_file.read)
            output = out_file.read()
        answer = server.recv(16)
        assert answer, "the process that forks has ended"
        code = int(answer)
        if code == -signal.SIGALRM:
            raise subprocess.TimeoutExpired(command, LIMIT)
        return Ran(code, _text(output, encoding), _text(complaints.result(), encoding))

    @cache
    def _fork_server() -> socket.socket:
        """Start the process that forks; it ends with this one, as the socket between them closes."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        program = str(Path(__file__).with_name("fork_server.py"))
        # numpy, which openpyxl imports where it is installed, would start threads, which no fork has.
        environment = bare(PYTHONIOENCODING="utf-8", OPENBLAS_NUM_THREADS="1")
        process = subprocess.Popen([sys.executable, program], stdin=theirs.fileno(), env=environment)
        theirs.close()

        def end() -> None:
            ours.close()
            process.wait()

        atexit.register(end)
        return ours

else:
    forked_edu_plan = edu_plan


def sample_in(folder: Path) -> Path:
    """The shipped plan and reports, copied into a folder, for a test to change."""
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def done(project: Path, day: str, *arguments: str) -> str:
    """What a run on some day put out; that it went well is seen to."""
    ran = forked_edu_plan(*arguments, cwd=project, EDU_PLAN_TODAY=day)
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
