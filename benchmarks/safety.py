"""What SECURITY.md promises, tried: the one command that repeats its figures.

``python benchmarks/safety.py``: writers killed at random moments, mutated files, settings of git that name programs, office
files that declare too much, names of files. Every program named anywhere is a marker that leaves a file in a scratch folder.
"""

import argparse
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from edu_plan_cli.checks.checked_project import check_project
from edu_plan_cli.files.reading import forbidden
from hostile_git import HISTORY, git, lay_traps, marker, settings, sign_head
from names import NAMES
from office_files import DOCUMENTS, WORKBOOKS

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "sample"
COMMAND = str(Path(sys.executable).with_name("edu-plan"))
CLEAN = {"PATH": os.environ["PATH"], "EDU_PLAN_NO_CACHE": "1", "EDU_PLAN_TODAY": "2023-10-08"}
LONGEST, MOST_MEMORY = 10, 300  # seconds, MiB: for whatever is refused
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown")


def run(folder: Path, *arguments: str, code: int | None = None) -> "subprocess.CompletedProcess[bytes]":
    done = subprocess.run(
        [COMMAND, *arguments], cwd=folder, env=CLEAN, capture_output=True, check=False, timeout=120
    )
    assert done.returncode != 70, (arguments, done.stderr.decode(errors="replace"))
    assert code is None or done.returncode == code, (
        arguments,
        done.returncode,
        done.stderr.decode(errors="replace"),
    )
    return done


# ---- writers that are killed

Prepare = Callable[[Path], None]


def _nothing(_: Path) -> None: ...


def _evidence(root: Path) -> None:
    file = root / "evidence" / "a.pdf"
    file.parent.mkdir()
    file.write_bytes(b"a" * 100_000)
    report = root / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace("    value: 40\n", "    value: 40\n    evidence: [evidence/a.pdf]\n", 1),
        encoding="utf-8",
    )


def _form(root: Path) -> None:
    import openpyxl

    run(root, "form", "-q", "Q3", "--department", "学前科", "-o", "表", code=0)
    (file,) = (root / "表").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    sheet = book["填报"]
    heads = {cell.value: cell.column or 0 for cell in sheet[4]}
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "te5e5":
            sheet.cell(row, heads["阶段、步骤、日期或文号"]).value = "竣工验收"
    book.save(file)


def _document(root: Path) -> None:
    text = "2024年工作要点\n一、安全\n1.排查隐患。每月开展1次检查。\n"
    (root / "2024年工作要点.txt").write_text(text, encoding="utf-8")


