"""``edu-plan record``."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import items_and_targets
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import TargetAssessment
    from edu_plan_cli.cli.context import Opened
    from edu_plan_cli.cli.report_file import Received
    from edu_plan_cli.values.quarter import Quarter

EXAMPLES = (
    ("edu-plan record 14-2 -q Q2 --value 120", Words("填一个数", "a number")),
    ("edu-plan record 2-3 -q Q2 --numerator 24 --denominator 30", Words("填一个占比", "a share")),
    (
        "edu-plan record 12-1 -q Q2 --stage 主体封顶 --note 进度正常",
        Words("填工程阶段和说明", "a stage and an account"),
    ),
    (
        "edu-plan record 14-2 -q Q1 --value 85 --reason 误将小班重复计入",
        Words("更正以前的季度", "correct an earlier quarter"),
    ),
    (
        "edu-plan record 12-4 -q Q2 --withdraw --reason 尚未开办，误填",
        Words("撤回填错的完成", "take a false answer back"),
    ),
    ("edu-plan record --nil -q Q2 --department 督导室", Words("零报告", "a nil report")),
    ("edu-plan record -q Q2 --department 基教科", Words("逐个目标问着填", "be asked, target by target")),
)


def _answer(flag: str, metavar: Words, zh: str, en: str) -> Any:
    return options.option(flag, metavar=metavar, help=Words(zh, en))


def command(
    what: Annotated[
        str | None,
        options.argument(
            metavar=Words("目标", "TARGET"),
            help=Words(
                "目标（14-1）或编号；不写就逐个问", "a target (14-1) or its id; without it you are asked"
            ),
            autocompletion=items_and_targets,
        ),
    ] = None,
    asked: options.Quarter = None,
    value: Annotated[str | None, _answer("--value", Words("数", "NUMBER"), "数值", "the value")] = None,
    unit: Annotated[
        str | None,
        _answer("--unit", Words("单位", "UNIT"), "单位，与目标的不同时写", "its unit, if another"),
    ] = None,
    numerator: Annotated[
        str | None, _answer("--numerator", Words("数", "NUMBER"), "分子", "the numerator")
    ] = None,
    denominator: Annotated[
        str | None, _answer("--denominator", Words("数", "NUMBER"), "分母", "the denominator")
    ] = None,
    lowest: Annotated[
        str | None, _answer("--lowest", Words("数", "NUMBER"), "最低一期", "the lowest period")
    ] = None,
    stage: Annotated[
        str | None, _answer("--stage", Words("阶段", "STAGE"), "已完成到的阶段", "the stage reached")
    ] = None,
    step: Annotated[
        list[str] | None,
        _answer("--step", Words("步骤", "STEP"), "已完成的步骤；可多次", "a step done; repeatable"),
    ] = None,
    done_on: Annotated[
        str | None, _answer("--done-on", Words("日期", "DATE"), "完成日期", "the day it was done")
    ] = None,
    issued: Annotated[
        list[str] | None,
        _answer(
            "--issued",
            Words("文件", "DOCUMENT"),
            "印发的文件：标题、文号、日期，各写一次",
            "title, number and date, one each",
        ),
    ] = None,
    note: Annotated[str | None, _answer("--note", Words("说明", "TEXT"), "情况说明", "an account")] = None,
    evidence: Annotated[
        list[str] | None,
        _answer("--evidence", Words("佐证", "EVIDENCE"), "佐证材料；可多次", "evidence; repeatable"),
    ] = None,
    contributor: Annotated[
        str | None,
        _answer("--contributor", Words("单位", "NAME"), "分单位填报的，写单位", "whose part it is"),
    ] = None,
    reason: Annotated[
        str | None,
        _answer(
            "--reason",
            Words("理由", "REASON"),
            "更正以前季度的理由",
            "why an earlier quarter is corrected",
        ),
    ] = None,
    withdraw: Annotated[
        bool,
        options.option(
            "--withdraw",
            help=Words(
                "撤回以前季度填的，没有别的数可填；要写 --reason",
                "take an earlier answer back without another; with --reason",
            ),
        ),
    ] = False,
    nil: Annotated[
        bool,
        options.option(
            "--nil",
            help=Words("零报告：这一季没有进展；要写 --department", "nothing moved; with --department"),
        ),
    ] = False,
    department: options.Department = None,
    received: options.Received = None,
    received_reason: options.ReceivedReason = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, open_assessment, parse_day, tell_drafts
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.report_file import received as parsed
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.values.evidence_path import evidence_within

    made_on = parse_day(received, "--date") if received and reason is not None else None
    came = None if made_on else parsed(received, received_reason)
    # The day decides only which quarter is meant where none is typed; what was sent later counts all the same.
    opened = open_assessment(Wanted(project, year, asked, None, today))
    tell_drafts(opened.drafts)
    if nil:
        _write_nil(opened, what, department, today, came, dry_run=dry_run)
        return
    if what is None:
        _ask(opened, department, today, dry_run=dry_run)
        return
    numbers = {
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "lowest": lowest,
        "done_on": done_on,
    }
    texts = {"contributor": contributor, "unit": unit, "stage": stage, "account": note}
    proof = [evidence_within(opened.project.root, each) for each in evidence or ()]
    entry = _entry(numbers, texts, {"steps_done": step, "evidence": proof}, issued)
    if withdraw:
        entry["withdraw"] = Raw("true")
    _says_enough(entry, reason)
    if reason is not None:
        entry["date"] = Raw(made_on or now(today))
    found, quarter = _found(opened, what), opened.assessment.view.quarter
    if asked is None:
        quarter = max(quarter, _happened(entry, opened.assessment.view.latest))
    _write(opened, found, quarter, entry, reason, department, today, came, dry_run=dry_run)


def _write_nil(
    opened: "Opened",
    what: str | None,
    department: str | None,
    today: str | None,
    came: "Received | None",
    *,
    dry_run: bool,
) -> None:
    from edu_plan_cli.cli.context import the_department
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.report_file import refuse_closed, report_file
    from edu_plan_cli.editing.edits import set_nil, set_received

    if what is not None or department is None:
        raise Stop(
            Words(
                "零报告是整个科室的：edu-plan record --nil -q Q2 --department 学前科。",
                "A nil report is a whole department's: record --nil -q Q2 --department NAME.",
            )
        )
    plan, quarter, day = opened.assessment.plan, opened.assessment.view.quarter, now(today)
    refuse_closed(plan, quarter, day)
    at = report_file(opened.project.root, the_department(plan, department), quarter, day)

    def edit(text: str) -> str:
        text = set_nil(at.path, text, at.head, at.heading)
        return set_received(at.path, text, at.head, at.heading, *came) if came else text

    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=dry_run)


def _entry(
    numbers: dict[str, str | None],
    texts: dict[str, str | None],
    lists: dict[str, list[str] | None],
    issued: list[str] | None,
) -> dict[str, Any]:
    """What was given, as an entry. Raises Stop for a document that is not wholly named."""
    from edu_plan_cli.nodes.writer import Raw

    if issued is not None and len(issued) != 3:  # noqa: PLR2004
        raise Stop(
            Words(
                "--issued 要写三次：标题、文号、日期。", "--issued is given three times: title, number, date."
            )
        )
    entry: dict[str, Any] = {
        key: Raw(normalize_typed(given)) for key, given in numbers.items() if given is not None
    }
    entry |= {key: given for key, given in (*texts.items(), *lists.items()) if given}
    if issued:
        entry["document"] = dict(zip(("title", "number", "issued_on"), issued, strict=True))
    return entry


def _says_enough(entry: dict[str, Any], reason: str | None) -> None:
    if "withdraw" in entry and reason is None:
        raise Stop(Words("撤回要写理由：--reason。", "--withdraw goes with --reason."))
    if not set(entry) - {"contributor", "unit"}:
        raise Stop(
            Words(
                "没有给出填报内容，如 --value 120；见 edu-plan record --help。",
                "Nothing to record, such as --value 120.",
            )
        )


def _happened(entry: dict[str, Any], latest: "Quarter") -> "Quarter":
    """The quarter in which what is recorded happened, where that is said: it belongs in that quarter's report."""
    from edu_plan_cli.values.quarter import quarter_of

    said = str(entry.get("done_on") or entry.get("document", {}).get("issued_on", ""))
    try:
        return min(quarter_of(date.fromisoformat(said)), latest)
    except ValueError:
        return latest._replace(number=1)


