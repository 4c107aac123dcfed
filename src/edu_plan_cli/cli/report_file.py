"""Where a department's answers for a quarter are written, what a new file begins with, and whether it may still change."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import parse_day
from edu_plan_cli.files.file_names import is_device
from edu_plan_cli.files.reading import shown_path
from edu_plan_cli.files.starter import modeline
from edu_plan_cli.model.plan import Department, Plan
from edu_plan_cli.presentation.figures import quarter_name
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter


class ReportFile(NamedTuple):
    """Say in which file a department's answers of a quarter stand, or are to stand."""

    file: Path
    path: str  # from the project
    head: dict[str, Any]  # what a new file begins with, and the comments above
    heading: str


def report_file(root: Path, who: Department, quarter: Quarter, day: date) -> ReportFile:
    """Return the file there is, or the one to be made. Raises Stop for a department no file can be named after."""
    if is_device(who.id):
        raise Stop(
            Words(
                f"科室 id {who.id} 在 Windows 上不能当文件名，请先换一个（edu-plan explain EP321）。",
                f"No file can be called {who.id} on Windows; choose another id first (edu-plan explain EP321).",
            )
        )
    folder = root / "reports" / str(quarter.year) / quarter.key
    names = [folder / f"{who.id}{suffix}" for suffix in (".yaml", ".yml")]
    file = next((name for name in names if name.exists()), names[0])
    heading = modeline(root, "progress", 3)
    heading += f"# {who.name} {quarter.year} 年{quarter_name(quarter, 'zh')}进展填报\n"
    head = {"year": quarter.year, "quarter": quarter.key, "department": who.id, "submitted": day}
    return ReportFile(file, shown_path(root, file), head, heading)


class Received(NamedTuple):
    """When a report really came, and why that is another day than the one it is taken on."""

    day: date
    reason: str


def received(day: str | None, reason: str | None) -> Received | None:
    """As given on the command line. Raises Stop for one without the other: a day that is only claimed counts for nothing."""
    if day is None and reason is None:
        return None
    if day is None or not (reason or "").strip():
        raise Stop(
            Words(
                "--received 和 --received-reason 要一起写：哪天收到的，为什么不是今天。",
                "--received and --received-reason go together: which day, and why not today.",
            )
        )
    return Received(parse_day(day, "--received"), reason or "")


def refuse_closed(plan: Plan, quarter: Quarter, day: date) -> None:
    """Raises Stop for a quarter that is closed (封账) by a day: it takes corrections only."""
    reporting = plan.settings and plan.settings.reporting
    closed = {c.quarter: c.date for c in reporting.closed} if reporting else {}
    if quarter.key in closed and closed[quarter.key] <= day:
        raise Stop(
            Words(
                f"{quarter.key} 已于 {closed[quarter.key]} 封账，要改请用 edu-plan record --reason 写明理由，作为更正。",
                f"{quarter.key} was closed on {closed[quarter.key]}; correct it with edu-plan record --reason.",
            )
        )
