"""``edu-plan record``."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.complete import items_and_targets
from edu_plan_cli.commands.language import LANG, say, tell
from edu_plan_cli.values.words import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import TargetAssessment
    from edu_plan_cli.commands.wiring import Opened

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
    ("edu-plan record -q Q2 --department 基教科", Words("逐个目标问着填", "be asked, target by target")),
)


def _answer(flag: str, metavar: str, zh: str, en: str) -> Any:
    return typer.Option(flag, metavar=metavar, help=say(zh, en))


def command(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar=say("目标", "TARGET"),
            help=say(
                "目标（14-1）或编号；不写就逐个问", "a target (14-1) or its id; without it you are asked"
            ),
            autocompletion=items_and_targets,
        ),
    ] = None,
    quarter: options.Quarter = None,
    value: Annotated[str | None, _answer("--value", say("数", "NUMBER"), "数值", "the value")] = None,
    unit: Annotated[
        str | None, _answer("--unit", say("单位", "UNIT"), "单位，与目标的不同时写", "its unit, if another")
    ] = None,
    numerator: Annotated[
        str | None, _answer("--numerator", say("数", "NUMBER"), "分子", "the numerator")
    ] = None,
    denominator: Annotated[
        str | None, _answer("--denominator", say("数", "NUMBER"), "分母", "the denominator")
    ] = None,
    lowest: Annotated[
        str | None, _answer("--lowest", say("数", "NUMBER"), "最低一期", "the lowest period")
    ] = None,
    stage: Annotated[
        str | None, _answer("--stage", say("阶段", "STAGE"), "已完成到的阶段", "the stage reached")
    ] = None,
    step: Annotated[
        list[str] | None,
        _answer("--step", say("步骤", "STEP"), "已完成的步骤；可多次", "a step done; repeatable"),
    ] = None,
    done_on: Annotated[
        str | None, _answer("--done-on", say("日期", "DATE"), "完成日期", "the day it was done")
    ] = None,
    issued: Annotated[
        list[str] | None,
        _answer(
            "--issued",
            say("文件", "DOCUMENT"),
            "印发的文件：标题、文号、日期，各写一次",
            "title, number and date, one each",
        ),
    ] = None,
    note: Annotated[str | None, _answer("--note", say("说明", "TEXT"), "情况说明", "an account")] = None,
    evidence: Annotated[
        list[str] | None,
        _answer("--evidence", say("佐证", "EVIDENCE"), "佐证材料；可多次", "evidence; repeatable"),
    ] = None,
    contributor: Annotated[
        str | None, _answer("--contributor", say("单位", "NAME"), "分单位填报的，写单位", "whose part it is")
    ] = None,
    reason: Annotated[
        str | None,
        _answer(
            "--reason", say("理由", "REASON"), "更正以前季度的理由", "why an earlier quarter is corrected"
        ),
    ] = None,
    department: options.Department = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.commands.wiring import Wanted, open_assessment
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.values.evidence import evidence_within

    # The day decides only which quarter is meant where none is typed; what was sent later counts all the same.
    opened = open_assessment(Wanted(project, year, quarter, None, today))
    if what is None:
        _ask(opened, department, today, dry_run=dry_run)
        return
    if issued is not None and len(issued) != 3:  # noqa: PLR2004
        raise Stop(
            say(
                "--issued 要写三次：标题、文号、日期。", "--issued is given three times: title, number, date."
            )
        )
    numbers = {
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "lowest": lowest,
        "done_on": done_on,
    }
    texts = {"contributor": contributor, "unit": unit, "stage": stage, "account": note}
    entry: dict[str, Any] = {key: Raw(_half(given)) for key, given in numbers.items() if given is not None}
    entry |= {key: given for key, given in texts.items() if given is not None}
    if step:
        entry["steps_done"] = step
    if issued:
        entry["document"] = dict(zip(("title", "number", "issued_on"), issued, strict=True))
    if evidence:
        entry["evidence"] = [evidence_within(opened.project.root, each) for each in evidence]
    if not set(entry) - {"contributor", "unit"}:
        raise Stop(
            say(
                "没有给出填报内容，如 --value 120；见 edu-plan record --help。",
                "Nothing to record, such as --value 120.",
            )
        )
    _write(opened, _found(opened, what), entry, reason, department, today, dry_run=dry_run)


def _half(typed: str) -> str:
    """Full-width digits and signs, as Chinese input leaves them, are the same numbers."""
    import unicodedata

    return unicodedata.normalize("NFKC", typed).strip()


def _found(opened: "Opened", what: str) -> "TargetAssessment":
    from edu_plan_cli.commands.editing import the_target

    target = the_target(opened.assessment.plan, what)
    return next(found for found in opened.assessment.targets if found.placed.target is target)


def _write(
    opened: "Opened",
    found: "TargetAssessment",
    entry: dict[str, Any],
    reason: str | None,
    department: str | None,
    today: str | None,
    *,
    dry_run: bool,
) -> None:
    from edu_plan_cli.commands.reporting import refuse_closed, report_file
    from edu_plan_cli.commands.wiring import the_department
    from edu_plan_cli.commands.wiring import today as now
    from edu_plan_cli.commands.writing import make_change
    from edu_plan_cli.editing.edits import record

    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    who = the_department(plan, department or found.placed.lead or "")
    into, day = quarter, now(today)
    if reason is None:
        refuse_closed(plan, quarter, day)
    if reason is not None:
        entry = {**entry, "quarter": quarter.key, "reason": reason}
        reported = [report.period for report in opened.checked.reports if report.period > quarter]
        if quarter.number == 4 and not reported:  # noqa: PLR2004
            raise Stop(
                say(
                    "四季度之后没有可写更正的文件，请直接改四季度的填报。",
                    "No quarter follows to hold a correction.",
                )
            )
        into = max(reported, default=quarter._replace(number=quarter.number + 1))
    at = report_file(opened.project.root, who, into, day)
    entry = {"target": found.placed.target.id, **entry}
    name = f"{found.placed.label} {found.placed.target.name}"

    def edit(text: str) -> str:
        return record(at.path, text, at.head, entry, at.heading, name)

    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=dry_run)


def _ask(opened: "Opened", department: str | None, today: str | None, *, dry_run: bool) -> None:
    """One target after another: what is asked, what was said last, an answer or Enter. Each answer is kept at once."""
    from edu_plan_cli.presentation.figures import quarter_name, said

    if not sys.stdin.isatty():
        raise Stop(
            say(
                "要填哪个目标？如 edu-plan record 14-2 -q Q2 --value 120。",
                "Which target? Such as record 14-2.",
            )
        )
    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    who = plan.department(department) if department else None
    while who is None:
        names = "、".join(found.name for found in plan.departments)
        who = plan.department(
            typer.prompt(say(f"哪个科室（{names}）", f"Which department ({names})")).strip()
        )
    mine = [
        f for f in opened.assessment.targets if f.placed.lead == who.id and f.light not in ("done", "dropped")
    ]
    typer.echo(
        say(
            f"{who.name} {plan.year}年{quarter_name(quarter, 'zh')}：{len(mine)} 个目标。回车跳过，q 结束。",
            f"{who.name} {quarter}: {len(mine)} targets. Enter skips, q ends.",
        )
    )
    for found in mine:
        target = found.placed.target
        typer.echo()
        typer.echo(f"{found.placed.label} {target.name}")
        typer.echo(say(f"  原文：{target.quote}", f"  quote: {target.quote}"))
        last = found.last.key if found.last else ""
        typer.echo(
            say(
                f"  目标值 {target.goal.zh}；已报 {said(found.standing.cumulative, 'zh')} {last}",
                f"  goal {target.goal.en}; so far {said(found.standing.cumulative, 'en')} {last}",
            )
        )
        for contributor in target.get("contributors") or [None]:
            entry = _answers(found, contributor)
            if entry is None:
                return
            if entry:
                try:
                    _write(opened, found, entry, None, who.id, today, dry_run=dry_run)
                except Stop as stop:
                    tell(str(stop))


def _answers(found: "TargetAssessment", contributor: str | None) -> dict[str, Any] | None:
    """What was typed for one target; empty for a skip, None for the end."""
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.presentation.prompts import prompt_for

    entry: dict[str, Any] = {}
    for key in (*found.placed.target.answers, "account"):
        prompt = prompt_for(found.placed.target, key).in_(LANG)
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
    return {key: raw(_half(typed))}