def _found(opened: "Opened", what: str) -> "TargetAssessment":
    from edu_plan_cli.cli.plan_arguments import the_target

    target = the_target(opened.assessment.plan, what)
    return next(found for found in opened.assessment.targets if found.plan_target.target is target)


def _write(
    opened: "Opened",
    found: "TargetAssessment",
    quarter: "Quarter",
    entry: dict[str, Any],
    reason: str | None,
    department: str | None,
    today: str | None,
    came: "Received | None" = None,
    *,
    dry_run: bool,
) -> None:
    from edu_plan_cli.cli.context import the_department
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.report_file import refuse_closed, report_file
    from edu_plan_cli.editing.edits import record, set_received
    from edu_plan_cli.model.answering import answering_for

    plan, issued = opened.assessment.plan, opened.checked.plan
    assert issued is not None  # there is an assessment of it
    into, day = quarter, now(today)
    if reason is None:
        refuse_closed(plan, quarter, day)
    if reason is not None:
        entry = {**entry, "quarter": quarter.key, "reason": reason}
        reported = [report.period for report in opened.checked.reports if report.period > quarter]
        if quarter.number == 4 and not reported:  # noqa: PLR2004
            raise Stop(
                Words(
                    "四季度之后没有可写更正的文件，请直接改四季度的填报。",
                    "No quarter follows to hold a correction.",
                )
            )
        into = max(reported, default=quarter._replace(number=quarter.number + 1))
    leads = answering_for(issued, opened.checked.reports, into, day)
    lead = leads.get(found.plan_target.target.id, found.plan_target.lead)
    who = the_department(plan, department or lead or "")
    at = report_file(opened.project.root, who, into, day)
    entry = {"target": found.plan_target.target.id, **entry}
    name = f"{found.plan_target.label} {found.plan_target.target.name}"

    def edit(text: str) -> str:
        text = record(at.path, text, at.head, entry, at.heading, name)
        return set_received(at.path, text, at.head, at.heading, *came) if came else text

    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=dry_run)


