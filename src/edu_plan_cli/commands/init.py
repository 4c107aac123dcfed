"""``edu-plan init``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan init", Words("在当前文件夹新建", "here")),
    ("edu-plan init 2024工作要点 --year 2024", Words("在新文件夹新建 2024 年的", "a new folder for 2024")),
)


def command(
    folder: Annotated[
        Path,
        options.argument(
            metavar=Words("文件夹", "DIR"),
            help=Words("新项目的文件夹；缺省为当前", "where; default: here"),
        ),
    ] = Path(),
    year: Annotated[
        str | None,
        options.option(
            "--year",
            metavar=Words("年份", "YEAR"),
            help=Words("哪一年；缺省为今年", "which year; default: this one"),
        ),
    ] = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import parse_year
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import refusals
    from edu_plan_cli.commands.schema import schema_text
    from edu_plan_cli.files.starter import start_project

    begun = now(today).year if year is None else parse_year(year)
    try:
        with refusals(folder):
            written = start_project(
                folder,
                begun,
                {
                    name: schema_text(name)
                    for name in ("plan", "progress", "updates", "instructions", "words")
                },
            )
    except FileExistsError as error:
        raise Stop(
            Words(
                f"{error.filename} 已存在，没有改动任何文件。",
                f"{error.filename} exists; nothing was changed.",
            )
        ) from None
    for file in written:
        tell(Words(f"新建 {file}", f"created {file}"), aside=False)
    write_line(
        say(
            Words(
                "下一步：edu-plan import 印发的文件.docx 读入工作要点（或自己填写），再运行 edu-plan validate。",
                "Next: edu-plan import ISSUED.docx reads the plan in (or fill it in yourself), then run edu-plan validate.",
            )
        )
    )
