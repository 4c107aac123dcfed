"""Results kept between runs: never other than without them, whatever happened to the files or to what was kept."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from commands.running import COMMAND, NEEDS_LINKS
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.features.rollup.aggregate import roll_up
from edu_plan_cli.features.rollup.find_districts import find_districts, stamp
from edu_plan_cli.features.rollup.gather import processes_for
from edu_plan_cli.features.rollup.observe_district import Job, Observed, observe
from edu_plan_cli.features.rollup.rollup_json import rollup_data
from edu_plan_cli.files.cache import cache_folder
from edu_plan_cli.model.catalogue import LoadedCatalogue
from edu_plan_cli.values.quarter import Quarter
from rollup.city import IN_ONES, ORDINARY, District, write_city, write_district

duckdb = pytest.importorskip("duckdb")

Q2 = ("-q", "Q2", "--json")


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return write_city(tmp_path / "city")


@pytest.fixture
def old_city(city: Path) -> Path:
    return settled(city)


def settled(folder: Path) -> Path:
    """As if nobody had touched a file for an hour: times alone tell whether one changed."""
    for file in folder.rglob("*.yaml"):
        os.utime(file, (time.time() - 3600,) * 2)
    time.sleep(2.1)  # the change time of a file cannot be set; what is younger than a moment is read again
    return folder


def cache_in(folder: Path) -> dict[str, str]:
    """What says, on this system or another, where the user's cache is."""
    return {"XDG_CACHE_HOME": str(folder), "LOCALAPPDATA": str(folder)}


def run(city: Path, *more: str, **env: str) -> str:
    kept = {**cache_in(city.parent / "cache"), "EDU_PLAN_NO_CACHE": ""}
    ran = edu_plan("rollup", ".", *Q2, *more, cwd=city, **kept | env)
    assert ran.code == 0, ran.err
    return ran.out


def files(city: Path) -> list[Path]:
    return sorted((city.parent / "cache/edu-plan/rollup").glob("*"))


def index(city: Path) -> Path:
    return next(file for file in files(city) if file.suffix == ".json")


def test_what_is_kept_changes_nothing(city: Path) -> None:
    without = run(city, "--no-cache")
    assert files(city) == []
    first = run(city)
    assert [file.suffix for file in files(city)] == [".json", ".parquet"]
    second = run(city)
    assert without == first == second


def observed(
    city: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, scratch: Path
) -> tuple[set[str], object]:
    """Which districts were read, and what came of it."""
    read: set[str] = set()

    def watched(job: Job) -> Observed:
        found = observe(job)
        if found.summary is not None:
            read.add(Path(job.folder).name)
        return found

    monkeypatch.setattr("edu_plan_cli.features.rollup.gather.observe", watched)
    candidates = find_districts([city])
    stamps = {c.key: stamp(c.folder, 2023) for c in candidates if 2023 in c.years}
    scratch.mkdir()
    found = roll_up(
        candidates, stamps, Quarter(2023, 2), LoadedCatalogue([], []),
        today=date(2026, 1, 1), lights=["overdue"], scratch=scratch, cache=cache, progress=lambda things, _: things,
    )  # fmt: skip
    monkeypatch.undo()
    return read, rollup_data(found)


