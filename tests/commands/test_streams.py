"""What comes out of > and |: the same bytes for programs whatever the stream is set to, text a person can read for screens."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from commands.running import COMMAND, SAMPLE, bare, edu_plan, open_terminal

# A stream as Python sets it up where the system's encoding knows no Chinese, the locale's own fixes switched off.
ASCII_SYSTEM = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

HAS_GIT = shutil.which("git") is not None
FOR_PROGRAMS = [
    "report -q Q2 --format csv", "report -q Q2 --format md", "report -q Q2 --format html", "report -q Q2 --format json",
    "status --json", "show 14 --json", "missing --json", "log 14-2 --json",
    "validate --format json", "validate --format sarif", "validate --format junit", "validate --format markdown",
    "validate --format github", "validate --format gitlab", "validate --format rdjson",
    "schema plan", "schema assessment", "words", "set 14-2 schedule.Q2 50 --dry-run", "fmt --diff",
    "git-textconv plan/2023.yaml", "diff HEAD --format json", "diff HEAD --format md",
]  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project in git, with something for each format to say, an emoji among it."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("p") / "p"))
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=王", "-c", "user.email=w@example.org", "commit", "-qm", "印发"]) if HAS_GIT else ():  # fmt: skip
        subprocess.run(["git", *command], cwd=folder, check=True)
    report = folder / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace("    value: 40\n", "    value:   40\n    note: 完成😀\n", 1),
        encoding="utf-8",
        newline="\n",
    )
    (folder / "reports/2023/Q2/office.yaml").write_text("schema: 不对\n", encoding="utf-8")
    return folder


def redirected(file: Path, *arguments: str, cwd: Path, **env: str) -> bytes:
    """What lies in the file after ``edu-plan ARGUMENTS > FILE``."""
    with file.open("wb") as stream:
        subprocess.run(
            [COMMAND, *arguments], cwd=cwd, env=bare(**env), stdout=stream, timeout=60, check=False
        )
    return file.read_bytes()


def piped(*arguments: str, cwd: Path, **env: str) -> bytes:
    done = subprocess.run([COMMAND, *arguments], cwd=cwd, env=bare(**env), capture_output=True, timeout=60, check=False)  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("command", FOR_PROGRAMS)
def test_what_a_program_reads_is_the_same_utf8_whatever_the_stream(
    command: str, project: Path, tmp_path: Path
) -> None:
    if command.startswith(("log", "diff")) and not HAS_GIT:
        pytest.skip("git is not installed")
    right = piped(*command.split(), cwd=project, PYTHONIOENCODING="utf-8")
    assert len(right) > 40
    right.decode("utf-8")
    for encoding in ("gbk", "cp1252"):
        assert piped(*command.split(), cwd=project, PYTHONIOENCODING=encoding) == right
    assert redirected(tmp_path / "x", *command.split(), cwd=project, **ASCII_SYSTEM) == right
    if "csv" in command:
        assert right.startswith(b"\xef\xbb\xbf")
        assert right.count(b"\r\n") == right.count(b"\n") > 5
        assert b"\r\r" not in right
    else:
        assert b"\r" not in right
    if "json" in command or "sarif" in command:
        json.loads(right)


def test_a_screen_goes_to_a_file_as_utf8(tmp_path: Path) -> None:
    shown = redirected(tmp_path / "x", "status", cwd=SAMPLE, **ASCII_SYSTEM).decode("utf-8")
    assert shown.replace("\r\n", "\n") == edu_plan("status").out
    assert "─" in shown


def test_a_screen_goes_to_a_file_as_the_user_says(tmp_path: Path) -> None:
    assert "全计划" in redirected(tmp_path / "x", "status", cwd=SAMPLE, PYTHONIOENCODING="gbk").decode("gbk")


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe has the encoding of the console beside it")
def test_a_screen_goes_to_a_pipe_as_the_locale_has_it() -> None:
    assert b"\\u5b66" in piped("status", cwd=SAMPLE, **ASCII_SYSTEM)


@pytest.mark.parametrize(("encoding", "shown"), [("gbk", "+1 -0 √ × \\U0001f600"), ("ascii", "+1 -0 \\u2713 \\u2717 \\U0001f600")])  # fmt: skip
def test_a_character_the_console_lacks_is_shown_by_one_like_it_or_its_escape(
    encoding: str, shown: str
) -> None:
    told = (
        "import sys; from edu_plan_cli.presentation.streams import prepare; prepare(); print('+1 −0 ✓ ✗ 😀')"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], env=bare(PYTHONIOENCODING=encoding), capture_output=True, check=True
    )
    assert done.stdout.decode(encoding).strip() == shown


def test_words_and_schemas_are_written_to_a_file_and_accepted(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    ran = edu_plan("words", "-o", "words.yaml", cwd=folder, encoding="gbk")
    assert (ran.code, ran.out) == (0, "")
    assert (folder / "words.yaml").read_text(encoding="utf-8") == edu_plan("words", cwd=folder).out
    assert edu_plan("validate", cwd=folder).code == 0
    assert edu_plan("words", "-o", "words.yaml", cwd=folder).code == 2
    assert edu_plan("words", "-o", "words.yaml", "--force", cwd=folder).code == 0
    assert edu_plan("schema", "plan", "-o", "计划.json", cwd=folder).code == 0
    assert (folder / "计划.json").read_bytes() == edu_plan("schema", "plan").out.encode()


def test_on_a_terminal_a_table_has_no_byte_order_mark() -> None:
    reader, writer = open_terminal()
    done = subprocess.Popen([COMMAND, "report", "-q", "Q2", "--format", "csv"], cwd=SAMPLE, env=bare(PYTHONIOENCODING="utf-8"), stdout=writer)  # fmt: skip
    seen = os.read(reader, 100)
    os.close(writer)
    done.terminate()
    done.wait()
    os.close(reader)
    assert not seen.startswith(b"\xef\xbb\xbf")
