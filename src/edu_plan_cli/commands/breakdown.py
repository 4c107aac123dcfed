"""``edu-plan breakdown``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import departments
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.cli.output_format import wanted_format
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan breakdown -o 责任分解表.docx", Words("印发用的 Word 表", "the table to issue, in Word")),
    (
        "edu-plan breakdown -o 分解/责任分解表.docx --by-department",
        Words("每个科室一份：责任分解表-学前教育科.docx……", "one file for each department"),
    ),
    ("edu-plan breakdown --leader 总督学", Words("一位分管领导的", "what is in one leader's charge")),
    ("edu-plan breakdown --department 学前科 -o 学前科.xlsx", Words("一个科室的", "one department's")),
)
Department = Annotated[
    str | None,
    options.option(
        "--department",
        metavar=Words("科室", "DEPARTMENT"),
        help=Words(
            "只列一个科室牵头或配合的：名称、别名或 id",
            "what one department leads or helps with: name, alias or id",
        ),
        autocompletion=departments,
    ),
]
ByDepartment = Annotated[
    bool,
    options.option(
        "--by-department",
        help=Words(
            "每个科室一个文件：它牵头和配合的", "a file for each department: what it leads or helps with"
        ),
    ),
]
Format = Annotated[str | None, options.format_option("table|json|md|html|docx|xlsx")]


def command(
    department: Department = None,
    leader: options.Leader = None,
    by_department: ByDepartment = False,
    format_: Format = None,
    output: options.Output = None,
    force: options.Force = False,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: Annotated[bool, options.json_option("edu-plan/breakdown@1")] = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.breakdown_files import breakdown_by_name, chosen_breakdown, refuse_unwritable
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment, tell_banner, tell_drafts
    from edu_plan_cli.presentation.breakdown.breakdown_formats import EXTRAS, FORMATS, renderer
    from edu_plan_cli.presentation.waiting import waiting

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    refuse_unwritable(name, output, department, by_department=by_department)
    if extra := EXTRAS.get(name):
        needs(extra)
    opened = open_assessment(Wanted(project, year, None, as_of, today, rev))
    breakdown = chosen_breakdown(opened, department, leader)
    if output is not None:
        from edu_plan_cli.cli.output import write_results

        files = (
            breakdown_by_name(opened, breakdown, output.name) if by_department else {output.name: breakdown}
        )
        with waiting(say(Words(f"写 {name}……", f"writing {name}…"))):
            rendered = {file: renderer(name)(part, LANG) for file, part in files.items()}
        write_results(
            output.parent,
            {file: data.encode() if isinstance(data, str) else data for file, data in rendered.items()},
            force=force,
        )
    elif name == "table":
        from edu_plan_cli.presentation.breakdown.breakdown_table import write
        from edu_plan_cli.presentation.console import make_console

        write(make_console(), breakdown, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(breakdown, LANG))
    tell_banner(opened)
    tell_drafts(opened.drafts)
