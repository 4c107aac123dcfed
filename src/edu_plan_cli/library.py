"""For notebooks and scripts: ``from edu_plan_cli import load, assess``. What the commands do, without a command line.

Problems are values here too: ``load`` raises only where there is nothing to load.
"""

from datetime import date, datetime
from os import PathLike
from pathlib import Path

from edu_plan_cli.assessment import assess as assessing
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import View, default_view, view_of_day, view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.files.project_folder import is_project, plan_years
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.china_time import CHINA_TIME
from edu_plan_cli.values.quarter import Quarter, parse_quarter


def load(folder: str | PathLike[str] = ".", year: int | None = None) -> Checked:
    """A year's plan and reports, read and checked; of the plan under way where no year is given (``model.years``).

    ``diagnostics`` holds every problem met, each with its place. What has an error is left out of ``plan`` and
    ``reports`` and does not count; ``plan`` is None where the plan's own file cannot be used.
    Raises LookupError for a folder that is no project, and for a year that has no plan.
    """
    root = Path(folder).resolve()
    if not is_project(root):
        raise LookupError(f"{folder} is no edu-plan project: it has no plan/ and reports/")
    years = plan_years(root)
    wanted = year if year is not None or not years else years[0]
    if year is None and len(years) > 1:
        from edu_plan_cli.model.years import default_year

        wanted = default_year(root, years, today())
    if wanted is None or wanted not in years:
        raise LookupError(
            f"{folder} has no plan of {wanted}; it has {years}" if years else f"{folder} has no plan"
        )
    return check_year(load_year(root, wanted))


def assess(checked: Checked, quarter: Quarter | str | None = None, *, on: date | None = None) -> Assessment:
    """How far every target, item, section and the plan are, with lights, reasons and the place of each figure.

    ``quarter`` ("Q2", "二季度", a Quarter) asks for the picture at its end, as ``edu-plan report --quarter`` draws it;
    ``on`` for what was known on a day, as ``--as-of`` does; neither for today, as ``edu-plan status`` does.
    Raises ValueError where there is no plan to assess, and for what is no quarter of its year.
    """
    plan = checked.plan
    if plan is None:
        said = (
            f": {checked.diagnostics[0].location} {checked.diagnostics[0].message.en}"
            if checked.diagnostics
            else ""
        )
        raise ValueError(f"no plan to assess{said}")
    asked = _quarter(quarter, plan.year) if quarter is not None else None
    return assessing.assess(checked, view(checked, plan.year, asked, on, today()))


def view(checked: Checked, year: int, quarter: Quarter | None, on: date | None, day: date) -> View:
    """From where to look: at a quarter's end, on a day, or with neither from ``day``, which is today."""
    assert checked.plan is not None  # the caller has seen to it
    rules = checked.plan.rules
    if quarter is not None:
        return view_of_quarter(quarter, on, day, rules)
    if on is not None:
        return view_of_day(on, year, rules)
    return default_view(day, year, rules, checked.reports)


def today() -> date:
    """The only clock. China has one time zone, and quarters end by it wherever the machine stands."""
    return datetime.now(CHINA_TIME).date()


def _quarter(asked: Quarter | str, year: int) -> Quarter:
    found = (asked.year, asked.number) if isinstance(asked, Quarter) else parse_quarter(asked)
    if found is None or found[0] not in (None, year):
        raise ValueError(f"{asked} is no quarter of {year}; write Q2, 2, 二季度 or {year}Q2")
    return Quarter(year, found[1])