def _messy(root: Path) -> None:
    for file in root.glob("**/*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace(": ", ":   "), encoding="utf-8")


def _repository(root: Path) -> None:
    git(root, "init", "-q")


WRITERS: dict[str, tuple[Prepare, tuple[str, ...]]] = {
    "set": (_nothing, ("set", "15", "heading", "别的标题")),
    "record": (_nothing, ("record", "14-4", "--quarter", "Q3", "--stage", "竣工验收")),
    "assign": (_nothing, ("assign", "15", "办公室", "--reason", "分工调整", "--date", "2023-10-01")),
    "amend": (_nothing, ("amend", "14-1", "target_value", "300", "--reason", "市里增加任务")),
    "fmt": (_messy, ("fmt",)),
    "new-year": (_nothing, ("new-year", "2024")),
    "import": (_document, ("import", "2024年工作要点.txt")),
    "collect": (_form, ("collect", "表", "-q", "Q3")),
    "evidence --keep": (_evidence, ("evidence", "--keep")),
    "git-setup": (_repository, ("git-setup",)),
    "init": (_nothing, ("init", "新")),
    "form": (_nothing, ("form", "-q", "Q3", "-o", "表", "--force")),
    "export": (_nothing, ("export", "-f", "frictionless", "-o", "公开", "--force")),
    "report -o .docx": (_nothing, ("report", "-q", "Q2", "-o", "通报.docx", "--force")),
    "report -o .xlsx": (_nothing, ("report", "-q", "Q2", "-o", "台账.xlsx", "--force")),
    "report -o .csv": (_nothing, ("report", "-q", "Q2", "-o", "表.csv", "--force")),
}  # fmt: skip


def kills(rounds: int) -> str:
    """Each writer killed so often: every file is the old or the new one, and the next run finishes and leaves nothing."""
    chance = random.Random(1)
    for name, (prepare, arguments) in WRITERS.items():
        with tempfile.TemporaryDirectory() as scratch:
            start = Path(shutil.copytree(SAMPLE, Path(scratch) / "start"))
            prepare(start)
            whole = Path(shutil.copytree(start, Path(scratch) / "whole"))
            began = time.monotonic()
            run(whole, *arguments, code=0)
            lasts = time.monotonic() - began
            for number in range(rounds):
                root = Path(shutil.copytree(start, Path(scratch) / str(number)))
                writer = subprocess.Popen(
                    [COMMAND, *arguments],
                    cwd=root,
                    env=CLEAN,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                time.sleep(lasts * (0.3 + 0.8 * chance.random()))
                writer.kill()
                writer.wait()
                for file in (path for path in root.rglob("*") if path.is_file() and ".git/" not in str(path)):
                    _is_whole(name, file, start / file.relative_to(root), whole / file.relative_to(root))
                done = run(root, *arguments)
                assert done.returncode in (0, 2), (name, done.stderr)
                left = [
                    path.name for path in root.rglob("*") if path.name.endswith((".tmp", ".edu-plan.lock"))
                ]
                assert not left, (name, left)
                shutil.rmtree(root)
    return f"{rounds * len(WRITERS)} kills of {len(WRITERS)} writers: nothing torn, nothing left"


def _is_whole(name: str, file: Path, before: Path, after: Path) -> None:
    if file.name.startswith(".") and file.name.endswith(".tmp"):
        return  # the next run sweeps it up
    data = file.read_bytes()
    if before.is_file() and data == before.read_bytes():
        return
    if file.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(file) as archive:
            assert archive.testzip() is None, (name, file)
        return
    if file.suffix == ".yaml" and b"id:" in data:  # ids are random
        assert data.endswith(b"\n"), (name, file)
        assert len(data) > 100, (name, file)
        return
    assert after.is_file(), (name, file)
    assert data == after.read_bytes(), (name, file)


# ---- files that are not what they were


def mutants(count: int, seed: int = 1) -> str:
    """So many slips of a hand, a tool or a disk in the sample's files: no crash, no hang, and a place for what is wrong."""
    chance = random.Random(seed)
    slowest = 0.0
    wrong = located = 0
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(shutil.copytree(SAMPLE, Path(scratch) / "p"))
        files = sorted(root.glob("**/*.yaml"))
        for _ in range(count):
            file = chance.choice(files)
            whole = file.read_bytes()
            changed = _mutated(whole, chance)
            file.write_bytes(changed)
            began = time.monotonic()
            found = [one for one in check_project(root) if one.severity == "error"]
            slowest = max(slowest, time.monotonic() - began)
            lines = changed.count(b"\n") + changed.count(b"\r") + 1
            name = file.relative_to(root).as_posix()
            mine = [one for one in found if one.location.path == name]
            if mine:
                wrong += 1
                located += all(1 <= one.location.line <= lines and one.hint.zh for one in mine)
            file.write_bytes(whole)
    assert slowest < LONGEST, slowest
    return f"{count} mutants: no crash, no hang (the slowest {slowest:.2f} s); of {wrong} found wrong {located} located"


def _mutated(data: bytes, chance: random.Random) -> bytes:
    kind, at = chance.randrange(9), chance.randrange(len(data))
    lines = data.split(b"\n")
    line = chance.randrange(len(lines))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    if kind == 2:
        return b"\n".join(lines[:line] + lines[line + 1 :])
    if kind == 3:
        return b"\n".join(lines[:line] + [lines[line]] * 2 + lines[line + 1 :])
    if kind == 4:
        return b"\n".join(
            [*lines[:line], b" " * chance.randrange(6) + lines[line].lstrip(), *lines[line + 1 :]]
        )
    if kind == 5:
        other = chance.randrange(len(lines))
        lines[line], lines[other] = lines[other], lines[line]
        return b"\n".join(lines)
    sign = chance.choice("：，“”　\t-–•#&*!|>%@`{}[]:'\"~\0\u202e\ufeff０Ａ<<").encode()
    if kind == 6:
        return data[:at] + sign + data[at:]
    if kind == 7:
        return data.replace(
            b": ", chance.choice([b":", "：".encode(), b": ~ #", b" : "]), chance.randrange(1, 4)
        )
    return data.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n"]))


# ---- repositories


def repositories() -> str:
    """Each setting of the installed git that names a program × each command that looks at history: the marker never runs."""
    keys = settings()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        program = marker(folder)
        start = Path(shutil.copytree(SAMPLE, folder / "start"))
        git(start, "init", "-q", "-b", "main")
        git(start, "add", ".")
        git(start, "commit", "-qm", "印发")
        plan = start / "plan/2023.yaml"
        plan.write_text(plan.read_text(encoding="utf-8").replace("270", "280"), encoding="utf-8")
        git(start, "commit", "-qam", "调高")
        sign_head(start)
        for number, asked in enumerate([keys, *([key] for key in keys)]):
            root = Path(shutil.copytree(start, folder / str(number)))
            lay_traps(root, program, asked)
            for arguments in HISTORY:
                done = run(root, *arguments)
                assert done.returncode in (0, 1), (asked, arguments, done.stderr)
                assert not (folder / "ran").exists(), (asked, arguments)
            shutil.rmtree(root)
    return f"{len(keys)} settings × {len(HISTORY)} commands of history: none ran the marker"


# ---- office files


def office() -> str:
    """Each looked at by a process of its own: refused, within the bounds of time and memory."""
    slowest = largest = 0.0
    every = [("xlsx", name, make) for name, make in WORKBOOKS.items()]
    every += [("docx", name, make) for name, make in DOCUMENTS.items()]
    with tempfile.TemporaryDirectory() as scratch:
        for suffix, name, make in every:
            file = Path(scratch, f"x.{suffix}")
            file.write_bytes(make())
            began = time.monotonic()
            done = subprocess.run(
                [sys.executable, __file__, "--look", str(file)],
                capture_output=True,
                text=True,
                check=False,
                timeout=60,
            )
            slowest = max(slowest, time.monotonic() - began)
            assert done.returncode == 0, (name, done.stdout, done.stderr)
            largest = max(largest, int(done.stdout.split()[-1]) / 1024)
    assert slowest < LONGEST, slowest
    assert largest < MOST_MEMORY, largest
    return (
        f"{len(every)} office files refused, the slowest in {slowest:.1f} s, the largest in {largest:.0f} MiB"
    )


def look_at(file: Path) -> int:
    from edu_plan_cli.files.office_inspection import DOCUMENT, WORKBOOK, inspect_office_file

    kind = WORKBOOK if file.suffix == ".xlsx" else DOCUMENT
    refused = inspect_office_file(file.name, file.read_bytes(), kind, allow_embedded=kind is DOCUMENT)
    most = 0
    if sys.platform != "win32":
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(refused.why.zh if refused else "passed", most)
    return 0 if refused else 1


# ---- names


def names() -> str:
    """Files of each name, in every format and command that lists them: shown harmless, and the run goes on."""
    ran = Counter[str]()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(shutil.copytree(SAMPLE, Path(scratch) / "p"))
        run(root, "form", "-q", "Q3", "-o", "收到的", code=0)
        for name in NAMES:
            Path(os.fsdecode(os.fsencode(root / "reports/2023/Q2") + b"/" + name + b".yaml")).write_bytes(
                b"a: 1\n"
            )
            Path(os.fsdecode(os.fsencode(root / "收到的") + b"/" + name + b".xlsx")).write_bytes(b"x")
        asked: Iterator[tuple[str, ...]] = itertools.chain(
            (("validate", "-f", each) for each in FORMATS),
            [
                ("fmt", "--check"),
                ("fmt", "--diff"),
                ("collect", "收到的", "-q", "Q3", "--dry-run"),
                ("status",),
                ("missing",),
            ],
        )
        for arguments in asked:
            done = run(root, *arguments)
            shown = (done.stdout + done.stderr).decode()
            assert not forbidden().search(shown.replace("\n", "")), arguments
            ran[arguments[0]] += 1
    return f"{len(NAMES)} names × {sum(ran.values())} commands and formats: shown harmless, no run ended"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20, help="of each writer")
    parser.add_argument("--mutants", type=int, default=3000)
    parser.add_argument("--look", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inspect_office_file:
        sys.exit(look_at(options.inspect_office_file))
    parts: list[Callable[[], str]] = [
        lambda: mutants(options.mutants), office, names, repositories, lambda: kills(options.kills),
    ]  # fmt: skip
    for part in parts:
        began = time.monotonic()
        print(f"{part()}  ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