def _ask(opened: "Opened", department: str | None, today: str | None, *, dry_run: bool) -> None:
    """One target after another: what is asked, what was said last, an answer or Enter. Each answer is kept at once."""
    from edu_plan_cli.presentation.figures import quarter_name, said

    if not is_terminal(sys.stdin):
        raise Stop(
            Words(
                "要填哪个目标？如 edu-plan record 14-2 -q Q2 --value 120。",
                "Which target? Such as record 14-2.",
            )
        )
    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    who = plan.department(department) if department else None
    while who is None:
        names = "、".join(found.name for found in plan.departments)
        who = plan.department(
            typer.prompt(say(Words(f"哪个科室（{names}）", f"Which department ({names})"))).strip()
        )
    mine = [
        found
        for found in opened.assessment.targets
        if opened.assessment.answering.get(found.plan_target.target.id) == who.id
        and found.plan_target.target.asked_in(quarter)
        and found.light not in ("done", "dropped")
    ]
    typer.echo(
        say(
            Words(
                f"{who.name} {plan.year}年{quarter_name(quarter, 'zh')}：{len(mine)} 个目标。回车跳过，q 结束。",
                f"{who.name} {quarter}: {len(mine)} targets. Enter skips, q ends.",
            )
        )
    )
    for found in mine:
        target = found.plan_target.target
        typer.echo()
        typer.echo(f"{found.plan_target.label} {target.name}")
        typer.echo(say(Words(f"  原文：{target.quote}", f"  quote: {target.quote}")))
        last = found.last.key if found.last else ""
        typer.echo(
            say(
                Words(
                    f"  目标值 {target.goal.zh}；已报 {said(found.progress.cumulative, 'zh')} {last}",
                    f"  goal {target.goal.en}; so far {said(found.progress.cumulative, 'en')} {last}",
                )
            )
        )
        for contributor in target.get("contributors") or [None]:
            entry = _answers(found, contributor)
            if entry is None:
                return
            if entry:
                try:
                    _write(opened, found, quarter, entry, None, who.id, today, dry_run=dry_run)
                except Stop as stop:
                    tell(stop.words)


def _answers(found: "TargetAssessment", contributor: str | None) -> dict[str, Any] | None:
    """What was typed for one target; empty for a skip, None for the end."""
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.presentation.prompts import prompt_for

    entry: dict[str, Any] = {}
    for key in (*found.plan_target.target.answers, "account"):
        prompt = say(prompt_for(found.plan_target.target, key))
        lead = f"{contributor} " if contributor else ""
        typed = typer.prompt(f"  {lead}{prompt}", default="", show_default=False).strip()
        if typed.lower() == "q":
            return None
        if not typed and key != "account":
            continue
        if typed:
            entry |= {key: typed} if key in ("stage", "account") else _typed(key, typed, Raw)
    return {**entry, "contributor": contributor} if entry and contributor else entry


def _typed(key: str, typed: str, raw: Any) -> dict[str, Any]:
    if key == "steps_done":
        return {key: typed.replace("，", ",").replace("、", ",").split(",")}
    if key == "document":
        parts = typed.replace("，", ",").split(",")
        return {key: dict(zip(("title", "number", "issued_on"), parts, strict=False))}
    return {key: raw(normalize_typed(typed))}
