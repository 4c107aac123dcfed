"""Reminders to send: a text for each department that owes a report or soon will, and the form beside it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.reporting_status import Owed, earlier_view
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment
from edu_plan_cli.cli.context import needs
from edu_plan_cli.cli.language import tell
from edu_plan_cli.cli.opened import Opened
from edu_plan_cli.cli.output import write_results
from edu_plan_cli.features.forms.form_content import form_name, make_form
from edu_plan_cli.features.forms.form_sheet import write_form
from edu_plan_cli.model.plan import Department
from edu_plan_cli.presentation.figures import marks
from edu_plan_cli.presentation.missing_screen import asks_for_a_report, form_line, notice, reminders
from edu_plan_cli.presentation.safe import file_name
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter


def write_reminders(
    opened: Opened,
    assessment: Assessment,
    owing: Sequence[Owed],
    waiting: Sequence[DepartmentAssessment],
    output: Path,
    *,
    one: bool,
    force: bool,
) -> None:
    """Write a text for each department to remind: into the file ``output`` for ``one``, else into that folder.

    The form that a text asks for is made beside it, unless it lies there already: somebody may have filled it in. Raises Stop
    where a file cannot be written.
    """
    needs("office")
    files = reminder_files(opened, assessment, owing, waiting)
    if not files:
        tell(Words("没有要催报、提醒的，没有写文件。", "There is nobody to remind; no file was written."))
        return
    folder = output.parent if one else output
    if one:
        files = {output.name if name.endswith(".txt") else name: data for name, data in files.items()}
    there = set() if force else forms_there(files, folder)
    write_results(folder, {name: data for name, data in files.items() if name not in there}, force=force)


def forms_there(names: Iterable[str], folder: Path) -> set[str]:
    """Return the forms among the files of reminders that lie in a folder already: somebody may have filled them in."""
    return {name for name in names if not name.endswith(".txt") and (folder / name).exists()}


def reminder_files(
    opened: Opened,
    assessment: Assessment,
    owing: Sequence[Owed],
    waiting: Sequence[DepartmentAssessment],
) -> dict[str, bytes]:
    """Return the texts, 催报-学前教育科.txt, and the forms they name, by file name.

    ``owing`` are those who owe something by now, ``waiting`` those whose report is still in time.
    """
    files: dict[str, bytes] = {}
    for department in assessment.plan.departments:
        debts = [debt for debt in owing if debt.department.id == department.id]
        coming = [each for each in waiting if each.department.id == department.id]
        lines = [line.zh for debt in debts for line in reminders(assessment, debt, opened.words)]
        lines += [notice(assessment, each, opened.words).zh for each in coming]
        if not lines:
            continue
        forms = []
        for quarter in _asked_for(assessment, debts, coming):
            form = _form(opened, assessment, quarter, department)
            name = form_name(assessment.plan, quarter, department)
            if form is not None:
                files[name] = form
                forms.append(name)
        if forms:
            lines.append(form_line("、".join(forms), opened.words).zh)
        name = f"催报-{file_name(department.name)}.txt"
        if name in files:  # 甲/乙 and 甲_乙
            name = f"催报-{department.id}.txt"
        files[name] = ("\n\n".join(lines) + "\n").encode("utf-8-sig")
    return files


def _asked_for(
    assessment: Assessment, debts: Iterable[Owed], coming: Iterable[DepartmentAssessment]
) -> Iterator[Quarter]:
    """The quarters whose forms are to come; of one that was sent back the department has the form already."""
    if any(asks_for_a_report(debt) and not debt.returned for debt in debts):
        yield assessment.view.required or assessment.view.quarter
    if any(each.state != "returned" for each in coming):
        yield assessment.view.quarter


def _form(opened: Opened, assessment: Assessment, quarter: Quarter, department: Department) -> bytes | None:
    seen = assess(opened.checked, earlier_view(assessment, quarter))
    form = make_form(seen, department, marks(seen))
    return write_form(form) if form.lines else None
