"""``edu-plan missing``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan missing --quarter Q2",
        Words("二季度谁没报、谁迟报，附催报的话", "who owes Q2, who was late, with reminders"),
    ),
    ("edu-plan missing --leader 总督学", Words("一位分管领导的科室", "the departments of one leader")),
    (
        "edu-plan missing --department 学前科 -o 催报.txt",
        Words("一个科室的催报存成文件，填报表做在旁边", "one department's reminder, with the form beside it"),
    ),
    ("edu-plan missing -o 催报", Words("每个科室一份，放进文件夹", "one for each department, in a folder")),
    ("edu-plan missing -q Q2 --as-of 2023-07-12", Words("那一天看到的样子", "as it looked on that day")),
)
Output = Annotated[
    Path | None,
    options.option(
        "--output",
        "-o",
        metavar=Words("文件|文件夹", "FILE|DIR"),
        help=Words(
            "把要发的话写到文件（写了 --department）或文件夹（每个科室一份），填报表做在旁边",
            "write what is to be sent into a file (with --department) or a folder (one each), the form beside it",
        ),
    ),
]


def command(
    department: options.Department = None,
    leader: options.Leader = None,
    output: Output = None,
    force: options.Force = False,
    quarter: options.Quarter = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.reporting_status import awaited, owed, reporting, under_leader
    from edu_plan_cli.cli.context import (
        Wanted,
        make_screen,
        open_assessment,
        print_json,
        the_department,
        the_leader,
    )

    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    assessment, quarters = opened.assessment, reporting(opened.checked, opened.assessment)
    if leader is not None:
        assessment, quarters = under_leader(assessment, quarters, the_leader(assessment.plan, leader))
    owing, waiting = owed(assessment), awaited(assessment)
    if department is not None:
        who = the_department(assessment.plan, department).id
        owing = [debt for debt in owing if debt.department.id == who]
        waiting = [each for each in waiting if each.department.id == who]
        quarters = [
            each._replace(departments=[d for d in each.departments if d.department.id == who])
            for each in quarters
        ]
    if output is not None:
        from edu_plan_cli.cli.reminder_files import write_reminders

        write_reminders(opened, assessment, owing, waiting, output, one=department is not None, force=force)
        return
    if as_json:
        print_json(opened, [target for debt in owing for target in (*debt.targets, *debt.partial)], quarters)
        return
    from edu_plan_cli.presentation.missing_screen import write_missing

    write_missing(make_screen(opened), assessment, owing, waiting, quarters, opened.words, LANG)
