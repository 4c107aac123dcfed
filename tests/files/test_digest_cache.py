"""Evidence is hashed once, then known by name, size and times; CI, EDU_PLAN_NO_CACHE and ``evidence`` hash all."""

import os
import shutil
import time
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.files import digest_cache
from edu_plan_cli.files.digest_cache import DigestCache
from edu_plan_cli.files.digests import digest_of

NAME = "evidence/2023/公告.pdf"
OLD = time.time() - 1000
CACHE = ("XDG_CACHE_HOME", "LOCALAPPDATA")  # here or there, where the user's cache is


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for where in CACHE:
        monkeypatch.setenv(where, str(tmp_path / "cache"))
    monkeypatch.delenv("EDU_PLAN_NO_CACHE", raising=False)
    monkeypatch.delenv("CI", raising=False)
    root = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = root / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(b"one")
    os.utime(file, (OLD, OLD))
    monkeypatch.setattr(digest_cache, "_MOMENT", -(10**18))  # as if all had been there for long
    return root


def hashed(root: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names that a run reads."""
    read: list[str] = []
    real = digest_of

    def counting(file: Path) -> str:
        read.append(file.name)
        return real(file)

    monkeypatch.setattr(digest_cache, "digest_of", counting)
    cache = DigestCache(root)
    cache.digest_of(NAME, root / NAME)
    cache.write()
    monkeypatch.setattr(digest_cache, "digest_of", real)
    return read


def test_a_file_that_did_not_change_is_read_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [hashed(root, monkeypatch) for _ in range(3)] == [["公告.pdf"], [], []]
    assert not any("evidence" in path.name for path in root.iterdir() if path.is_file())


def test_one_that_changed_is_read_again_though_its_size_and_time_stayed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed(root, monkeypatch)
    (root / NAME).write_bytes(b"two")
    os.utime(root / NAME, (OLD, OLD))  # the time of the change itself nobody sets
    assert hashed(root, monkeypatch) == ["公告.pdf"]


def test_what_changed_just_now_is_not_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest_cache, "_MOMENT", 10**12)
    assert [hashed(root, monkeypatch) for _ in range(2)] == [["公告.pdf"], ["公告.pdf"]]


def test_where_no_time_of_the_change_itself_is_kept_all_is_hashed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a shared folder on Windows, say; the time a file was made says nothing of a change."""
    monkeypatch.setattr(digest_cache, "changed_ns", lambda _file, _status: None)
    assert [hashed(root, monkeypatch) for _ in range(2)] == [["公告.pdf"], ["公告.pdf"]]


@pytest.mark.parametrize("name", ["CI", "EDU_PLAN_NO_CACHE"])
def test_without_it_all_is_hashed(name: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed(root, monkeypatch)
    monkeypatch.setenv(name, "true")
    assert hashed(root, monkeypatch) == ["公告.pdf"]


def test_a_cache_somebody_wrote_in_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed(root, monkeypatch)
    cache = DigestCache(root)
    assert cache.file is not None
    cache.file.write_bytes(cache.file.read_bytes()[:-3])
    assert hashed(root, monkeypatch) == ["公告.pdf"]


def test_validate_finds_what_changed_with_the_cache_as_without(root: Path) -> None:
    report = root / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(
        text.replace("    value: 40\n", f"    value: 40\n    evidence: [{NAME}]\n", 1), encoding="utf-8"
    )
    environment = {**{where: os.environ[where] for where in CACHE}, "EDU_PLAN_NO_CACHE": ""}
    assert edu_plan("evidence", "--keep", cwd=root, **environment).code == 0
    for _ in range(2):
        assert "EP417" not in edu_plan("validate", cwd=root, **environment).out
    (root / NAME).write_bytes(b"two")
    os.utime(root / NAME, (OLD, OLD))
    assert "EP417" in edu_plan("validate", cwd=root, **environment).out
    assert "EP417" in edu_plan("validate", cwd=root).out
