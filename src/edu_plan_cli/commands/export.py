"""``edu-plan export``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan export --format frictionless -o 公开",
        Words(
            "开放数据：CSV 和说明它的 datapackage.json", "open data: CSV and the descriptor that explains it"
        ),
    ),
    (
        "edu-plan export --format parquet --quarter Q2 -o 数据集",
        Words("Parquet，供全市汇总", "Parquet, for the roll-up of a whole city"),
    ),
    (
        "edu-plan export --format stratml -o 公开",
        Words("StratML（ISO 17469 一族）的计划和执行报告", "a StratML performance plan and report"),
    ),
)


def command(
    format_: Annotated[
        str,
        options.option(
            "--format",
            "-f",
            metavar="parquet|frictionless|stratml|dhis2|sdmx-csv|jsonl",
            help=Words("格式", "format"),
        ),
    ],
    output: Annotated[
        Path,
        options.option(
            "--output",
            "-o",
            metavar=Words("文件夹", "DIR"),
            help=Words("写到哪个文件夹；没有就新建", "the folder; made where there is none"),
        ),
    ],
    quarter: options.Quarter = None,
    force: options.Force = False,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    """Every quarter up to the one asked for goes out: a correction of an earlier one must reach who read it before."""
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.reporting_status import earlier_view
    from edu_plan_cli.cli.context import Wanted, banner, needs, open_assessment, tell_drafts
    from edu_plan_cli.cli.output import write_results
    from edu_plan_cli.features.exchange.export_formats import FORMATS, exporter
    from edu_plan_cli.features.exchange.exported_year import CannotExport, Export
    from edu_plan_cli.presentation.waiting import waiting
    from edu_plan_cli.values.quarter import Quarter

    known_format(format_, FORMATS)
    if format_ == "parquet":
        needs("rollup")
    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    tell_drafts(opened.drafts)
    view = opened.assessment.view
    over = [Quarter(view.quarter.year, number) for number in range(1, view.quarter.number)]
    try:
        with waiting(say(Words("导出……", "exporting…"))):
            before = [assess(opened.checked, earlier_view(opened.assessment, past)) for past in over]
            contents = exporter(format_)(Export(opened.checked, [*before, opened.assessment], opened.commit))
    except CannotExport as refused:
        raise Stop(refused.why) from None
    for line in banner(opened):
        tell(line)
    write_results(output, contents, force=force)
