"""通报: the quarter, or the year, in the genre's own words, every sentence from a figure. Chinese only: a circular is a Chinese document."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edu_plan_cli.assessment.duties import reporting_of
from edu_plan_cli.assessment.light_reason import late_words
from edu_plan_cli.assessment.lights import COUNTED, LIGHTS, Light
from edu_plan_cli.assessment.overview import urgent
from edu_plan_cli.assessment.reporting_status import owed
from edu_plan_cli.assessment.result import Assessment, Tally, TargetAssessment
from edu_plan_cli.model.amendments import Made
from edu_plan_cli.model.wordbook import Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.annexes import Annex, annexes, closing_targets
from edu_plan_cli.presentation.report.prose import brief, day, lead_name, spelt
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    amended_from_to,
    corrected_from_to,
    left_out,
)
from edu_plan_cli.values.exact import percent
from edu_plan_cli.values.quarter import Quarter

_LISTED = 20  # targets told one by one under a heading; the table of all has the others
_NUMERALS = "一二三四五六七八九十"


class Paragraph(NamedTuple):
    """Hold one paragraph of the circular."""

    text: str
    level: int = 0  # 0 text, 1 一、, 2 （一）


class Circular(NamedTuple):
    """Hold the circular's words, before anything is laid out."""

    title: str
    addressees: str
    body: list[Paragraph]
    issuer: str
    document_number: str  # with a blank for its number, which is given when it goes out
    date: str  # with blanks for what whoever signs fills in
    annexes: list[Annex]
    marks: list[str]
    running: str  # above every page: that it is illustrative, and of which day
    parts: tuple[str, ...] = ()  # names the title holds, which no line of it may cut


def circular(report: QuarterReport) -> Circular:
    """Write the circular (通报) of a report, in the phrases of the project."""
    assessment, say = report.assessment, report.words.say
    plan, quarter = assessment.plan, assessment.view.quarter
    issuer, marks = plan.issuer or "", figures.marks(assessment)
    period = f"{quarter.year}年{report.period.zh.removeprefix('年')}"
    listed = annexes(report)
    opening = say(
        "circular.opening",
        plan=spelt(plan.title),
        scope=report.scope,
        quarter=_name(report),
        day=day(assessment.view.on),
    )
    body = [
        Paragraph(opening),
        *(Paragraph(say("circular.illustrative", mark=mark.rstrip("。"))) for mark in marks),
        *([Paragraph(f"{left_out(report, 'zh')}。")] if report.problems else []),
    ]
    behind = "heading_unfinished" if report.annual else "heading_behind"
    sections = (
        ("heading_overall", _overall(report)),
        ("heading_done", _done(report, listed)),
        (behind, _behind(report, listed)),
        ("heading_highlights", _highlights(report)),
        ("heading_reporting", _reporting(report, listed)),
        ("heading_next", _next(report, listed)),
    )
    told_sections = [(heading, paragraphs) for heading, told in sections if (paragraphs := list(told))]
    for number, (heading, told) in enumerate(told_sections):
        body += [Paragraph(f"{_NUMERALS[number]}、{say(f'circular.{heading}')}", 1), *told]
    title = say("circular.title", issuer=issuer, period=period, scope=report.scope)
    addressees = plan.notice.addressees if plan.notice else "机关各科室："
    # What is told of the last quarter or the year goes out in the next one.
    dated = "　　" if quarter.number == 4 else str(quarter.year)  # noqa: PLR2004
    coded = re.match(r"(.*?)〔\d{4}〕", plan.document_number or "")
    document_number = f"{coded[1]}〔{dated}〕　号" if coded else ""
    running = f"示例　截至{day(assessment.view.on)}" if marks else ""
    parts = tuple(name for name in (issuer, report.scope, period) if name)
    return Circular(
        title,
        addressees,
        body,
        issuer,
        document_number,
        f"{dated}年　月　日",
        list(listed.values()),
        marks,
        running,
        parts,
    )


def _name(report: QuarterReport) -> str:
    return "全年" if report.annual else report.period.zh


def _called(listed: dict[str, Annex], key: str) -> str:
    """附件2; one alone has no number (GB/T 9704-2012, 7.3.4). Below the text they are listed with their titles."""
    return f"附件{list(listed).index(key) + 1 if len(listed) > 1 else ''}"


