"""``edu-plan form``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan form --quarter Q3 -o 表格",
        Words("每个科室一张 Excel 填报表", "an Excel form for each department"),
    ),
    ("edu-plan form -q Q3 --department 学前科 -o 表格", Words("一个科室的", "for one department")),
)


def command(
    quarter: options.Quarter = None,
    department: options.Department = None,
    output: Annotated[
        Path,
        options.option(
            "--output",
            "-o",
            metavar=Words("文件夹", "DIR"),
            help=Words("放在哪个文件夹", "where to"),
        ),
    ] = Path(),
    force: options.Force = False,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment, tell_drafts, the_department
    from edu_plan_cli.cli.output import write_results
    from edu_plan_cli.features.forms.form_content import form_name, make_form
    from edu_plan_cli.features.forms.form_sheet import write_form
    from edu_plan_cli.presentation.figures import marks
    from edu_plan_cli.presentation.waiting import with_bar

    needs("office")
    opened = open_assessment(Wanted(project, year, quarter, None, today))
    tell_drafts(opened.drafts)
    plan, view = opened.assessment.plan, opened.assessment.view
    wanted = [the_department(plan, department)] if department else plan.departments
    forms: dict[str, bytes] = {}
    for who in with_bar(wanted, len(wanted), say(Words("填报表", "forms"))):
        form = make_form(opened.assessment, who, marks(opened.assessment))
        if not form.lines:
            continue
        name = form_name(plan, view.quarter, who)
        if dry_run:
            file = output / name
            tell(Words(f"{file}：{len(form.lines)} 行", f"{file}: {len(form.lines)} rows"), aside=False)
        forms[name] = b"" if dry_run else write_form(form)
    if dry_run:
        return
    if not forms:
        tell(Words("没有要填报的目标，没有做表。", "Nothing to report on; no form was made."))
    write_results(output, forms, force=force)
