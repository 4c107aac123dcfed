"""Runs that are killed half way: what they began is finished or swept up by the next, and a set of files is a set."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.running import COMMAND, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.files import writing
from edu_plan_cli.files.writing import PartlyWritten, write_outputs

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kills as POSIX does")
CLEAN = {"PATH": os.environ["PATH"], "EDU_PLAN_NO_CACHE": "1", "EDU_PLAN_TODAY": "2024-01-02"}


def killed(arguments: list[str], folder: Path, after: float) -> None:
    run = subprocess.Popen(
        [COMMAND, *arguments], cwd=folder, env=CLEAN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    run.kill()
    run.wait()


def litter(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.name.endswith(".tmp")]


def test_an_init_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    assert edu_plan("init", "whole", cwd=tmp_path, EDU_PLAN_TODAY="2024-01-02").code == 0
    whole = {
        path.relative_to(tmp_path / "whole") for path in (tmp_path / "whole").rglob("*") if path.is_file()
    }
    for count in range(len(whole)):
        folder = Path(shutil.copytree(tmp_path / "whole", tmp_path / str(count)))
        for name in sorted(whole)[count:]:
            (folder / name).unlink()
        (folder / "schema").mkdir(exist_ok=True)
        (folder / "schema/.plan.json.abcdefgh.00000000-1.edu-plan.tmp").write_text("half", encoding="utf-8")
        ran = edu_plan("init", cwd=folder, EDU_PLAN_TODAY="2024-01-02")
        assert ran.code == 0, ran.err
        assert edu_plan("validate", cwd=folder).code == 0
        if any(name.parts[0] == "schema" for name in sorted(whole)[count:]):
            assert litter(folder) == []
    again = edu_plan("init", cwd=tmp_path / "whole", EDU_PLAN_TODAY="2024-01-02")
    assert (again.code, "已存在" in again.err) == (2, True)


def test_killed_at_any_moment_init_is_finished(tmp_path: Path) -> None:
    chance = random.Random(1)
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        killed(["init"], folder, 0.05 + chance.random() * 0.3)
        ran = edu_plan("init", cwd=folder, EDU_PLAN_TODAY="2024-01-02")
        assert ran.code == 0 or "已存在" in ran.err, ran
        assert edu_plan("validate", cwd=folder).code == 0
        assert litter(folder) == []


def test_what_a_killed_writer_left_beside_results_is_swept_up(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", "pass"])
    gone.wait()
    dead = tmp_path / f".通报.docx.abcdefgh.{writing._machine()}-{gone.pid}.tmp"
    alive = tmp_path / f".通报.docx.abcdefgh.{writing._machine()}-{os.getpid()}.tmp"
    elsewhere = tmp_path / ".通报.docx.abcdefgh.00000000-1.tmp"
    old = tmp_path / ".通报.docx.abcdefgi.00000000-1.tmp"
    others = tmp_path / ".mine.tmp"
    for file in (dead, alive, elsewhere, old, others):
        file.write_bytes(b"half")
    os.utime(old, (1, 1))
    assert edu_plan("report", "-q", "Q2", "-o", str(tmp_path / "a.csv")).code == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        [alive.name, elsewhere.name, others.name, "a.csv"]
    )


def test_a_set_of_files_changes_as_a_set_or_says_that_it_did_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / name: name.encode() for name in ("a", "b", "c")}
    real, calls = writing._rename, []

    def refusing(name: str, file: Path) -> None:
        calls.append(name)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(name, file)

    monkeypatch.setattr(writing, "_rename", refusing)
    with pytest.raises(PartlyWritten) as stopped:
        write_outputs(files, force=False)
    assert ([f.name for f in stopped.value.done], [f.name for f in stopped.value.left]) == (["a"], ["b", "c"])
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a"]


def test_a_disk_that_is_full_before_the_first_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {tmp_path / name: b"new" for name in ("a", "b")}
    (tmp_path / "a").write_bytes(b"old")
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_outputs(files, force=True)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old"}


def test_init_through_a_link_writes_nothing_elsewhere(tmp_path: Path) -> None:
    folder, outside = tmp_path / "p", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "plan").symlink_to(outside)
    assert edu_plan("init", cwd=folder).code == 2
    assert list(outside.iterdir()) == []
    assert SAMPLE.is_dir()
