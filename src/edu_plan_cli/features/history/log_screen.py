"""``edu-plan log`` and ``edu-plan blame``: who said what, when."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.features.history.diff_screen import field_line
from edu_plan_cli.features.history.timeline import Event
from edu_plan_cli.kinds.entry import Entry, figure_keys
from edu_plan_cli.model.keys import said, title
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_marks, text
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.files.git import Touches

_NOBODY = (figures.NONE, figures.NONE, figures.NONE)  # where the history that would tell was not fetched
_CUT_OFF = Words(
    "（更早的历史没有取来，可能早就是这样）", " (as far as the history was fetched; perhaps so before)"
)
_SETTLED = Words("（合并时定下）", " (settled in the merge)")
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
        remark = _SETTLED if event.merged else _CUT_OFF if event.cut_off else Words("", "")
        about = event.about.in_(lang) + remark.in_(lang)
        if about:
            lines.append(text(f"  {about}"))
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
                "merge": event.merged,
                "cut_off": event.cut_off,
                "fields": [{"field": f.field, "before": f.before, "after": f.after} for f in event.fields],
            }
            for event in events
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def write_blame(
    console: Console, assessment: Assessment, department: str | None, touches: "Touches", lang: Lang
) -> None:
    """Every answer of the quarter and every update in it, with who last changed its figures."""
    quarter = assessment.view.quarter
    console.print(text(figures.as_of(assessment, lang), "bold"))
    print_marks(console, figures.marks(assessment), lang)
    head = Words("目标|名称|填报|日期|提交人|提交", "target|name|answer|day|author|commit").in_(lang)
    made = table(console, *head.split("|"), wide=1)
    for found in assessment.targets:
        updates = [update for update in found.updates if update.quarter == quarter]
        for reported in (*found.now(quarter), *updates):
            if department is not None and reported.department != department:
                continue
            name, contributor = found.plan_target.target.name, reported.entry.contributor
            for answer, who in _who_by_figure(reported.entry, touches, lang):
                made.add_row(
                    text(found.plan_target.label),
                    text(f"{name}（{contributor}）" if contributor else name),
                    text(figures.short(answer)),
                    *(text(part) for part in who),
                )
    console.print(made)


def _who_by_figure(entry: Entry, touches: "Touches", lang: Lang) -> list[tuple[str, tuple[str, str, str]]]:
    """An answer with day, author and commit; where its figures are not of one hand, each figure with its own."""
    by_key = {key: _who(entry.location(key), touches, lang) for key in figure_keys(entry.node.values)}
    if len(set(by_key.values())) <= 1:
        return [(figures.answer_text(entry), next(iter(by_key.values()), _NOBODY))]
    return [
        (f"{Words(title(key), key).in_(lang)} {said(entry.get(key))}", who) for key, who in by_key.items()
    ]


def _who(location: Location, touches: "Touches", lang: Lang) -> tuple[str, str, str]:
    if location not in touches:
        return _NOBODY
    touched = touches[location]
    if touched is None:
        return figures.NONE, Words("未提交", "not committed").in_(lang), figures.NONE
    return touched.day or _NO_DAY.in_(lang), touched.author, touched.commit[:7]
