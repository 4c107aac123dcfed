"""What edu-plan must do on Windows, one line a check: PASS or FAIL and why. `wpy check.py [CHECK...]`; exit code 1 if any fails.

Each check has a copy of the example plan to itself, runs edu-plan as a process of its own and looks at what a user
would have: the files, the bytes, the exit code. So that no check passes for want of a fault, each first does the same
thing where it is known to work.
"""

import contextlib
import ctypes
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

RIG = Path(sys.prefix).parent
SCRATCH = RIG / "scratch"
Problems = list[str]
CHECKS: dict[str, Callable[[], Problems]] = {}


class Done:
    def __init__(self, code: int, out: bytes, err: bytes) -> None:
        self.code, self.out, self.err = code, out, err
        self.said = text(out) + text(err)

    @property
    def rules(self) -> set[str]:
        return set(re.findall(r"EP\d{3}", self.said))

    @property
    def last(self) -> str:
        return next((line for line in reversed(self.said.split("\n")) if line.strip()), "(nothing)")


def text(data: bytes) -> str:
    for encoding in ("utf-8", "gbk"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding).replace("\r", "")
    return ascii(data)


def start(*arguments: str, **streams: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "edu_plan_cli", *arguments]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **streams)


def edu_plan(*arguments: str) -> Done:
    running = start(*arguments, stdout=subprocess.PIPE)
    out, err = running.communicate()
    return Done(running.returncode, out, err)


def works(*arguments: str) -> Done:
    """The command, which must succeed for the check to mean anything."""
    done = edu_plan(*arguments)
    if done.code:
        raise AssertionError(f"`{' '.join(arguments)}` ended with {done.code}: {done.last}")
    return done


def redirected(file: str, *arguments: str) -> bytes:
    """What lies in the file after `edu-plan ARGUMENTS > FILE`."""
    with open(file, "wb") as stream:
        start(*arguments, stdout=stream.fileno()).communicate()
    return Path(file).read_bytes()


def not_utf8(data: bytes) -> str | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        with contextlib.suppress(UnicodeDecodeError):
            data.decode("gbk")
            return "GBK, not UTF-8"
        return "not UTF-8"
    return None


@contextlib.contextmanager
def held(file: str, share: int) -> Iterator[None]:
    """The file open in another program. ``share`` 1 is Excel's way: others may read it and no more; 0: not even that."""
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = wintypes.HANDLE
    kernel.CreateFileW.argtypes = [
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    ]  # fmt: skip
    kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    handle = kernel.CreateFileW(
        file, 0xC0000000, share, None, 3, 0x80, None
    )  # GENERIC_READ | WRITE, OPEN_EXISTING
    if handle in (None, wintypes.HANDLE(-1).value):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        yield
    finally:
        kernel.CloseHandle(handle)


def spoil(report: str) -> None:
    """Make the report one that validate has something to say of."""
    file = Path(report)
    whole = file.read_text("utf-8")
    broken = whole.replace("quarter: Q2", "quarter: Q9", 1)
    assert broken != whole, f"{report} names no quarter"
    file.write_text(broken, "utf-8")


def check(function: Callable[[], Problems]) -> Callable[[], Problems]:
    CHECKS[function.__name__.replace("_", "-")] = function
    return function


# --- A writing command leaves edu-plan.toml as it is ---
@check
def config_kept() -> Problems:
    problems = []
    config, plan = Path("edu-plan.toml"), Path("plan/2023.yaml")
    for value, written in (("高", False), ("50", True)):
        shutil.copy(RIG / "example" / config, config)
        before, plan_before = config.read_bytes(), plan.read_bytes()
        done = edu_plan("set", "14-2", "schedule.Q2", value)
        assert (done.code == 0) == written == (plan.read_bytes() != plan_before), (
            f"set … {value}: {done.last}"
        )
        named = "set" if written else "refused set"
        if not config.exists():
            problems.append(f"{named}: edu-plan.toml is gone")
        elif config.read_bytes() != before:
            problems.append(f"{named}: edu-plan.toml changed")
    return problems


