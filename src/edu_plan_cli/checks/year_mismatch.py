"""EP302 year-mismatch: the plan's year is not that of its file's name."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP302",
    name="year-mismatch",
    severity="error",
    title=Words(
        "年份与文件名不符",
        "the year is not that of the file's name",
    ),
    why=Words(
        "plan/2023.yaml 里只能是 2023 年的工作要点，否则会拿另一年的填报来算。",
        "plan/2023.yaml holds the plan of 2023; otherwise it would be joined with another year's reports.",
    ),
    remedy=Words(
        "文件名对的改 year，year 对的改文件名；要做下一年的，用 edu-plan new-year 起草，不要复制旧文件。",
        "Correct year or the file's name, whichever is wrong. Begin next year's plan with edu-plan new-year, not with a copy.",
    ),
    wrong="year: 2022\n",
    right="year: 2023\n",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield a plan whose year is not that of its file's name."""
    location = year.plan.location("year")
    name = PurePosixPath(location.path).stem
    if name != str(year.plan.year):
        yield Finding(
            RULE.at(
                location,
                Words(
                    f"文件名是 {name}，里面写的却是 {year.plan.year} 年。",
                    f"The file is {name}, its year {year.plan.year}.",
                ),
                Words(f"请改成 year: {name}，或给文件改名。", f"Write year: {name}, or rename the file."),
            )
        )
