"""Run whole processes in turn and account for them as the system does: wall time, CPU time, peak memory."""

import os
import signal
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Job(NamedTuple):
    """One process to measure. ``size`` is times a real district; 0: it reads none."""

    what: str
    arguments: list[str]
    folder: Path
    size: int = 0
    entries: int = 0  # that it reads; 0 where its time is not divided by them


class Measured(NamedTuple):
    wall: float  # seconds
    cpu: float
    peak: float  # MiB


class Unmeasured(Exception):
    """A process took longer than it was given, or failed; says which."""


if sys.platform == "win32":

    def run_once(job: Job, limit: float) -> Measured:  # noqa: ARG001
        """Processes are accounted for by fork and wait4, which are not there."""
        raise Unmeasured("not on Windows")

else:

    def run_once(job: Job, limit: float) -> Measured:
        """One process from start to end. Raises Unmeasured for one that failed or was too slow."""
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"COLUMNS": "80", "EDU_PLAN_TODAY": "2023-07-20"}
        start = time.perf_counter()
        child = os.fork()
        if child == 0:
            os.setsid()
            os.chdir(job.folder)
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nothing, stream)
            os.execvpe(job.arguments[0], job.arguments, environment)
        while True:
            ended, status, used = os.wait4(child, os.WNOHANG)
            taken = time.perf_counter() - start
            if ended:
                break
            if taken > limit:
                os.killpg(child, signal.SIGKILL)
                os.wait4(child, 0)
                raise Unmeasured(f"> {limit:.0f} s")
            time.sleep(0.0002)
        # 1 is "problems found", of ours and of the linters; what was never started or crashed has another code.
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise Unmeasured(f"exit code {os.waitstatus_to_exitcode(status)}")
        return Measured(taken, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


class Result(NamedTuple):
    job: Job
    middle: Measured | None  # medians
    best: Measured | None
    why_not: str = ""


def run_all(jobs: Sequence[Job], runs: int, limit: float) -> list[Result]:
    """All jobs in turn, again and again, so that a slow moment slows all alike; the first turn only warms the disk.

    What takes over five seconds is run once, when it is warm; over twenty, it is not warmed either.
    """
    found: dict[int, list[Measured]] = {index: [] for index in range(len(jobs))}
    failed: dict[int, str] = {}
    for turn in range(runs + 1):
        for index, job in enumerate(jobs):
            if index in failed or (found[index] and found[index][0].wall > 5):
                continue
            try:
                measured = run_once(job, limit)
            except Unmeasured as reason:
                failed[index] = str(reason)
                continue
            if turn == 0 and measured.wall <= 20:
                continue
            found[index].append(measured)
    return [
        Result(job, _each(found[index], statistics.median), _each(found[index], min), failed.get(index, ""))
        for index, job in enumerate(jobs)
    ]


def _each(runs: list[Measured], pick: Callable[[Sequence[float]], float]) -> Measured | None:
    return Measured(*(pick(column) for column in zip(*runs, strict=True))) if runs else None
