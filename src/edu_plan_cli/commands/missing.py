"""``edu-plan missing``."""

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan missing --quarter Q2",
        Words("二季度谁没报、谁迟报，附催报的话", "who owes Q2, who was late, with reminders"),
    ),
    ("edu-plan missing --leader 总督学", Words("一位分管领导的科室", "the departments of one leader")),
    ("edu-plan missing -q Q2 --as-of 2023-07-12", Words("那一天看到的样子", "as it looked on that day")),
)


def command(
    leader: options.Leader = None,
    quarter: options.Quarter = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.reporting_status import owed, reporting, under_leader
    from edu_plan_cli.cli.context import Wanted, make_screen, open_assessment, print_json, the_leader

    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    assessment, quarters = opened.assessment, reporting(opened.checked, opened.assessment)
    if leader is not None:
        assessment, quarters = under_leader(assessment, quarters, the_leader(assessment.plan, leader))
    owing = owed(assessment)
    if as_json:
        print_json(opened, [target for debt in owing for target in (*debt.targets, *debt.partial)], quarters)
        return
    from edu_plan_cli.presentation.missing_screen import write_missing

    write_missing(make_screen(opened), assessment, owing, quarters, opened.words, LANG)
