"""What a roll-up found is kept for the next one: an index (JSON) and the rows of all its districts (Parquet).

A file that is not exactly what was written, by this very program, is as good as none: digests are compared before anything is
believed. Two runs at once each write whole files; the later one stays, and either is right.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli import __version__
from edu_plan_cli.assessment.observations import SCHEMA_VERSION
from edu_plan_cli.features.rollup.observe_district import DistrictTally, SectionRow, Summary
from edu_plan_cli.files.cache import prune, read, write
from edu_plan_cli.values.exact import fraction, parse_fraction

_FORMAT = "edu-plan/kept-rollup@1"
_NUMBERS = {"errors", "due_days", "grace_days", "departments", "reported", "late"}
_MOST = 500_000_000  # bytes of a file that is looked at


class CachedDistrict(NamedTuple):
    """One district as it was found. ``contents`` is given where its files were so fresh that their times tell nothing."""

    stamp: str
    contents: str | None
    summary: Summary


class Kept(NamedTuple):
    """Hold what the last roll-up observed."""

    entries: dict[str, CachedDistrict]  # by the district's key
    rows: bytes  # a Parquet file


def name_of(districts: list[str], year: int, quarter: int, seen_on: date) -> str:
    """One file for each set of districts and quarter, and for each day while the quarter's reports are coming in."""
    said = json.dumps([sorted(districts), year, quarter, str(seen_on)])
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def read_kept(folder: Path, name: str) -> Kept | None:
    """Read what the last roll-up kept; None where there is nothing, it is damaged, or another version of the program made it."""
    data = read(folder / f"{name}.json", _MOST)
    if data is None:
        return None
    digest, _, body = data.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        content = json.loads(body)
        if content["format"] != _FORMAT or content["program"] != program():
            return None
        entries = {
            district: CachedDistrict(str(stamp), contents, _summary(summary))
            for district, (stamp, contents, summary) in content["districts"].items()
        }
        rows = read(folder / f"{name}.parquet", _MOST, content["rows"])
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError):
        return None
    return None if rows is None else Kept(entries, rows)


def write_kept(folder: Path, name: str, entries: Mapping[str, CachedDistrict], rows: bytes) -> None:
    """The rows first: an index never speaks of rows that are not there. Quiet where nothing can be written."""
    body = json.dumps(
        {
            "format": _FORMAT,
            "program": program(),
            "rows": hashlib.sha256(rows).hexdigest(),
            "districts": {key: [e.stamp, e.contents, _written(e.summary)] for key, e in entries.items()},
        }
    ).encode()
    if write(folder / f"{name}.parquet", rows):
        write(folder / f"{name}.json", hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    prune(folder)


def _written(summary: Summary) -> list[Any]:
    """As JSON has it; fractions as exact text."""

    def tally(counts: DistrictTally) -> list[Any]:
        completion = None if counts.completion is None else fraction(counts.completion)
        return [
            completion,
            fraction(counts.expected),
            counts.lights,
            counts.answered,
            counts.asked,
            counts.targets,
        ]

    sections = [
        [section.id, section.number, section.heading, tally(section.tally)] for section in summary.sections
    ]
    return [*summary._replace(tally=None, sections=())[:-2], summary.tally and tally(summary.tally), sections]


def _summary(data: list[Any]) -> Summary:
    """Raises TypeError, ValueError or ArithmeticError for what is no summary."""

    def tally(completion: str | None, expected: str, *counts: Any) -> DistrictTally:
        return DistrictTally(
            None if completion is None else parse_fraction(completion), parse_fraction(expected), *counts
        )

    *said, total, sections = data
    rows = tuple(SectionRow(named, number, heading, tally(*own)) for named, number, heading, own in sections)
    summary = Summary(*said)._replace(tally=total and tally(*total), sections=rows)
    summary = summary._replace(marks=tuple(summary.marks))
    texts = set(summary._fields) - _NUMBERS - {"marks", "tally", "sections"}
    if not (
        all(type(getattr(summary, name)) is int for name in _NUMBERS)
        and all(isinstance(value, str) for value in summary.marks)
        and all(isinstance(getattr(summary, name), str | None) for name in texts)
    ):
        raise TypeError("not a summary")
    return summary


@cache
def program() -> str:
    """This program to the letter: a version number stays the same while its code is worked on."""
    digest = hashlib.blake2b(f"{__version__} {SCHEMA_VERSION}".encode(), digest_size=16)
    for here, folders, names in os.walk(str(files("edu_plan_cli"))):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".sql")):
                status = os.stat(os.path.join(here, name))
                digest.update(f"{name} {status.st_size} {status.st_mtime_ns}".encode())
    return digest.hexdigest()
