"""What Tab offers: by the project and year the line names, in the reader's language, in the shells people use."""

import os
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.running import COMMAND, ROOT, SAMPLE, bare
from commands.running import forked_edu_plan as edu_plan

QUARTERS = ["Q1", "Q2", "Q3", "Q4"]


def offered(line: str, cwd: Path = ROOT, **env: str) -> dict[str, str]:
    """The candidates at the end of a line, each with the words shown beside it, as fish is told."""
    ran = edu_plan(
        cwd=cwd,
        _EDU_PLAN_COMPLETE="complete_fish",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS=line,
        **env,
    )
    assert ran.err == ""
    pairs = (entry.partition("\t") for entry in ran.out.splitlines() if entry)
    return {word: beside for word, _, beside in pairs}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("edu-plan report --format ", ["table", "json", "md", "csv", "html", "docx", "xlsx"]),
        ("edu-plan report --format h", ["html"]),
        ("edu-plan rollup . --format ", ["table", "html", "xlsx", "json", "csv"]),
        ("edu-plan diff --format ", ["table", "md", "json"]),
        ("edu-plan validate --format s", ["sarif"]),
        ("edu-plan validate --output j", ["json=", "junit="]),
        (
            "edu-plan export -f ",
            ["parquet", "frictionless", "stratml", "dhis2", "sdmx-csv", "jsonl"],
        ),
        ("edu-plan schema pl", ["plan"]),
        ("edu-plan status --year ", ["2023"]),
        ("edu-plan report --year ", ["2023"]),
        ("edu-plan status --compare ", ["2023"]),
        ("edu-plan --lang ", ["zh", "en"]),
        ("edu-plan status --lang ", ["zh", "en"]),
        ("edu-plan status -q ", QUARTERS),
        ("edu-plan status -q q", ["q1", "q2", "q3", "q4"]),
        ("edu-plan status -q 二", ["二季度"]),
        ("edu-plan status -q 上", ["上半年"]),
        ("edu-plan status -q 2023q", ["2023q1", "2023q2", "2023q3", "2023q4"]),
        ("edu-plan status --department 基教", ["基教科"]),
        ("edu-plan status --department pre", ["preschool"]),
        ("edu-plan status --section 二", ["二"]),
        ("edu-plan status --light 逾", ["逾期"]),
        ("edu-plan rollup . --light 滞", ["滞后"]),
        ("edu-plan explain ep304", ["ep304"]),
        ("edu-plan explain quote", ["quote-not-in-text"]),
        (
            "edu-plan record 14-2 --contributor ",
            [
                "五松新村幼儿园", "开源幼儿园", "中御学府（珑璋台）幼儿园", "君悦华府幼儿园",
            ],
        ),
        ("edu-plan record 1-2 --step ", ["印发活动方案", "开展主题活动", "评选优秀活动案例"]),
        ("edu-plan set 14-2 target", ["target_value"]),
        ("edu-plan amend 14-2 du", ["due"]),
        ("edu-plan set 14 le", ["lead", "leader"]),
        ("edu-plan set 14 lead pre", ["preschool"]),
        ("edu-plan set 四 he", ["heading"]),
        ("edu-plan set plan iss", ["issuer", "issued_on"]),
        ("edu-plan set preschool al", ["aliases"]),
        ("edu-plan show 14", ["14", "14-1", "14-2", "14-3", "14-4"]),
        ("edu-plan sta", ["status"]),
    ],
)  # fmt: skip
def test_tab_offers(line: str, expected: list[str]) -> None:
    found = list(offered(line))
    assert found == expected


def test_show_offers_the_numbers_of_items_first_and_ids_once_a_letter_is_typed() -> None:
    assert list(offered("edu-plan show ")) == [str(number) for number in range(1, 19)]
    assert "tactu" in offered("edu-plan show ta")
    assert all(word.startswith("i") for word in offered("edu-plan show i"))


def test_the_project_and_the_year_named_on_the_line_are_looked_in(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "别处"))
    later = (project / "plan/2023.yaml").read_text(encoding="utf-8").replace("year: 2023", "year: 2024")
    later = later.replace("number: 14\n", "number: 41\n").replace("number: 15\n", "number: 42\n")
    (project / "plan/2024.yaml").write_text(later, encoding="utf-8")
    for named in ("--project 别处", f"--project {project.as_posix()}"):
        assert list(
            offered(f"edu-plan status {named} --item ", cwd=tmp_path, EDU_PLAN_TODAY="2023-07-20")
        ) == ["14", "15"]
        assert list(offered(f"edu-plan status {named} --year 2024 --item ", cwd=tmp_path)) == ["41", "42"]
        assert list(offered(f"edu-plan status {named} -q 2024Q1 --item ", cwd=tmp_path)) == ["41", "42"]
        assert list(offered(f"edu-plan status {named} --year ", cwd=tmp_path)) == ["2024", "2023"]
    assert list(offered("edu-plan show --project 别处 ", cwd=ROOT.parent)) == []  # no such folder: silent
    assert list(offered("edu-plan show ", cwd=tmp_path)) == []
    assert list(offered("edu-plan show --year 1999 ", cwd=project)) == []


