"""``edu-plan log`` and ``edu-plan blame``: who said what, when."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.features.history.diff_screen import field_line
from edu_plan_cli.features.history.timeline import Event
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_marks, table, text
from edu_plan_cli.presentation.report.report_rows import answer_text
from edu_plan_cli.values.bilingual import Lang, Words

if TYPE_CHECKING:
    from edu_plan_cli.files.git import Touches

_NO_DAY = Words("日期不可信", "impossible date")


def write_log(
    console: Console, title: str, events: Sequence[Event], departments: Mapping[str, str], lang: Lang
) -> None:
    console.print(text(title, "bold"))
    last = ""
    for event in events:
        lines = []
        if event.commit != last:
            commit, author, subject = event.commit[:7], text(event.author), text(event.subject, "bold")
            day = event.day or _NO_DAY.in_(lang)
            lines += [Text(), Text.assemble((commit, "yellow"), f" {day} ", author, "  ", subject)]
            last = event.commit
        if event.about.in_(lang):
            lines.append(text(f"  {event.about.in_(lang)}"))
        lines += [field_line(field, departments, lang, arrow=False) for field in event.fields]
        console.print(Text("\n").join(lines), soft_wrap=True)


def log_json(identity: str, events: Sequence[Event]) -> str:
    data = {
        "schema": "edu-plan/log@1",
        "id": identity,
        "events": [
            {
                "commit": event.commit,
                "author": event.author,
                "day": event.day,
                "subject": event.subject,
                "about": event.about._asdict(),
                "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in event.fields],
            }
            for event in events
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def write_blame(
    console: Console, assessment: Assessment, department: str | None, touches: "Touches", lang: Lang
) -> None:
    """Every answer of the quarter, with who last touched its first line."""
    quarter = assessment.view.quarter
    console.print(text(figures.as_of(assessment, lang), "bold"))
    print_marks(console, figures.marks(assessment), lang)
    head = Words("目标|名称|填报|日期|提交人|提交", "target|name|answer|day|author|commit").in_(lang)
    made = table(console, *head.split("|"), wide=1)
    for found in assessment.targets:
        for reported in found.now(quarter):
            if department is not None and reported.department != department:
                continue
            location = reported.entry.location()
            who = touches.get((location.path, location.line))
            committed = (
                (who.day or _NO_DAY.in_(lang), who.author, who.commit[:7])
                if who
                else (figures.NONE, *_not_committed(lang))
            )
            made.add_row(
                text(found.plan_target.label),
                text(found.plan_target.target.name),
                text(figures.short(answer_text(reported.entry))),
                *(text(part) for part in committed),
            )
    console.print(made)


def _not_committed(lang: Lang) -> tuple[str, str]:
    return Words("未提交", "not committed").in_(lang), figures.NONE
