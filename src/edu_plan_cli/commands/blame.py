"""``edu-plan blame``."""

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan blame --quarter Q2", Words("二季度每个数是谁提交的", "who committed each answer of Q2")),
    ("edu-plan blame -q Q2 --department 学前科", Words("一个科室的", "of one department")),
)


def command(
    quarter: options.Quarter = None,
    department: options.Department = None,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import (
        Wanted,
        open_assessment,
        tell_drafts,
        the_department,
    )
    from edu_plan_cli.cli.history_access import needs_history, touched
    from edu_plan_cli.features.history.log_screen import write_blame
    from edu_plan_cli.presentation.console import make_console

    opened = open_assessment(Wanted(project, year, quarter, None, today))
    tell_drafts(opened.drafts)
    needs_history(opened.project.root)
    who = the_department(opened.assessment.plan, department) if department else None
    touches = touched(opened, opened.assessment.targets)
    write_blame(make_console(), opened.assessment, who.id if who else None, touches, LANG)
