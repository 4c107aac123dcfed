"""All that an office hands on about a quarter, a half-year or a year, in one folder."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.assessment.breakdown import break_down
from edu_plan_cli.assessment.reporting_status import awaited, owed
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import needs
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.cli.output import write_results
from edu_plan_cli.cli.quarter_report import rendered
from edu_plan_cli.cli.reminder_files import forms_there, reminder_files
from edu_plan_cli.presentation.breakdown.breakdown_docx import render as render_breakdown
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.presentation.report.report_rows import QuarterReport


def write_report_set(
    opened: "Opened", report: "QuarterReport", folder: Path, template: Path | None, *, force: bool
) -> None:
    """Write the page, the circular, the ledger, the plan's breakdown and the reminders, under the names an office gives them.

    None is written where one may not be. Raises Stop for that, and for a part of the plan: the set is of the whole.
    """
    if report.scope:
        raise Stop(
            Words(
                "--all 是整份工作要点的一套；一个科室、一位分管领导的请用 -o 逐个写。",
                "--all is of the whole plan; write those of a part one by one with -o.",
            )
        )
    needs("html")
    needs("office")
    files = report_files(opened, report, template)
    there = forms_there((name for name in files if name.startswith(f"{_reminders()}/")), folder)
    write_results(folder, {name: files[name] for name in files if name not in there}, force=force)


def _reminders() -> str:
    return Words("催报", "reminders").in_(LANG)


def report_files(opened: "Opened", report: "QuarterReport", template: Path | None) -> Mapping[str, bytes]:
    """Return the files by name: 2023年二季度通报.docx; the breakdown only where the plan has tasks, reminders in a folder.

    ``template`` is the circular's.
    """
    year = report.assessment.plan.year
    period = Words(f"{year}年{report.period.zh.removeprefix('年')}", f"{year} {report.period.en}").in_(LANG)
    forms = (
        ("html", None, Words("完成情况.html", " progress.html")),
        ("docx", template, Words("通报.docx", " circular.docx")),
        ("xlsx", None, Words("台账.xlsx", " ledger.xlsx")),
    )
    contents = {f"{period}{named.in_(LANG)}": rendered(form, report, frame) for form, frame, named in forms}
    files = {name: data.encode() if isinstance(data, str) else data for name, data in contents.items()}
    assessment = opened.assessment
    reminders = reminder_files(opened, assessment, owed(assessment), awaited(assessment))
    files |= {f"{_reminders()}/{name}": data for name, data in reminders.items()}
    breakdown = break_down(assessment)
    if breakdown.rows:
        name = Words(f"{year}年责任分解表.docx", f"{year} breakdown.docx").in_(LANG)
        files[name] = render_breakdown(breakdown, LANG)
    return files
