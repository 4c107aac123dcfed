"""Killed writers and racing writers: a few rounds of benchmarks/stress.py, which runs hundreds."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from edu_plan_cli.files.writing import FileChange, NotWritten, only_writer, write_change

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))
import stress


def test_a_writer_killed_at_any_moment_loses_nothing_it_said_it_wrote() -> None:
    stress.kill(8)


def test_writers_racing_for_one_file_lose_nothing() -> None:
    stress.race(4, 4)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "plan").mkdir()
    (tmp_path / "reports").mkdir()
    return tmp_path


def test_the_lock_leaves_nothing_behind_and_takes_nothing_a_person_wrote(root: Path) -> None:
    names = {path.name for path in root.iterdir()}
    with only_writer(root):
        held = {path.name for path in root.iterdir()} - names
    assert held == {".edu-plan.lock"}
    assert {path.name for path in root.iterdir()} == names


def test_a_lock_left_by_a_killed_writer_is_taken_over(root: Path) -> None:
    (root / ".edu-plan.lock").touch()
    with only_writer(root):
        pass
    assert not (root / ".edu-plan.lock").exists()


def test_a_second_writer_waits_for_the_first(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edu_plan_cli.files.writing._PATIENCE", 0)
    with only_writer(root):
        second = threading.Thread(target=lambda: refused.append(_refused(root)))
        refused: list[str] = []
        second.start()
        second.join()
    assert refused == ["busy"]


def _refused(root: Path) -> str:
    try:
        with only_writer(root):
            return "got in"
    except NotWritten as error:
        return error.why


def test_what_an_editor_saved_meanwhile_is_not_overwritten(root: Path) -> None:
    file = root / "plan/2023.yaml"
    file.write_bytes(b"old")
    with only_writer(root):
        file.write_bytes("编辑器存的".encode())
        with pytest.raises(NotWritten, match="changed"):
            write_change(root, FileChange(file, b"old", b"new"))
    assert file.read_bytes() == "编辑器存的".encode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither these modes nor links for everyone")
def test_the_mode_and_a_link_stay(root: Path) -> None:
    real, link = root / "真的.yaml", root / "plan/2023.yaml"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    with only_writer(root):
        write_change(root, FileChange(link, b"old", b"new"))
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_what_a_killed_writer_left_is_swept_up_by_the_next(root: Path) -> None:
    left = root / "plan/.2023.yaml.abc.edu-plan.tmp"
    left.write_bytes(b"half")
    with only_writer(root):
        assert not left.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a file system that can be full")
def test_a_full_disk_leaves_the_old_file_whole(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = root / "plan/2023.yaml"
    file.write_bytes(b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)  # where a full disk is told at the latest
    with only_writer(root), pytest.raises(OSError, match="No space"):
        write_change(root, FileChange(file, b"old", b"new"))
    assert file.read_bytes() == b"old"
    assert [path.name for path in (root / "plan").iterdir()] == ["2023.yaml"]