# --- A guard: no program of the current folder is ever run; a project may come from anywhere ---
@check
def folder_programs_not_run() -> Problems:
    marker = RIG / "marker.exe"  # leaves NAME.exe.ran beside itself, nothing else
    shutil.copy(marker, "control.exe")
    subprocess.run([Path("control.exe").resolve()], check=False)
    assert Path("control.exe.ran").exists(), "the marker program leaves no mark"
    Path("旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    problems = []
    for program, arguments in (("git.exe", ("log", "14-2")), ("soffice.exe", ("import", "旧.doc"))):
        shutil.copy(marker, program)
        edu_plan(*arguments)
        if Path(f"{program}.ran").exists():
            problems.append(f"`{' '.join(arguments)}` ran the folder's {program}")
        os.remove(program)
    return problems


# --- What > and | get of the formats that other programs read ---
@check
def report_redirected() -> Problems:
    problems = []
    data = redirected("x.csv", "report", "-q", "Q2", "--format", "csv")
    assert data.count(b"\n") > 10, "no table"
    if wrong := not_utf8(data):
        problems.append(f"csv: {wrong}")
    if data.startswith(rb"\ufeff"):
        problems.append(r"csv: begins with the letters \ufeff")
    if rows := data.count(b"\r\r\n"):
        problems.append(rf"csv: {rows} rows end \r\r\n")
    data = redirected("x.html", "report", "-q", "Q2", "--format", "html")
    assert b"utf-8" in data[:600].lower(), "the page names no charset"
    if wrong := not_utf8(data):
        problems.append(f"html: says utf-8, is {wrong}")
    if escapes := len(re.findall(rb"\\u[0-9a-f]{4}", data)):
        problems.append(rf"html: {escapes} characters as \uXXXX")
    return problems


@check
def json_redirected() -> Problems:
    works("record", "14-2", "-q", "Q4", "--contributor", "开源幼儿园", "--value", "125", "--note", "完成😀")
    problems = []
    for arguments in (
        ("status", "--json"), ("show", "14", "-q", "Q4", "--json"), ("report", "-q", "Q4", "--format", "json"), ("schema", "plan"),
    ):  # fmt: skip
        data = redirected("x.json", *arguments)
        assert len(data) > 100, f"`{' '.join(arguments)}` wrote {data!r}"
        wrong = [not_utf8(data)]
        try:
            json.loads(text(data))
        except ValueError as error:
            wrong.append(f"no JSON ({error})")
        if any(wrong):
            problems.append(f"`{' '.join(arguments)}`: {', '.join(filter(None, wrong))}")
    return problems


@check
def words_redirected() -> Problems:
    works("validate")
    problems = []
    if wrong := not_utf8(redirected("words.yaml", "words")):
        problems.append(f"words.yaml: {wrong}")
    done = edu_plan("validate")
    if done.code:
        problems.append(f"validate refuses what `words > words.yaml` wrote: {' '.join(sorted(done.rules))}")
    return problems


# --- Evidence is looked for however its path is written ---
@check
def evidence_checked() -> Problems:
    def record(evidence: str) -> Done:
        return edu_plan(
            "record", "14-2", "-q", "Q4", "--contributor", "五松新村幼儿园", "--value", "1", "--evidence", evidence
        )  # fmt: skip

    def is_called_missing(evidence: str) -> bool:
        return "项目文件夹里没有佐证材料" in "".join(record(evidence).said.split())

    folder = Path("evidence/2023")
    folder.mkdir(parents=True)
    assert is_called_missing("evidence/2023/没有.pdf"), "missing evidence is not told"
    problems = []
    for evidence in (r"evidence\2023\没有.pdf", "evidence/2023/没有 这份.pdf", r".\evidence\2023\没有.pdf"):
        if not is_called_missing(evidence):
            problems.append(f"{evidence} is missing and passes")
    for name in ("开园公告.pdf", "开园 公告.pdf"):
        (folder / name).write_bytes(b"%PDF")
        if is_called_missing(rf"evidence\2023\{name}"):
            problems.append(rf"evidence\2023\{name} is there and is called missing")
    return problems


# --- A file open in another program ---
@check
def held_file_explained() -> Problems:
    works("report", "-q", "Q2", "-o", "台账.xlsx")
    problems = []
    for file, share, arguments in (
        ("台账.xlsx", 1, ("report", "-q", "Q2", "-o", "台账.xlsx", "--force")),
        (r"plan\2023.yaml", 1, ("set", "14-2", "schedule.Q2", "50")),
        (r"plan\2023.yaml", 0, ("validate",)),
    ):
        before = Path(file).read_bytes()
        with held(file, share):
            done = edu_plan(*arguments)
        assert done.code, f"`{' '.join(arguments)}` succeeds though {file} is held"
        if (
            "打开" not in done.said or "权限" in done.said
        ):  # another program has it open; it is no matter of permissions
            problems.append(f"`{' '.join(arguments[:2])}`: {done.said.strip().splitlines()[0]}")
        if Path(file).read_bytes() != before:
            problems.append(f"{file} is damaged")
    return problems


# --- A reader that has seen enough (`| more`, then q) ---
@check
def closed_pipe_quiet() -> Problems:
    problems = []
    for first, arguments in ((100, ("report", "-q", "Q2")), (0, ("status", "--json"))):
        running = start(*arguments, stdout=subprocess.PIPE)
        assert running.stdout and running.stderr
        running.stdout.read(first)
        running.stdout.close()
        said = text(running.stderr.read()).strip()
        code = running.wait()
        if said or code in (1, 2, 70, 120):
            problems.append(
                f"`{' '.join(arguments)}` ends with {code}: {said.splitlines()[-1] if said else '(nothing)'}"
            )
    return problems


# --- cmd and PowerShell leave wildcards to the program ---
@check
def wildcards_expanded() -> Problems:
    works("form", "-q", "Q4", "-o", "表格")
    forms = sorted(str(file) for file in Path("表格").glob("*.xlsx"))
    problems = []
    listed, starred = works("collect", *forms, "-q", "Q4"), edu_plan("collect", r"表格\*.xlsx", "-q", "Q4")
    if starred.code != listed.code or starred.said.count(".xlsx") < len(forms):
        problems.append(rf"`collect 表格\*.xlsx`: {starred.last}")
    spoil("reports/2023/Q2/preschool.yaml")
    listed = edu_plan("validate", *(str(file) for file in Path("reports/2023/Q2").glob("*.yaml")))
    assert listed.code == 1 and listed.rules, f"the spoilt report is not found: {listed.last}"
    starred = edu_plan("validate", r"reports\2023\Q2\*.yaml")
    if (starred.code, starred.rules) != (listed.code, listed.rules):
        problems.append(rf"`validate reports\2023\Q2\*.yaml`: {starred.last}")
    return problems


# --- A name in another case is the same file ---
@check
def other_case_same_file() -> Problems:
    spoil("reports/2023/Q2/preschool.yaml")
    right = edu_plan("validate", r"reports\2023\Q2\preschool.yaml")
    assert right.code == 1 and right.rules, f"the spoilt report is not found: {right.last}"
    problems = []
    for typed in (r"reports\2023\Q2\PRESCHOOL.yaml", r"REPORTS\2023\q2\preschool.yaml"):
        done = edu_plan("validate", typed)
        if (done.code, done.rules) != (right.code, right.rules):
            problems.append(f"`validate {typed}` ends with {done.code}: {done.last}")
    return problems


# --- A report that could not be read is not a department that was silent ---
@check
def unread_report_named() -> Problems:
    problems = []
    report = r"reports\2023\Q2\preschool.yaml"
    for arguments in (
        ("status", "-q", "Q2"),
        ("report", "-q", "Q2", "--format", "md"),
        ("report", "-q", "Q2", "--format", "csv"),
    ):
        with held(report, 0):
            done = works(*arguments)
        if "reports/2023/Q2/preschool.yaml" not in done.said or "不等于没报" not in done.said.replace(
            "\n", ""
        ):
            problems.append(f"`{' '.join(arguments)}` does not say that {report} was not read")
    return problems


# --- What the documentation says is typed here ---
@check
def documented_lines_run() -> Problems:
    problems = []
    for page in ("README.md", "README.en.md", "windows.md"):
        Path("台账.xlsx").unlink(missing_ok=True)  # both say to write it
        text = (RIG / "read" / page).read_text("utf-8")
        blocks = re.findall(r"(?:<!-- windows -->\n)```\n(.*?)\n```", text, re.DOTALL)
        if page == "windows.md":
            blocks = re.findall(r"^```\n(.*?)\n```", text, re.DOTALL | re.MULTILINE)
        lines = [line for block in blocks for line in block.splitlines()]
        typed = [
            found[1] for line in lines if (found := re.match(r"(?:\.venv\\Scripts\\)?edu-plan (.*)", line))
        ]
        assert len(typed) > 1, f"{page} has no lines for Windows"
        for line in typed:
            done = edu_plan(*line.split())
            if done.code:
                problems.append(f"{page}: `edu-plan {line}` ends with {done.code}: {done.last}")
    return problems


# --- Installing as documented, on a machine that has Python and nothing else ---
@check
def installed_as_documented() -> Problems:
    shutil.copytree(RIG / "source", ".", dirs_exist_ok=True)
    page = (RIG / "read" / "README.md").read_text("utf-8")
    lines = re.findall(r"<!-- windows -->\n```\n(.*?)\n```", page, re.DOTALL)[0].splitlines()
    assert lines[0].startswith("py -m venv ") and "pip install" in lines[1], (
        "the first two lines install nothing"
    )
    for line in lines:
        typed = re.sub(
            r"^py ", lambda _: f"{sys.executable} ", line
        )  # the launcher py comes with no Python here
        done = subprocess.run(f"cmd /c {typed}", capture_output=True, check=False, stdin=subprocess.DEVNULL)
        if done.returncode:
            return [
                f"`{line}` ends with {done.returncode}: {Done(done.returncode, done.stdout, done.stderr).last}"
            ]
    return []


# --- cmd completes nothing, and says so in Chinese ---
@check
def completion_explained() -> Problems:
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    done = subprocess.run(
        ["cmd", "/c", "edu-plan", "--install-completion"],
        env={**os.environ, "PATH": path}, capture_output=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = text(done.stderr)
    return [] if "PowerShell" in said and "补全" in said else [f"from cmd: {said.strip() or '(nothing)'}"]


def main(asked: list[str]) -> int:
    def say(line: str) -> None:
        sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.buffer.flush()

    if unknown := set(asked) - CHECKS.keys():
        say(f"no such check: {' '.join(sorted(unknown))}; there are {' '.join(CHECKS)}")
        return 2
    for name in [name for name in os.environ if name.upper().startswith(("EDU_PLAN_", "PYTHON"))]:
        del os.environ[name]
    os.environ["EDU_PLAN_TODAY"] = "2023-10-20"
    page = ctypes.windll.kernel32.GetACP()
    say(f"Python {platform.python_version()} for {sys.platform}, code page {page}")
    if page != 936:
        say("these checks are for code page 936")
        return 2
    begun, failed = time.monotonic(), 0
    for name in asked or CHECKS:
        project = SCRATCH / name
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(RIG / "example", project)
        os.chdir(project)
        try:
            problems = CHECKS[name]()
        except Exception as error:  # noqa: BLE001  the other checks are to run all the same
            problems = [f"the check itself broke: {type(error).__name__}: {error}"]
        finally:
            os.chdir(RIG)
        failed += bool(problems)
        say(" ".join([*(["FAIL", name + ":"] if problems else ["PASS", name]), "; ".join(problems)]).strip())
    say(f"{len(asked or CHECKS) - failed} passed, {failed} failed ({time.monotonic() - begun:.0f} s)")
    return 1 if failed else 0


sys.exit(main(sys.argv[1:]))