def _overall(report: QuarterReport) -> Iterator[Paragraph]:
    assessment, say = report.assessment, report.words.say
    tally = assessment.tally
    items = sum(bool(item.tally.targets) for item in assessment.items)
    lights = "、".join(
        f"{LIGHTS[key].zh}{tally.lights[key]}个" for key in reversed(COUNTED) if tally.lights.get(key)
    )
    told = (
        say("circular.counts", items=items, targets=tally.targets, lights=lights)
        if tally.targets
        else say("circular.counts_none")
    )
    if dropped := sum(assessed.dropped is not None for assessed in assessment.targets):
        told += say("circular.dropped", count=dropped)
    yield Paragraph(told)
    if tally.completion is None:
        if tally.targets:
            yield Paragraph(say("circular.rate_unknown"))
        return
    gap = figures.points(tally.completion, tally.expected)
    way = "even" if gap == "0" else "above" if gap.startswith("+") else "below"
    values = {
        "completion": percent(tally.completion),
        "expected": percent(tally.expected),
        "since": _since(report),
        "points": _bare(gap),
    }
    yield Paragraph(say(f"circular.rate_{way}", **values))
    if report.span != "quarter":
        rates = "、".join(f"{then.view.quarter.name}{_rate(then.tally.completion)}" for then in report.course)
        yield Paragraph(say("circular.course", rates=rates))
    sections = [
        say(
            f"circular.section{'' if assessed.tally.completion is not None else '_unknown'}",
            number=assessed.section.number,
            heading=assessed.section.heading,
            completion=_rate(assessed.tally.completion) + _broken(assessed.tally),
        )
        for assessed in assessment.sections
        if assessed.tally.targets
    ]
    if len(sections) > 1:
        yield Paragraph(say("circular.by_section", sections="；".join(sections)))


def _rate(value: object) -> str:
    return figures.NONE if value is None else percent(value)  # type: ignore[arg-type]


def _broken(tally: Tally) -> str:
    """Return what an average would hide: how many promises of a section are not kept."""
    lights: tuple[Light, ...] = ("overdue", "lagging")
    told = "、".join(f"{LIGHTS[key].zh}{tally.lights[key]}个" for key in lights if tally.lights.get(key))
    return f"（{told}）" if told else ""


def _bare(points: str) -> str:
    """Return the difference without its sign, which the words tell, and without a column's needless zero."""
    return points.lstrip("+-").removesuffix(".0")


def _since(report: QuarterReport) -> str:
    moved = figures.tally_moved(report.assessment.tally)
    if moved == figures.NONE or report.span != "quarter":  # several quarters tell their course
        return ""
    if moved == "0":
        return report.words.say("circular.since_even")
    way = "down" if moved.startswith("-") else "up"
    return report.words.say(f"circular.since_{way}", points=_bare(moved))


def _done(report: QuarterReport, listed: dict[str, Annex]) -> Iterator[Paragraph]:
    assessment, say = report.assessment, report.words.say
    done = [assessed for assessed in assessment.targets if assessed.light == "done"]
    if not done:
        yield Paragraph(say("circular.done_none"))
        return
    by_lead: dict[str, list[str]] = {}
    for assessed in done:
        late = late_words(assessed).zh.replace(" ", "")
        told = say(
            "circular.done_name",
            name=assessed.plan_target.target.name,
            label=assessed.plan_target.label,
            late=f"，{late}" if late else "",
        )
        by_lead.setdefault(lead_name(assessment, assessed), []).append(told)
    lines = [
        say("circular.done_line", lead=lead, count=len(told), names="、".join(told))
        for lead, told in by_lead.items()
    ]
    annex = _called(listed, "whole")
    yield Paragraph(say("circular.done", count=len(done), annex=annex, lines="；".join(lines)))


def _highlights(report: QuarterReport) -> Iterator[Paragraph]:
    """Quote the accounts the secretary marked, of the quarters the report spans."""
    assessment, lines = report.assessment, []
    quarters = {each.view.quarter for each in report.quarters}
    for assessed in assessment.targets:
        for reported in assessed.history:
            entry = reported.entry
            if reported.quarter in quarters and entry.highlight and entry.account:
                names = assessment.plan.department_names
                who = entry.contributor or names.get(reported.department, reported.department)
                lines.append(
                    report.words.say(
                        "circular.highlight",
                        department=who,
                        name=assessed.plan_target.target.name,
                        label=assessed.plan_target.label,
                        account=entry.account.rstrip("。"),
                    )
                )
    yield from (
        Paragraph(f"{number}. {line}" if len(lines) > 1 else line) for number, line in enumerate(lines, 1)
    )


def _numbered(
    report: QuarterReport, lines: Sequence[str], listed: dict[str, Annex], rest: str = "whole"
) -> Iterator[Paragraph]:
    """``rest`` is the annex that has those not listed here."""
    for number, line in enumerate(lines[:_LISTED], 1):
        yield Paragraph(f"{number}. {line}" if len(lines) > 1 else line)
    if len(lines) > _LISTED:
        more = report.words.say("circular.more", count=len(lines) - _LISTED, annex=_called(listed, rest))
        yield Paragraph(more)


def _behind(report: QuarterReport, listed: dict[str, Annex]) -> Iterator[Paragraph]:
    say = report.words.say
    lights: tuple[Light, ...] = (
        ("overdue", "lagging", "not_reported") if report.annual else ("overdue", "lagging")
    )
    silent = [assessed for assessed in report.assessment.targets if assessed.light == "not_reported"]
    told = [*urgent(report.assessment), *silent]
    groups = [(light, assessed) for light in lights if (assessed := [t for t in told if t.light == light])]
    if not groups:
        yield Paragraph(say("circular.unfinished_none" if report.annual else "circular.behind_none"))
    for number, (light, assessed) in enumerate(groups):
        heading = say(f"circular.{light}", count=len(assessed))
        yield (
            Paragraph(f"（{_NUMERALS[number]}）{heading}", 2)
            if len(groups) > 1
            else Paragraph(f"{heading}：")
        )
        lines = [_why(report, target) for target in assessed]
        yield from _numbered(report, lines, listed, "carry" if report.annual else "whole")


