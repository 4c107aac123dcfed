"""``load`` and ``assess`` for notebooks and scripts, and the choice of view that commands share with them.

Problems are values here too: ``load`` raises only where there is nothing to load.
"""

from datetime import date
from os import PathLike
from pathlib import Path

from edu_plan_cli.assessment import assess as assessing
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import View, default_view, view_of_day, view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.files.project_folder import is_project, plan_years
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.china_time import today_in_china
from edu_plan_cli.values.quarter import Quarter, parse_quarter


def load(folder: str | PathLike[str] = ".", year: int | None = None) -> Checked:
    """Read and check a year's plan and reports. Nothing is written.

    ``folder`` is the project's folder. Without a ``year`` it is the plan under way: the newest issued plan whose year has
    begun, last year's until its fourth quarter is due. ``diagnostics`` of the result holds every problem, each with its
    location. What has an error is left out of ``plan`` and ``reports`` and is not counted; ``plan`` is None where the
    plan's own file cannot be used.

    Raises LookupError for a folder that is not a project, and for a year without a plan.
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
    """Compute completion, light and reason of every target, and the totals of items, sections and the plan.

    ``quarter`` ("Q2", "二季度", a Quarter) asks for the view at its end, as ``edu-plan report --quarter`` shows it;
    ``on`` for what was known on that day, as ``--as-of`` does; neither for today in China, as
    ``edu-plan status`` does. The rules are those of docs/completion.md.

    Raises ValueError where ``checked`` has no plan, and for a text or Quarter that is not of its year.
    """
    plan = checked.plan
    if plan is None:
        problem = (
            f": {checked.diagnostics[0].location} {checked.diagnostics[0].message.en}"
            if checked.diagnostics
            else ""
        )
        raise ValueError(f"no plan to assess{problem}")
    chosen = _quarter(quarter, plan.year) if quarter is not None else None
    return assessing.assess(checked, view(checked, plan.year, chosen, on, today()))


def view(checked: Checked, year: int, quarter: Quarter | None, on: date | None, day: date) -> View:
    """Return the view at a quarter's end, as known on a day, or with neither the view of ``day``, which is today."""
    assert checked.plan is not None  # the caller has seen to it
    rules = checked.plan.rules
    if quarter is not None:
        return view_of_quarter(quarter, on, day, rules)
    if on is not None:
        return view_of_day(on, year, rules)
    return default_view(day, year, rules, checked.reports)


def today() -> date:
    """Return today's date in China, wherever the machine is: China has one time zone, and quarters end by it."""
    return today_in_china()


def _quarter(asked: Quarter | str, year: int) -> Quarter:
    year_and_number = (asked.year, asked.number) if isinstance(asked, Quarter) else parse_quarter(asked)
    if year_and_number is None or year_and_number[0] not in (None, year):
        raise ValueError(f"{asked} is no quarter of {year}; write Q2, 2, 二季度 or {year}Q2")
    return Quarter(year, year_and_number[1])
