"""EP411 impossible-date: what is reported cannot have happened by the day it is reported."""

from collections.abc import Iterator
from datetime import date

from edu_plan_cli.binding.located import Located
from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP411",
    name="impossible-date",
    severity="error",
    title=Words(
        "填报的日期先后不可能",
        "a date that cannot be",
    ),
    why=Words(
        "季度没开始，不会有它的填报；完成日期、印发日期不会晚于报送日期；收到日期在季度开始和报送日期之间，还要写明理由。季度之间的进展和批示，日期在当年里；批示的时限和答复不会早于批示；还没到的日期只提醒（那天之前不显示）。",
        "No report is sent before its quarter begins, and nothing is done after the day it is reported. A day received lies between the two and has a reason. Updates and instructions are of days of their year; an instruction is answered, and due, no earlier than it is given; a day yet to come is a warning (nothing is shown before it).",
    ),
    remedy=Words(
        "核对是哪一年、哪一季；还没做完的先不填，等做完的那一季再填；写了 received 的，加一行 received_reason。",
        "Check the year and the quarter. Leave out what is not done yet, and report it in the quarter it is done. Beside received write received_reason.",
    ),
    wrong="submitted: 2023-03-06",
    right="submitted: 2023-07-06",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield dates that contradict the quarter or the day of the report."""
    for report in year.reports:
        if report.submitted < report.period.start:
            message = Words(
                f"{report.quarter} 的填报不会在 {report.submitted} 就报送。",
                f"A {report.quarter} report sent on {report.submitted}?",
            )
            hint = Words("请核对 submitted 和 quarter。", "Check submitted and quarter.")
            yield Finding(RULE.at(report.location("submitted"), message, hint))
        if report.received is not None:
            yield from _received(report)
        yield from _corrections(report)
    for answer in year.answers:
        entry, submitted = answer.entry, answer.report.submitted
        dated: list[tuple[str, Located, date]] = []
        if entry.done_on is not None:
            dated.append(("done_on", entry, entry.done_on))
        if entry.document is not None:
            dated.append(("issued_on", entry.document, entry.document.issued_on))
        for key, written, day in dated:
            if day > submitted:
                of = Words("报送日期", "the report")
                if "submitted" not in answer.report.node.values:  # an update of its day
                    of = Words("这条进展的日期", "the update")
                message = Words(
                    f"{KEYS[key][0]} {day} 晚于{of.zh} {submitted}。",
                    f"{key} {day} is after {of.en} ({submitted}).",
                )
                hint = Words(
                    "还没做完就先不填；请核对日期。", "Leave it out until it is done; check the date."
                )
                yield Finding(RULE.at(written.location(key), message, hint), (entry,))


def _received(report: Report) -> Iterator[Finding]:
    came, first = report.received, report.period.start
    if came is not None and not first <= came <= report.submitted:
        message = Words(
            f"收到日期 {came} 不在 {first} 到报送日期 {report.submitted} 之间。",
            f"Received {came}, which is not between {first} and {report.submitted}.",
        )
        hint = Words("请核对 received 和 submitted。", "Check received and submitted.")
        yield Finding(RULE.at(report.location("received"), message, hint))
    if report.received_reason is None:
        message = Words("收到日期没有写理由。", "The day received has no reason.")
        hint = Words("请加一行 received_reason: 为什么。", "Add a line received_reason: and why.")
        yield Finding(RULE.at(report.location("received"), message, hint))


def _corrections(report: Report) -> Iterator[Finding]:
    for correction in report.corrections:
        if correction.date is not None and correction.date < report.period.start:
            message = Words(
                f"{report.quarter} 的文件里不会有 {correction.date} 的更正。",
                f"A correction of {correction.date} in the file of {report.quarter}?",
            )
            hint = Words("请核对 date：更正那天的日期。", "Check date: the day it was made.")
            yield Finding(RULE.at(correction.location("date"), message, hint), (correction,))
