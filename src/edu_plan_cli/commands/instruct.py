"""``edu-plan instruct``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan instruct 12-1 --by 局长 --text 工期滞后，查清原因 --due 2023-08-31",
        Words("记一件批示", "write an instruction down"),
    ),
    (
        "edu-plan instruct 12-1 --rectification --by 总督学 --text 补齐佐证材料 --department 学前科",
        Words("整改，由哪个科室答复", "something to be put right, and who answers"),
    ),
    (
        "edu-plan instruct 12-1 --answer 已增加一个班组，月底前封顶",
        Words("记下答复", "write the answer down"),
    ),
)
By = Annotated[
    str | None,
    options.option(
        "--by", metavar=Words("批示人", "LEADER"), help=Words("谁批示的：职务或姓名", "who gave it")
    ),
]
Asked = Annotated[
    str | None,
    options.option("--text", metavar=Words("原文", "TEXT"), help=Words("批示的原话", "what is asked")),
]
Rectification = Annotated[
    bool,
    options.option("--rectification", help=Words("是整改要求", "something found wrong is to be put right")),
]
AnswerDue = Annotated[
    str | None,
    options.option(
        "--due", metavar=Words("日期", "DATE"), help=Words("哪天前答复", "by when it is to be answered")
    ),
]
Answer = Annotated[
    str | None,
    options.option(
        "--answer",
        metavar=Words("情况", "TEXT"),
        help=Words("办理情况：答复还没有答复的那一件", "what was done about the one that is open"),
    ),
]


def command(
    what: options.What,
    by: By = None,
    text: Asked = None,
    rectification: Rectification = False,
    department: options.Department = None,
    due: AnswerDue = None,
    answer: Answer = None,
    date: options.Date = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, open_assessment, parse_day
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.record_instruction import TypedInstruction, record_answer, record_instruction

    opened = open_assessment(Wanted(project, year, None, None, today))
    day = parse_day(date, "--date") if date else now(today)
    typed = TypedInstruction(by, text, rectification, department, due)
    if answer is not None:
        record_answer(opened, what, typed, answer, day, dry_run=dry_run)
    else:
        record_instruction(opened, what, typed, day, dry_run=dry_run)