def _why(report: QuarterReport, assessed: TargetAssessment) -> str:
    said = report.words.say(
        "circular.behind_line",
        name=assessed.plan_target.target.name,
        label=assessed.plan_target.label,
        lead=lead_name(report.assessment, assessed),
        reason=brief(spelt(assessed.reason.zh), report.assessment.plan.year),
    )
    accounts = [
        r.entry.account for r in assessed.now(report.assessment.view.quarter) if r.entry.account and not r.nil
    ]
    if report.annual and accounts:
        said += report.words.say("circular.account", account=" ".join(accounts))
    return said


def _reporting(report: QuarterReport, listed: dict[str, Annex]) -> Iterator[Paragraph]:
    assessment, say = report.assessment, report.words.say
    if not assessment.departments:
        yield Paragraph(say("circular.reporting_none"))
        return
    for each in report.quarters:
        yield Paragraph(
            (each.view.quarter.name if len(report.quarters) > 1 else "") + _how_reported(each, report.words)
        )
    silent = sum(len(debt.targets) + len(debt.partial) for debt in owed(assessment))
    if silent:
        yield Paragraph(say("circular.silent", count=silent, annex=_called(listed, "departments")))
    labels = {assessed.plan_target.target.id: assessed.plan_target.label for assessed in assessment.targets}
    for amended in _amended_in(report):
        amendment = amended.amendment
        late = [say("circular.recorded_later", day=day(amendment.recorded))] if amendment.recorded else []
        if (was := amended.was.window(assessment.plan.year)[1]) < amendment.date:
            late.append(say("circular.amended_late", day=day(was)))
        yield Paragraph(
            say(
                "circular.amendment",
                name=amended.now.name,
                label=labels[amended.now.id],
                changes=spelt(amended_from_to(amended, assessment.plan).zh.replace(" → ", "改为")),
                day=day(amendment.date) + (f"（{'，'.join(late)}）" if late else ""),
                document=f"，依据{amendment.document}" if amendment.document else "",
                reason=amendment.reason.rstrip("。"),
            )
        )
    for corrected in report.corrections:
        reported = corrected.reported
        before, after = corrected_from_to(corrected)
        yield Paragraph(
            say(
                "circular.correction",
                name=corrected.target.plan_target.target.name + (reported.entry.contributor or ""),
                label=corrected.target.plan_target.label,
                quarter=reported.quarter.name,
                before=spelt(before),
                after=spelt(after),
                reason=corrected.reason.rstrip("。"),
            )
        )


def _amended_in(report: QuarterReport) -> list[Made]:
    """Return the amendments that came into force, or were entered, in the quarters the report spans."""
    first, last = report.quarters[0].view.quarter, report.assessment.view.quarter
    return [
        amended
        for amended in report.assessment.amendments
        if any(
            first.start <= on <= last.end
            for on in (amended.amendment.date, amended.amendment.recorded)
            if on is not None
        )
    ]


def _how_reported(assessment: Assessment, words: Wordbook) -> str:
    reports, say = reporting_of(assessment), words.say
    departments = reports.owing
    late = [assessed for assessed in departments if assessed.state == "late"]
    told = say(
        "circular.reporting",
        due=reports.expected,
        sent=reports.reported,
        share=figures.sent_and_on_time(reports)[0].partition(" ")[2],
        on_time=reports.on_time,
        late=len(late),
    )
    if missing := [assessed.department.name for assessed in departments if assessed.missing]:
        told += say("circular.reporting_missing", names="、".join(missing))
    if late:
        names = [
            say("circular.late_department", department=d.department.name, days=d.late_days) for d in late
        ]
        told += say("circular.reporting_late", names="、".join(names))
    return told


def _next(report: QuarterReport, listed: dict[str, Annex]) -> Iterator[Paragraph]:
    assessment, say = report.assessment, report.words.say
    paragraphs = []
    if urgent(assessment) and not report.annual:
        paragraphs.append(say("circular.next_behind"))
    if owed(assessment):
        paragraphs.append(say("circular.next_chase", annex=_called(listed, "departments")))
    if closing := closing_targets(assessment):
        count, annex = len(closing), _called(listed, "departments" if "departments" in listed else "whole")
        paragraphs.append(say("circular.next_close", count=count, annex=annex))
    if "carry" in listed:
        count, annex = len(listed["carry"].tables[0].rows), _called(listed, "carry")
        paragraphs.append(say("circular.next_carry", count=count, annex=annex))
    quarter = assessment.view.quarter
    if quarter.number < 4:  # noqa: PLR2004
        following = Quarter(quarter.year, quarter.number + 1)
        due = day(assessment.rules.due(following))
        paragraphs.append(say("circular.next_due", quarter=following.name, day=due))
    paragraphs = paragraphs or [say("circular.next_nothing")]
    for number, line in enumerate(paragraphs, 1):
        yield Paragraph(f"{number}. {line}" if len(paragraphs) > 1 else line)
