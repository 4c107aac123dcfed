"""One district's files into its rows and what is to be said of it. Runs in other processes, so it takes and gives plain data."""

import hashlib
import os
from datetime import date
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.assessment import result
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.dataset_columns import csv_line
from edu_plan_cli.assessment.duties import reporting_of
from edu_plan_cli.assessment.lights import COUNTED, Light
from edu_plan_cli.assessment.observations import observed
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.rollup.find_districts import stamp
from edu_plan_cli.files.os_errors import reason
from edu_plan_cli.files.reading import MAX_BYTES
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.exact import Ratio, plain
from edu_plan_cli.values.quarter import Quarter


class DistrictTally(NamedTuple):
    """Hold what a section and a district have in common, as the district itself finds it. What was dropped counts nowhere."""

    completion: Ratio | None
    expected: Ratio
    lights: dict[Light, int]
    answered: int
    asked: int
    targets: int


class SectionRow(NamedTuple):
    """Hold a section of a district's plan with its totals."""

    id: str
    number: str
    heading: str
    tally: DistrictTally


class Summary(NamedTuple):
    """Hold what a district's plan and reports say beside its rows. With errors it has no rows: it is left out, and named."""

    org_code: str | None
    org_name: str | None
    errors: int
    where: str | None  # of the first error
    error_zh: str | None
    error_en: str | None
    marks: tuple[str, ...]  # what it says of being illustrative
    lagging_points: str | None
    due_days: int
    grace_days: int
    departments: int  # that owe a report on the quarter
    reported: int  # of them, for the quarter
    late: int
    tally: DistrictTally | None = None
    sections: tuple[SectionRow, ...] = ()  # those with a target that counts


class Job(NamedTuple):
    """Say what a worker process is to observe."""

    district: str  # its key
    folder: str
    year: int
    quarter: int
    seen_on: date  # the day one looks from; a quarter's reports are due or not
    fresh: bool = (
        False  # changed within the last moments: times cannot tell one change from the next, contents do
    )
    known: str | None = None  # digest of the contents the kept result was made from


class Observed(NamedTuple):
    """Hold what a worker process observed."""

    stamp: str  # of the files after they were read
    contents: str | None  # digest of what was read, where it was asked for
    summary: Summary | None  # None: the contents are those known
    csv: str


NOTHING = Summary(None, None, 0, None, None, None, (), None, 0, 0, 0, 0, 0)


def observe(job: Job) -> Observed:
    """Whatever is wrong with a district is said of that district, be it our fault: the others are still shown."""
    ask = job.fresh or job.known is not None
    contents = contents_of(stamp(job.folder, job.year).files) if ask else None
    summary: Summary | None = None
    csv = ""
    if contents is None or contents != job.known:
        try:
            summary, csv = _observe(job)
        except OSError as error:
            why, named = reason(error), error.filename or ""
            summary = NOTHING._replace(
                errors=1, error_zh=f"{named} 读不了：{why.zh}", error_en=f"{named} cannot be read: {why.en}"
            )
        except Exception as error:  # noqa: BLE001  a fault of ours in one district must not hide three thousand
            said = f"{type(error).__name__}: {error}"
            summary = NOTHING._replace(
                errors=1, error_zh=f"程序内部出错：{said}", error_en=f"internal error: {said}"
            )
    return Observed(stamp(job.folder, job.year).key, contents, summary, csv)


def _observe(job: Job) -> tuple[Summary, str]:
    # Evidence stays where it is: plans and reports are what a district hands on.
    loaded = load_year(Path(job.folder), job.year)._replace(root=None)
    checked = check_year(loaded, errors_alone=True)
    errors = [diagnostic for diagnostic in checked.diagnostics if diagnostic.severity == "error"]
    plan = checked.plan
    summary = NOTHING
    if errors:
        first = errors[0]
        summary = summary._replace(
            errors=len(errors),
            where=str(first.location),
            error_zh=first.message.zh,
            error_en=first.message.en,
        )
    if plan is None:
        return summary, ""
    summary = summary._replace(org_code=plan.org_code, org_name=plan.issuer or plan.title)
    if errors:
        return summary, ""
    view = view_of_quarter(Quarter(job.year, job.quarter), today=job.seen_on, rules=plan.rules)
    assessment = assess(checked, view, reasons=False)
    reporting = reporting_of(assessment)
    summary = summary._replace(
        marks=assessment.illustrative,
        lagging_points=plain(assessment.rules.lagging_points),
        due_days=assessment.rules.due_days,
        grace_days=assessment.rules.grace_days,
        departments=reporting.expected,
        reported=reporting.reported,
        late=reporting.late,
        tally=_tally(assessment.tally),
        sections=tuple(
            SectionRow(
                section.section.id, section.section.number, section.section.heading, _tally(section.tally)
            )
            for section in assessment.sections
            if section.tally.targets
        ),
    )
    # Within a roll-up its own key tells districts apart: a plan may lack its code, and two may claim the same.
    rows = observed(assessment, checked, org_code=job.district)
    return summary, "".join(map(csv_line, rows))


def _tally(own: result.Tally) -> DistrictTally:
    lights = {light: own.lights[light] for light in COUNTED if own.lights.get(light)}
    return DistrictTally(own.completion, own.expected, lights, own.answered, own.asked, own.targets)


def contents_of(files: tuple[str, ...]) -> str:
    """Return a digest of the files as they are read; a file that cannot be read counts by its name alone."""
    digest = hashlib.blake2b(digest_size=16)
    for path in files:
        digest.update(f"\0{path}\0".encode(errors="surrogateescape"))
        try:
            descriptor = os.open(
                path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
            )
            with open(descriptor, "rb") as stream:
                digest.update(stream.read(MAX_BYTES + 1))
        except OSError:
            continue
    return digest.hexdigest()
