"""EP415 quarter-closed: a report was sent after its quarter was closed (封账); corrections in a later file are the way."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP415",
    name="quarter-closed",
    severity="error",
    title=Words("季度已封账", "the quarter is closed"),
    why=Words(
        "封账之后，这一季的数只能在后面季度的文件里用 corrections 更正并写明原因，已经印发的数才不会悄悄变。",
        "Once closed, a quarter changes only through corrections in a later file, with a reason: published figures do not change in silence.",
    ),
    remedy=Words(
        "写进下一季文件的 corrections，并写明 reason；封账日期本身写错的，改工作要点里的 settings.reporting.closed。",
        "Put it into the corrections of the next quarter's file, with a reason. If the closing date itself is wrong, correct settings.reporting.closed in the plan.",
    ),
    wrong="submitted: 2023-08-21",
    right="submitted: 2023-07-20",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield reports sent after their quarter was closed; they are left out whole."""
    settings = year.plan.settings
    closed = settings.reporting.closed if settings and settings.reporting else []
    for report in year.reports:
        for quarter in closed:
            if quarter.quarter == report.quarter and report.submitted > quarter.date:
                yield Finding(
                    RULE.at(
                        report.location("submitted"),
                        Words(
                            f"{report.quarter} 已于 {quarter.date} 封账，{report.submitted} 报送的不计。",
                            f"{report.quarter} was closed on {quarter.date}; what came on {report.submitted} does not count.",
                        ),
                        Words(
                            "请在下一季的文件里用 corrections 补报，并写明原因。",
                            "Put it into the next file's corrections, with a reason.",
                        ),
                        Related(quarter.location("date"), Words("封账日期", "the closing date")),
                    ),
                    (report,),
                )