@pytest.mark.parametrize(
    "command", ["", "status", "validate", "record", "export", "rollup", "import", "diff"]
)
def test_nothing_beside_an_option_is_english_for_a_reader_of_chinese(command: str) -> None:
    found = offered(f"edu-plan {command} -".replace("  ", " "))
    assert "--help" in found
    assert {
        word: beside for word, beside in found.items() if not re.search("[\u4e00-\u9fff]|JSON", beside)
    } == {}


def test_the_language_may_stand_anywhere_on_the_line() -> None:
    for line in (
        "edu-plan --lang en status --dep",
        "edu-plan status --lang en --dep",
        "edu-plan status --lang=en --dep",
    ):
        assert offered(line) == {"--department": "what one department leads  name, alias or id"} or list(
            offered(line)
        ) == ["--department"], line
    assert not re.search("[\u4e00-\u9fff]", offered("edu-plan --lang en status --dep")["--department"])


def script(shell: str) -> str:
    """The completion script that Typer prints for a shell."""
    ran = subprocess.run(
        [COMMAND],
        env=bare(_EDU_PLAN_COMPLETE=f"source_{shell}"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    text = ran.stdout.decode()
    assert "edu-plan" in text
    return text


def environment() -> dict[str, str]:
    path = f"{Path(COMMAND).parent}{os.pathsep}{os.environ['PATH']}"
    return {**bare(), "PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "dumb"}


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["edu-plan", "status", "-q", "q"], ["q1", "q2", "q3", "q4"]),
        (["edu-plan", "set", "14-2", "target"], ["target_value"]),
        (["edu-plan", "status", "--department", "基教"], ["基教科"]),
        (["edu-plan", "status", "--lang", ""], ["zh", "en"]),
        (["edu-plan", "report", "--year", ""], ["2023"]),
    ],
)
def test_bash_is_offered_it(words: list[str], expected: list[str]) -> None:
    typed = " ".join(f"'{word}'" for word in words)
    function = re.search(r"^(\w+)\(\) \{", script("bash"), re.MULTILINE)
    assert function is not None
    code = f"{script('bash')}\nCOMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}\n{function[1]} edu-plan\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
    ran = subprocess.run(
        ["bash", "--norc", "-c", code],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.stdout.decode().splitlines() == expected, ran.stderr.decode()


@pytest.mark.skipif(shutil.which("fish") is None or sys.platform == "win32", reason="fish is not installed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("edu-plan status -q q", ["q1", "q2", "q3", "q4"]),
        ("edu-plan set 14-2 target", ["target_value"]),
        ("edu-plan status --department 基教", ["基教科"]),
        ("edu-plan explain ep304", ["ep304"]),
        ("edu-plan report --format h", ["html"]),
    ],
)
def test_fish_offers_it(line: str, expected: list[str], tmp_path: Path) -> None:
    code = f"{script('fish')}\ncomplete -C '{line}'"
    ran = subprocess.run(
        ["fish", "--no-config", "-c", code],
        cwd=ROOT, env={**environment(), "HOME": str(tmp_path)}, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    words = [entry.partition("\t")[0] for entry in ran.stdout.decode().splitlines()]
    assert words == expected, ran.stderr.decode()


def completed_by_zsh(line: str, folder: Path) -> str:
    """Type a line and Tab into a real zsh, and return what the line has become."""
    import pty

    (folder / "_edu-plan").write_text(script("zsh"), encoding="utf-8")
    pid, terminal = pty.fork()  # type: ignore[attr-defined,unused-ignore]  # not on Windows
    if pid == 0:
        os.chdir(ROOT)
        os.execvpe("zsh", ["zsh", "-f", "-i"], {**environment(), "HOME": str(folder)})

    def read_until(mark: str, seconds: float = 30) -> str:
        said, end = "", time.monotonic() + seconds
        while mark not in said and time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    said += os.read(terminal, 65536).decode(errors="replace")
                except OSError:
                    break
        return said

    try:
        setup = f"PS1=; unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; source {folder}/_edu-plan; echo re''ady\n"
        os.write(terminal, setup.encode())
        read_until("ready")
        os.write(terminal, f"{line}\t\x01print -r -- 'line<' \x05 '>end'\n".encode())
        said = read_until(">end\r\n")
        return next(iter(re.findall(r"^line< +(.*?) +>end", said, re.MULTILINE)), said)
    finally:
        os.close(terminal)
        os.waitpid(pid, 0)


@pytest.mark.skipif(shutil.which("zsh") is None or sys.platform == "win32", reason="zsh is not installed")
@pytest.mark.parametrize(
    ("line", "completed"),
    [
        ("edu-plan set 14-2 targ", "edu-plan set 14-2 target_value"),
        ("edu-plan status --department 基教", "edu-plan status --department 基教科"),
        ("edu-plan report --format ht", "edu-plan report --format html"),
        ("edu-plan status -q 二", "edu-plan status -q 二季度"),
        ("edu-plan explain ep304", "edu-plan explain ep304"),
    ],
)
def test_zsh_completes_it(line: str, completed: str, tmp_path: Path) -> None:
    assert completed_by_zsh(line, tmp_path) == completed
