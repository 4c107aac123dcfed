"""``edu-plan assign``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import departments
from edu_plan_cli.cli.language import tell
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan assign 14 学前教育科", Words("第14项由学前教育科牵头", "item 14 is led by 学前教育科")),
    (
        "edu-plan assign 14 财务科 --reason 分工调整 --date 2023-07-01",
        Words("年中移交：以前的填报仍归原科室", "handed over during the year"),
    ),
    ("edu-plan assign 8至11 人事", Words("几项任务一起（也可写 8、10）", "several items at once (or 8、10)")),
    ("edu-plan assign 14-2 学前科 --with 财务科", Words("一个目标，财务科配合", "one target, 财务科 helps")),
)
Lead = Annotated[
    str,
    options.argument(
        metavar=Words("科室", "DEPARTMENT"),
        help=Words("牵头科室", "who leads"),
        autocompletion=departments,
    ),
]
Cooperating = Annotated[
    list[str] | None,
    options.option(
        "--with",
        metavar=Words("科室", "DEPARTMENT"),
        help=Words("配合科室；可多次", "who helps; repeatable"),
        autocompletion=departments,
    ),
]
Reason = Annotated[
    str | None,
    options.option(
        "--reason",
        metavar=Words("理由", "REASON"),
        help=Words(
            "年中移交的理由：写成调整，以前的填报仍归原科室",
            "handed over during the year: an amendment",
        ),
    ),
]


def command(
    what: options.What,
    lead: Lead,
    cooperating: Cooperating = None,
    reason: Reason = None,
    date: options.Date = None,
    document: options.Document = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import the_department
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.plan_arguments import amendment, open_plan, several_meant, targets_of
    from edu_plan_cli.editing.edits import add_amendment, set_field

    at = open_plan(project, year, today)
    elements = several_meant(at.plan, what)
    ids = [the_department(at.plan, typed).id for typed in (lead, *(cooperating or []))]
    assigned = {"lead": ids[0], **({"cooperating": ids[1:]} if cooperating else {})}
    head = amendment(date, today, reason, document)

    def edit(text: str) -> str:
        if reason is not None:
            for target in [target for element in elements for target in targets_of(element)]:
                text = add_amendment(at.path, text, {"target": target.id, **head, "set": assigned})
            return text
        for element in elements:
            for key, value in (("lead", ids[0]), ("cooperating", ids[1:])):
                text = set_field(at.path, text, element.id, key, value) if value else text
        return text

    try:
        make_change(at.root, at.year, at.file, [edit], dry_run=dry_run)
    except Stop as stop:
        if stop.code == 1 and reason is None:
            tell(
                Words(
                    "已有填报的，请用 --reason 写成调整：以前的填报仍归原科室。",
                    "Where reports exist, give --reason: an amendment leaves them with who made them.",
                )
            )
        raise
