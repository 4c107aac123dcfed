"""EP414 report-empty: a form without entries is no report, and a nil report has none."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP414",
    name="report-empty",
    severity="error",
    title=Words(
        "空表，或自相矛盾的零报告",
        "an empty form or contradictory nil",
    ),
    why=Words(
        "一条都没填的表，看不出是没有进展，还是没来得及填，所以不算填报。确实没有进展的写 nil: true（零报告），那是一种回答。",
        "A form without entries does not tell whether nothing moved or nobody filled it in, so it is no report. nil: true is an answer.",
    ),
    remedy=Words(
        "有进展的填上；确无进展的写 nil: true（零报告），不写 entries；已经填了内容的，删掉 nil 那一行。",
        "Fill it in; where nothing moved write nil: true and no entries. Where there are entries, delete the line nil.",
    ),
    wrong="quarter: Q3\ndepartment: preschool\nentries: []",
    right="quarter: Q3\ndepartment: preschool\nnil: true",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield reports with no entry and no nil, and nil reports with entries; they are left out whole."""
    for report in year.reports:
        written = report.node.values.get("entries")
        filled = bool(report.entries or report.corrections or getattr(written, "items", None))
        if not filled and not report.nil and not report.received:
            yield Finding(
                RULE.at(
                    report.location("entries"),
                    Words("这份填报一条都没有，不算填报。", "This report has no entries; it does not count."),
                    Words(
                        "请填写；确无进展的写 nil: true（零报告）。",
                        "Fill it in; where nothing moved write nil: true.",
                    ),
                ),
                (report,),
            )
        elif report.entries and report.nil:
            yield Finding(
                RULE.at(
                    report.location("nil"),
                    Words("写了零报告，又填了内容。", "A nil report with entries."),
                    Words("请删掉 nil 这一行，或删掉填报项。", "Delete the line nil, or the entries."),
                ),
                (report,),
            )
