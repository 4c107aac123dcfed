"""What a report is made of: the quarter or the year, and the part of it asked for."""

from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import Assessment
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.presentation.report.report_rows import QuarterReport, Span

Part = tuple[str | None, str | None, str | None]  # the department, leader and item asked for, as typed


def put_out_report(rendered: str | bytes, output: Path | None, *, force: bool, open_: bool) -> None:
    """Write a report where it was asked for, to stdout where no file was named, and open it. Raises Stop."""
    if output is None:
        from edu_plan_cli.presentation.streams import write_data

        write_data(rendered)
        return
    from edu_plan_cli.cli.output import write_result

    write_result(output, rendered, force=force)
    if open_:
        open_in_browser(output)


def open_in_browser(page: Path) -> None:
    """Open a page with what the system has for it; say so where there is nothing."""
    from edu_plan_cli.files.open_page import open_page

    if not open_page(page):
        write_line(
            say(
                Words(
                    f"这里没有能打开网页的程序，请自己打开 {page}。",
                    f"Nothing here opens pages; open {page} yourself.",
                )
            ),
            aside=True,
        )


def refuse_misfits(
    name: str, output: Path | None, *, open_: bool, template: Path | None, whole_set: Path | None
) -> None:
    """Refuse options of ``report`` that do not go together. Raises Stop."""
    if whole_set is not None:
        if output is not None or name != "table" or open_:
            raise Stop(
                Words(
                    "--all 已经写齐各种文件，不和 -o、--format、--json、--open 一起用。",
                    "--all writes every file; -o, --format, --json and --open do not go with it.",
                )
            )
        return
    if name in ("docx", "xlsx") and output is None:
        raise Stop(Words(f"要写到文件：-o 二季度.{name}。", f"It goes to a file: -o q2.{name}."))
    if open_ and (output is None or name != "html" or output.suffix.lower() not in (".html", ".htm")):
        raise Stop(Words("--open 要和 -o 文件.html 一起用。", "--open goes with -o FILE.html."))
    if template is not None and name != "docx":
        raise Stop(Words("--template 要和 -o 文件.docx 一起用。", "--template goes with -o FILE.docx."))


def asked_span(year: str | None, quarter: str | None, as_of: str | None) -> "Span":
    """Return what a report is to be of: one quarter, the year up to its end (上半年, 前三季度), or the whole year.

    The whole year is meant by a year without a quarter, unless it is looked at from a day within it.
    """
    if quarter is not None:
        asked = normalize_typed(quarter).strip()
        if asked.endswith(("全年", "年度")):
            return "year"
        return "to_date" if asked.endswith(("半年", "前三季度", "前3季度")) else "quarter"
    return "year" if year is not None and (as_of is None or as_of > f"{year}-12-31") else "quarter"


def reported_assessment(opened: "Opened", *, annual: bool) -> "Assessment":
    """Return the assessment a report shows; a year that is not over is reviewed as far as it is."""
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.reporting_status import earlier_view
    from edu_plan_cli.assessment.view import view_of_day

    now = opened.assessment
    if not annual or now.view.on >= now.view.quarter.end:
        return now
    so_far = view_of_day(now.view.on, now.view.quarter.year, now.rules).quarter
    return assess(opened.checked, earlier_view(now, so_far))


def build_report(
    opened: "Opened",
    now: "Assessment",
    part: Part,
    *,
    span: "Span",
    with_touches: bool,
) -> "QuarterReport":
    """Return the report on ``now``, or on one department's, leader's or item's part of it, with each earlier quarter beside it.

    ``with_touches`` adds when each target was last written to. Raises Stop for a department, leader or item the plan does
    not have.
    """
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.changes_since import corrections, light_changes
    from edu_plan_cli.assessment.duties import reporting_of
    from edu_plan_cli.assessment.reporting_status import earlier_view
    from edu_plan_cli.checks.checked_year import unread_files
    from edu_plan_cli.cli.history_access import touched
    from edu_plan_cli.presentation.report.report_rows import QuarterReport
    from edu_plan_cli.values.quarter import Quarter

    quarters = [Quarter(now.view.quarter.year, number) for number in range(1, now.view.quarter.number)]
    earlier = [assess(opened.checked, earlier_view(now, quarter), reasons=False) for quarter in quarters]
    shown, scope = extract_part(now, part)
    touches = touched(opened, shown.targets) if with_touches else {}
    kept = {target.plan_target.target.id for target in shown.targets}
    changed = light_changes(earlier[-1], now) if earlier else []
    return QuarterReport(
        shown,
        [change for change in changed if change.now.plan_target.target.id in kept],
        corrections(shown),
        opened.errors,
        touches,
        scope,
        opened.words,
        course=(*(extract_part(each, part)[0] for each in earlier), shown),
        unread=unread_files(opened.checked.diagnostics),
        span=span,
        reporting=tuple(map(reporting_of, (*earlier, now))),
    )


def rendered(name: str, report: "QuarterReport", template: Path | None) -> str | bytes:
    """Return a report in the format of a name; the circular in a bureau's own template, where one is given."""
    from edu_plan_cli.presentation.report.report_formats import renderer

    return in_template(template, report) if template else renderer(name)(report, LANG, options.FILE_WIDTH)


def in_template(file: Path, report: "QuarterReport") -> bytes:
    """Return the circular in a bureau's own template. Raises Stop where it is no fit template."""
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.files.office_inspection import DOCUMENT, inspect_office_file
    from edu_plan_cli.presentation.report.report_docx import render
    from edu_plan_cli.presentation.report.word.word_template import Unfit, open_template

    data = given_bytes(file)
    if refused := inspect_office_file(file.name, data, DOCUMENT, allow_embedded=True):
        raise Stop(Words(f"模板 {file}：{refused.why.zh}", f"template {file}: {refused.why.en}"))
    try:
        return render(report, LANG, options.FILE_WIDTH, open_template(data))
    except Unfit as unfit:
        raise Stop(Words(f"模板 {file}：{unfit.words.zh}", f"template {file}: {unfit.words.en}")) from None


def extract_part(now: "Assessment", part: Part) -> "tuple[Assessment, str]":
    """Return one department's, leader's or item's part, and its name; all of it where none is asked for."""
    from edu_plan_cli.assessment.extract import extract
    from edu_plan_cli.assessment.select import Selection
    from edu_plan_cli.cli.context import the_department, the_item, the_leader

    if not any(part):
        return now, ""
    department, leader, item = part
    who = the_department(now.plan, department) if department else None
    whose = the_leader(now.plan, leader) if leader else None
    what = the_item(now.plan, item) if item else None
    names = [whose.called] if whose else []
    names += [who.name] if who else []
    names += [say(Words(f"第{what.number}项", f"item {what.number}"))] if what else []
    return extract(now, Selection(item=what, department=who, leader=whose)), say(Words("", " ")).join(names)


def tell_corrections_since(opened: "Opened", shown: "Assessment") -> None:
    """Beside the page, never on it: a report as of a day stays as it was handed out, to the byte."""
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.changes_since import corrected_since
    from edu_plan_cli.presentation.report.report_rows import correction_line

    for corrected in corrected_since(shown, assess(opened.checked, shown.view._replace(known_by=None))):
        line = correction_line(corrected, LANG)
        tell(Words(f"此后更正：{line}", f"corrected since: {line}"))