def test_only_what_changed_is_read_again(
    old_city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    city, cache, all_of_them = old_city, tmp_path / "kept", {"铜官区", "义安区", "枞阳县", "郊区"}
    read, first = observed(city, cache, monkeypatch, tmp_path / "1")
    assert read == all_of_them
    read, second = observed(city, cache, monkeypatch, tmp_path / "2")
    assert (read, second) == (set(), first)
    report = city / "义安区/reports/2023/Q2/preschool.yaml"
    report.write_text(report.read_text("utf-8").replace("value: 160", "value: 161"), "utf-8")
    read, third = observed(city, cache, monkeypatch, tmp_path / "3")
    assert read == {"义安区"}
    assert third == observed(city, tmp_path / "other", monkeypatch, tmp_path / "4")[1]


def _same_size_and_time(file: Path) -> None:
    """The size stays, and the time is set back: only the inode's own clock knows."""
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace("value: 160", "value: 161"), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _put_over(file: Path) -> None:
    """As editors and git do: a new file under the old name, with the old file's times."""
    new = file.with_suffix(".new")
    shutil.copy2(file, new)
    _same_size_and_time(new)
    shutil.copystat(file, new)
    os.replace(new, file)


def _gone(file: Path) -> None:
    file.unlink()


def _another(file: Path) -> None:
    shutil.copy(file, file.with_name("copy.yaml"))


@pytest.mark.parametrize(
    "change", [_same_size_and_time, _put_over, _gone, _another], ids=lambda f: f.__name__.strip("_")
)
def test_every_change_is_noticed(old_city: Path, change: Callable[[Path], None]) -> None:
    city = old_city
    run(city)
    change(city / "义安区/reports/2023/Q2/preschool.yaml")
    assert run(city) == run(city, "--no-cache")


def test_a_change_within_the_same_moment_is_noticed(city: Path) -> None:
    """Fresh files are told by their contents: the clock of a file system may be too coarse to tell two changes apart."""
    report = city / "义安区/reports/2023/Q2/preschool.yaml"
    run(city)
    entries = json.loads(index(city).read_bytes().partition(b"\n")[2])["districts"]
    assert all(contents is not None for _, contents, _ in entries.values())
    before = report.stat()
    report.write_text(report.read_text("utf-8").replace("value: 160", "value: 161"), "utf-8")
    os.utime(report, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(city) == run(city, "--no-cache")


def test_what_was_fresh_is_believed_once_it_has_settled(city: Path) -> None:
    first = run(city)
    time.sleep(2.1)
    assert run(city) == first
    entries = json.loads(index(city).read_bytes().partition(b"\n")[2])["districts"]
    assert [contents for _, contents, _ in entries.values()] == [None] * 4


def signed(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _body(city: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(index(city).read_bytes().partition(b"\n")[2])
    return found


def _flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


HARM: dict[str, Callable[[Path], object]] = {
    "a bit of the index flipped": lambda c: index(c).write_bytes(_flip(index(c).read_bytes())),
    "a bit of the rows flipped": lambda c: files(c)[1].write_bytes(_flip(files(c)[1].read_bytes())),
    "cut short": lambda c: os.truncate(index(c), 100),
    "empty": lambda c: os.truncate(index(c), 0),
    "the rows gone": lambda c: files(c)[1].unlink(),
    "the rows of other columns": lambda c: _other_columns(c),  # noqa: PLW0108  defined below
    "the rows of other columns, and a change": lambda c: then_change(_other_columns, c),
    "rows that are none": lambda c: _no_parquet(c),  # noqa: PLW0108  defined below
    "rows that are none, and a change": lambda c: then_change(_no_parquet, c),
    "a folder in its place": lambda c: _instead(c).mkdir(),
    "a link in its place": lambda c: _instead(c).symlink_to(c.parent / "elsewhere.json"),
    "of another program": lambda c: _signed(c, program="0" * 32),
    "of another format": lambda c: _signed(c, format="edu-plan/kept-rollup@2"),
    "not what it should be": lambda c: _signed(c, districts=[1, 2]),
    "districts of nonsense": lambda c: _signed(
        c, districts={d: ["k", None, ["x"] * 13] for d in _districts(c)}
    ),
    "no JSON": lambda c: index(c).write_bytes(signed(b"\x80\x04K\x01.")),
    "deep": lambda c: index(c).write_bytes(signed(b"[" * 100_000)),
}


def then_change(harm: Callable[[Path], object], city: Path) -> None:
    """The harm, and a district that changed, so that what was kept is read beside it."""
    harm(city)
    report = city / "义安区/reports/2023/Q2/preschool.yaml"
    report.write_text(report.read_text("utf-8").replace("value: 160", "value: 160 "), "utf-8")


def _no_parquet(city: Path) -> None:
    rows = files(city)[1]
    rows.write_bytes(b"PAR1 no rows PAR1")
    _signed(city, rows=hashlib.sha256(rows.read_bytes()).hexdigest())


def _districts(city: Path) -> list[str]:
    found = _body(city)["districts"]
    assert isinstance(found, dict)
    return list(found)


def _signed(city: Path, **other: object) -> None:
    index(city).write_bytes(signed(json.dumps(_body(city) | other).encode()))


def _other_columns(city: Path) -> None:
    rows = files(city)[1]
    duckdb.sql("SELECT 1 AS org_code").write_parquet(str(rows))
    _signed(city, rows=hashlib.sha256(rows.read_bytes()).hexdigest())


def _instead(city: Path) -> Path:
    """The index's place, the index moved away from it."""
    file = index(city)
    file.rename(city.parent / "elsewhere.json")
    return file


@pytest.mark.parametrize(
    "harm", [pytest.param(h, marks=NEEDS_LINKS if h == "a link in its place" else ()) for h in HARM]
)
def test_what_is_not_exactly_what_was_written_is_as_good_as_none(city: Path, harm: str) -> None:
    right = run(city)
    HARM[harm](city)
    assert run(city) == right
    assert run(city) == right


def test_it_can_be_switched_off(city: Path) -> None:
    run(city, EDU_PLAN_NO_CACHE="1")
    run(city, "--no-cache")
    assert files(city) == []


def test_a_cache_that_cannot_be_written_stops_nothing(city: Path) -> None:
    (city.parent / "cache").write_text("a file where a folder should be")
    assert run(city) == run(city, "--no-cache")


def test_runs_at_the_same_time_do_not_disturb_each_other(city: Path) -> None:
    right = run(city, "--no-cache")
    environment = os.environ | cache_in(city.parent / "cache") | {"PYTHONIOENCODING": "utf-8"}
    running = [
        subprocess.Popen(
            [COMMAND, "rollup", ".", *Q2],
            cwd=city,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (out.decode().replace("\r\n", "\n"), err) == (right, b"")
    assert run(city) == right
    assert [file.suffix for file in files(city)] == [".json", ".parquet"]


def test_many_are_read_in_several_processes_to_the_same_end(tmp_path: Path) -> None:
    for number in range(12):
        write_district(
            tmp_path / "city" / f"区{number}",
            District(f"区{number}", f"3407{number:02}", places={"Q2": number}),
        )
    settled(tmp_path / "city")
    several = run(tmp_path / "city")
    assert several == run(tmp_path / "city")
    alone = run(tmp_path / "city", "--no-cache")
    assert [d["org_name"] for d in json.loads(alone)["districts"]] == [f"区{n}教育局" for n in range(12)]
    assert several == alone


def test_districts_may_come_and_go(city: Path) -> None:
    run(city)
    write_district(city / "新区", District("新区", "340790"))
    assert run(city) == run(city, "--no-cache")
    shutil.rmtree(city / "铜官区")
    assert run(city) == run(city, "--no-cache")


@pytest.mark.skipif(sys.platform == "win32", reason="paths and homes are POSIX' here")
@pytest.mark.parametrize(
    ("value", "home", "found"),
    [
        ("/c", "/h", "/c/edu-plan/rollup"),
        ("", "/h", "/h/.cache/edu-plan/rollup"),
        ("relative", "/h", "/h/.cache/edu-plan/rollup"),
    ],
)
def test_the_folder_is_the_users(value: str, home: str, found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the XDG Base Directory Specification has it: a relative path is no path."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", value)
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("EDU_PLAN_NO_CACHE", raising=False)
    assert cache_folder("rollup") == Path(found)


def test_on_windows_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delenv("EDU_PLAN_NO_CACHE", raising=False)
    for value, found in ((str(tmp_path), tmp_path / "edu-plan/rollup"), ("relative", None), ("", None)):
        monkeypatch.setenv("LOCALAPPDATA", value)
        assert cache_folder("rollup") == found


@NEEDS_LINKS
def test_the_same_district_by_two_names_is_one(tmp_path: Path) -> None:
    write_district(tmp_path / "city/a", ORDINARY)
    write_district(tmp_path / "city/b", IN_ONES)
    (tmp_path / "city/c").symlink_to(tmp_path / "city/a")
    assert [d["name"] for d in json.loads(run(tmp_path / "city", "--no-cache"))["districts"]] == ["a", "b"]


def test_there_are_never_more_processes_than_windows_can_wait_for() -> None:
    assert processes_for(3000, 256) == 61
    assert processes_for(3000, 8) == 8
    assert processes_for(9, 8) == 2
