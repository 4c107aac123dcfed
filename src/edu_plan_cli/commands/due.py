"""``edu-plan due``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan due",
        Words("30 天内到期的：阶段、步骤、节点、文件、季度填报", "what falls due within 30 days"),
    ),
    ("edu-plan due --within 7", Words("一周内", "within a week")),
    ("edu-plan due --department 学前科 --within 90", Words("一个科室的", "one department's")),
    ("edu-plan due --leader 总督学", Words("一位分管领导的", "what is in one leader's charge")),
)
Within = Annotated[
    int,
    options.option(
        "--within",
        min=0,
        max=366,
        metavar=Words("天数", "DAYS"),
        help=Words("看几天内的，缺省 30", "how many days ahead; default 30"),
    ),
]


def command(
    within: Within = 30,
    department: options.Department = None,
    leader: options.Leader = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: Annotated[bool, options.json_option("edu-plan/due@1")] = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.coming_due import coming_due
    from edu_plan_cli.cli.context import Wanted, make_screen, open_assessment
    from edu_plan_cli.cli.status_screens import typed_selection

    opened = open_assessment(Wanted(project, year, None, as_of, today, rev))
    assessment = opened.assessment
    wanted = typed_selection(assessment, None, None, department, leader, [])
    dues = coming_due(opened.checked, assessment, within, wanted)
    if as_json:
        from edu_plan_cli.presentation.due_json import due_text
        from edu_plan_cli.presentation.streams import write_data

        write_data(due_text(assessment, dues, within, opened.errors))
        return
    from edu_plan_cli.presentation.due_screen import write_due

    write_due(make_screen(opened), assessment, dues, within, LANG)
