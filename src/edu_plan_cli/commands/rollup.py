"""``edu-plan rollup``."""

from edu_plan_cli.cli import options, rollup_options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan rollup 各区县",
        Words("各区县放在一个文件夹里，看最近一季", "districts in one folder, the latest quarter"),
    ),
    ("edu-plan rollup 各区县 -q Q2 -o 二季度.xlsx", Words("存成 Excel 表", "a workbook")),
    (
        "edu-plan rollup 各区县 -q Q2 -o 二季度.html",
        Words("网页，可打印、可拷走", "a page to print or hand on"),
    ),
    ("edu-plan rollup 各区县 --behind", Words("只看落后和没有填报的", "only who is behind or missing")),
    (
        "edu-plan rollup 各区县 --indicator preschool-places",
        Words("一个指标在各区县", "one indicator across the districts"),
    ),
)


def command(
    folders: rollup_options.Folders,
    quarter: options.Quarter = None,
    year: options.Year = None,
    section: rollup_options.Section = None,
    indicator: rollup_options.Indicator = None,
    light: rollup_options.Light = None,
    behind: rollup_options.Behind = False,
    catalogue: rollup_options.Catalogue = None,
    format_: rollup_options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    no_cache: rollup_options.NoCache = False,
    as_json: rollup_options.AsJson = False,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import show_problems, write_result
    from edu_plan_cli.cli.output_format import needs_file, wanted_format
    from edu_plan_cli.features.rollup.rollup_formats import FORMATS, renderer

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    needs("rollup")
    if name == "html":
        needs("html")
    if name == "xlsx":
        needs("office")
        needs_file(output, Words("汇总.xlsx", "rollup.xlsx"))
    from edu_plan_cli.cli.rollup_input import RollupInput, lights_to_list, narrowed, roll_up_folders

    lights = lights_to_list(light or [])
    wanted = RollupInput(folders, quarter, year, catalogue, now(today), keep=not no_cache)
    rollup = narrowed(roll_up_folders(wanted, lights), section, indicator, behind=behind)
    show_problems(rollup.problems)  # of the catalogue; districts' own are theirs to see, with ``validate``
    if output is not None:
        write_result(output, renderer(name)(rollup, LANG, options.FILE_WIDTH), force=force)
    elif name == "table":
        from edu_plan_cli.features.rollup.rollup_table import write
        from edu_plan_cli.presentation.console import make_console

        write(make_console(), rollup, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(rollup, LANG, options.FILE_WIDTH))
