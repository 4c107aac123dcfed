"""All districts' rows in one Parquet file: those that changed are read, in parallel processes; the others come from last time."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edu_plan_cli.features.rollup.district_cache import CachedDistrict, Kept, name_of, read_kept, write_kept
from edu_plan_cli.features.rollup.find_districts import DistrictFolder, Stamp
from edu_plan_cli.features.rollup.observe_district import Job, Observed, Summary, observe
from edu_plan_cli.features.rollup.sql_queries import merge_rows
from edu_plan_cli.files.parquet import engine

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

# Passes on what is done, and shows how far that is of so many.
ShowProgress = Callable[[Iterable[Observed], int], Iterable[Observed]]

_PAYS = 8  # districts: below, starting processes costs more than they save (benchmarks/README.md)
_CHUNK = 4  # districts a process takes at a time
_MOST_WORKERS = 61  # Windows can wait for no more processes at once
_MOMENT = 2 * 10**9  # ns: the coarsest clock of a file system in use (FAT)


class Gathered(NamedTuple):
    """Hold what was observed of all districts."""

    summaries: dict[str, Summary]  # by the district's key
    rows: Path


def gather(
    candidates: Sequence[DistrictFolder],
    stamps: dict[str, Stamp],
    year: int,
    quarter: int,
    *,
    seen_on: date,
    scratch: Path,
    cache: Path | None,
    progress: ShowProgress,
) -> Gathered:
    """Observe every district that has a plan of the year, or take over what was found last time.

    ``scratch`` takes the rows; ``cache`` is where results are kept. Raises OtherColumns where what was kept is something else.
    """
    districts = {c.key: c.folder for c in candidates if year in c.years}
    name = name_of(list(districts), year, quarter, seen_on)
    last = (cache and read_kept(cache, name)) or Kept({}, b"")
    now = time.time_ns()
    entries: dict[str, CachedDistrict] = {}
    jobs: list[Job] = []
    for key, folder in districts.items():
        before, fresh = last.entries.get(key), stamps[key].latest > now - _MOMENT
        if before is None or before.stamp != stamps[key].key:
            jobs.append(Job(key, folder, year, quarter, seen_on, fresh))
        elif before.contents is not None:
            jobs.append(Job(key, folder, year, quarter, seen_on, fresh, before.contents))
        else:
            entries[key] = before
    read, moving = set(), set()
    csv = scratch / "rows.csv"
    with csv.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        for job, observed in zip(jobs, progress(_run(jobs), len(jobs)), strict=True):
            key, summary = job.district, observed.summary
            if summary is None:  # nothing but times changed
                summary = last.entries[key].summary
            else:
                read.add(key)
                stream.write(observed.csv)
            if observed.stamp != stamps[key].key:
                moving.add(key)
            entries[key] = CachedDistrict(observed.stamp, observed.contents if job.fresh else None, summary)
    rows = scratch / "rows.parquet"
    same = [key for key in districts if key not in read]
    if not read and len(same) == len(last.entries):
        rows.write_bytes(last.rows)
    else:
        (scratch / "last.parquet").write_bytes(last.rows)
        with engine(scratch) as connection:
            merge_rows(connection, csv, scratch / "last.parquet" if last.rows else None, same, rows)
    csv.unlink()
    if cache is not None and jobs:
        # What changed while it was read is not what its stamp says; it is read again next time.
        write_kept(cache, name, {k: e for k, e in entries.items() if k not in moving}, rows.read_bytes())
    return Gathered({key: entry.summary for key, entry in entries.items()}, rows)


def _run(jobs: Sequence[Job]) -> Iterator[Observed]:
    """In the order of the jobs. Leaving early, by Ctrl+C say, leaves no process behind."""
    workers = processes_for(len(jobs), processors())
    if workers < 2 or len(jobs) < _PAYS:  # noqa: PLR2004
        return map(observe, jobs)
    from concurrent.futures import ProcessPoolExecutor

    pool = ProcessPoolExecutor(workers, initializer=_start)
    # The processes start here: a progress bar has a thread, and threads and forks do not go together.
    return _until_done(pool, pool.map(observe, jobs, chunksize=_CHUNK))


def _until_done(pool: "ProcessPoolExecutor", results: Iterator[Observed]) -> Iterator[Observed]:
    try:
        yield from results
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """A worker makes many small things that no cycle holds, so looking for cycles is put off; it ends when its parent does."""
    import gc
    import signal
    import threading

    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """However the parent ends, killed among others: a pool's workers would wait for it for ever."""
    import os
    from multiprocessing import connection, parent_process

    if (parent := parent_process()) is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def processes_for(jobs: int, processors: int) -> int:
    """Return how many worker processes are worth starting; 0 or 1: none."""
    return min(processors, _MOST_WORKERS, jobs // _CHUNK)


def processors() -> int:
    """Those this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
