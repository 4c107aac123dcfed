"""Write what is known of a target between two quarters into its department's updates (进展)."""

from datetime import date

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import the_department
from edu_plan_cli.cli.language import tell
from edu_plan_cli.cli.output import make_change
from edu_plan_cli.cli.plan_arguments import the_target
from edu_plan_cli.cli.record_entry import Recording
from edu_plan_cli.cli.report_file import refuse_closed
from edu_plan_cli.cli.typed_entry import TypedEntry, in_option_words, read_entry
from edu_plan_cli.editing.edits import record_note
from edu_plan_cli.editing.recorded_entry import lead_on
from edu_plan_cli.files.reading import shown_path
from edu_plan_cli.files.starter import modeline
from edu_plan_cli.model.department_updates import UPDATES_SCHEMA
from edu_plan_cli.model.keys import said, title
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import quarter_of


def record_update(
    recording: Recording, what: str | None, typed: TypedEntry, on: date | None, *, of_quarter: bool
) -> None:
    """Write an update of today, or of the day ``on``.

    Raises Stop without a target, with options of a quarter's report (``of_quarter``), for a day to come or in a closed
    quarter, and where the checks refuse it. Of an update that is there for that day already it says what is replaced.
    """
    if what is None or of_quarter:
        raise Stop(
            Words(
                "进展要写目标，不写季度：edu-plan record 13-4 --update --stage 主体封顶。",
                "An update names a target and no quarter: record 13-4 --update --stage STAGE.",
            )
        )
    if recording.as_json:
        raise Stop(
            Words(
                "--json 只说一季的填报写了什么，不和 --update 一起用。",
                "--json tells what was written of a quarter's answer; it does not go with --update.",
            )
        )
    opened, day = recording.opened, on or recording.day
    assessment, issued = opened.assessment, opened.checked.plan
    assert issued is not None  # there is an assessment of it
    if day > recording.day:
        raise Stop(Words(f"{day} 还没有到。", f"{day} is yet to come."))
    quarter = quarter_of(day)
    refuse_closed(assessment.plan, quarter, recording.day)
    target = the_target(assessment.plan, what)
    found = next(each for each in assessment.targets if each.plan_target.target is target)
    entry, refused = read_entry(target, typed, quarter, opened.project.root, None)
    if refused:
        lines = [in_option_words(question) for question in refused]
        raise Stop(Words("\n".join(line.zh for line in lines), "\n".join(line.en for line in lines)))
    lead = lead_on(issued, opened.checked.reports, quarter, recording.day, found.plan_target)
    who = the_department(assessment.plan, recording.department or lead or "")
    root, year = opened.project.root, assessment.plan.year
    file = root / "reports" / str(year) / "updates" / f"{who.id}.yaml"
    head = {"schema": UPDATES_SCHEMA, "year": year, "department": who.id}
    heading = f"{modeline(root, 'updates', 3)}# {who.name} {year} 年季度之间的进展：一条一天\n"
    update = {"target": target.id, "date": Raw(str(day)), **entry}
    name = f"{found.plan_target.label} {target.name}"
    path = shown_path(root, file)
    proposal = make_change(
        root,
        year,
        file,
        [lambda text: record_note(path, text, head, "updates", update, heading, name)],
        dry_run=recording.dry_run,
    )
    contributor = entry.get("contributor")
    before = next(
        (u.entry for u in found.updates if (u.sent, u.entry.contributor) == (day, contributor)), None
    )
    if before is None or proposal.old == proposal.new or before.node.path != path:
        return
    for key in [key for key in entry if key != "contributor" and before.get(key)]:
        old = said(before.get(key))
        tell(Words(f"  {title(key)}：原填 {old}", f"  {key}: was {old}"))
