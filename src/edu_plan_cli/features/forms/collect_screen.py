"""``edu-plan collect``: what a form says, before anything is written."""

from rich.text import Text

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.features.forms.form_reading import Collected
from edu_plan_cli.presentation.console import make_console, text
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words

_STATES = {
    "new": (Words("新填", "new"), "green"),
    "changed": (Words("改动", "changed"), "yellow"),
    "same": (Words("没变", "same"), "dim"),
    "unclear": (Words("退回", "goes back"), "bold red"),
}


def write_collected(name: str, assessment: Assessment, found: Collected, lang: Lang) -> None:
    console = make_console()
    who = found.department.name if found.department else "?"
    console.print(text(f"{name} · {who} · {assessment.view.quarter}", "bold"), soft_wrap=True)
    if found.answers:
        made = table(
            console,
            *Words("目标|名称|填了什么|情况", "target|name|answer|state").in_(lang).split("|"),
            wide=1,
        )
        for answer in found.answers:
            said, style = _STATES[answer.state]
            shown = " ".join(_shown(key, value) for key, value in answer.entry.items() if key != "target")
            plan_target = answer.target.plan_target
            made.add_row(
                text(plan_target.label),
                text(plan_target.target.name),
                text(shown),
                text(said.in_(lang), style),
            )
        console.print(made)
    for one in found.asked:
        where = f"{name}!{one.cell.sheet}!{one.cell.address}" if one.cell else name
        kind = Words("请确认", "sure?") if one.doubt else Words("看不准", "unclear")
        console.print(
            Text.assemble(
                text(where, "bold"),
                " ",
                (kind.in_(lang), "yellow" if one.doubt else "bold red"),
                " ",
                text(one.why.in_(lang)),
            ),
            soft_wrap=True,
        )
    for note in found.notes:
        console.print(text(note.in_(lang), "magenta"), soft_wrap=True)
    if found.missing:
        listed = "、".join(f"{t.plan_target.label} {t.plan_target.target.name}" for t in found.missing)
        console.print(text(Words("没填：", "nothing for: ").in_(lang) + listed, "magenta"), soft_wrap=True)


def _shown(key: str, value: object) -> str:
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(map(str, value.values()))
    return f"/{value}" if key == "denominator" else str(value)
