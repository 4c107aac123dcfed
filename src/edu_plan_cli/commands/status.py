"""``edu-plan status``."""

from typing import TYPE_CHECKING, Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import years
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.select import Selection
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.presentation.console import Screen

EXAMPLES = (
    ("edu-plan status --watch", Words("开着它，边改边看", "leave it open while editing")),
    ("edu-plan status", Words("今天看全计划", "the whole plan today")),
    ("edu-plan status --light 滞后 --targets", Words("滞后的目标有哪些", "which targets lag")),
    ("edu-plan status --department 基教科", Words("一个科室牵头的任务", "what one department leads")),
    ("edu-plan status --compare 2023", Words("与上年同期并排", "beside the same quarter of 2023")),
    ("edu-plan status --as-of 2023-07-05", Words("那一天看到的样子", "as it looked on that day")),
)
Targets = Annotated[bool, options.option("--targets", help=Words("逐个目标列出", "list every target"))]
Compare = Annotated[
    str | None,
    options.option(
        "--compare",
        metavar=Words("年份", "YEAR"),
        help=Words("与另一年的同一季度并排", "beside the same quarter of another year"),
        autocompletion=years,
    ),
]
Watch = Annotated[
    bool,
    options.option("--watch", help=Words("文件一改就重画，Ctrl+C 结束", "draw anew when a file changes")),
]


def command(
    section: options.Section = None,
    item: options.Item = None,
    department: options.Department = None,
    leader: options.Leader = None,
    light: options.Light = None,
    targets: Targets = False,
    compare: Compare = None,
    watch: Watch = False,
    quarter: options.Quarter = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.select import select
    from edu_plan_cli.cli import status_screens
    from edu_plan_cli.cli.context import Wanted, banner, draft_words, open_assessment, print_json

    wanted = Wanted(project, year, quarter, as_of, today, rev)

    def chosen(opened: "Opened") -> "Selection":
        return status_screens.typed_selection(
            opened.assessment, section, item, department, leader, light or []
        )

    def draw(opened: "Opened", console: "Screen") -> None:
        from edu_plan_cli.presentation.status_screen import write_status

        filters = chosen(opened)
        shown = select(opened.assessment, filters)
        if compare is not None:
            status_screens.write_compared(opened, compare, shown, console, today)
            return
        write_status(
            console,
            opened.assessment,
            shown,
            LANG,
            filtered=bool(filters),
            by_target=targets,
            banner=[say(line) for line in banner(opened)],
            beside=say(draft_words(opened.drafts)),
            soon=status_screens.soon(opened, filters, quarter),
            words=opened.words,
        )

    status_screens.refuse_comparison(compare, as_json=as_json)
    if watch:
        status_screens.watch_status(wanted, draw)
        return
    opened = open_assessment(wanted)
    if as_json:
        print_json(opened, select(opened.assessment, chosen(opened)))
        return
    from edu_plan_cli.presentation.console import make_console

    draw(opened, make_console())
