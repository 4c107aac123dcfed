"""``edu-plan import`` of StratML: what was made of it, and what was not."""

from rich.console import Console

from edu_plan_cli.features.importing.stratml_import import Imported
from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.figures import short
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Lang, Words

_SHOWN = 20


def left_text(made: Imported, lang: Lang) -> str:
    """Return all that the plan has no place for, whole, a line each with its line in the file and the element's name."""
    return "".join(
        Words(f"第 {left.line} 行  {left.name}: ", f"line {left.line}  {left.name}: ").in_(lang)
        + f"{visible(left.text)}\n"
        for left in made.left
    )


def write_stratml(console: Console, made: Imported, lang: Lang, *, whole: bool) -> None:
    """Print what was made; of what was left out the first, and with ``whole`` not how to have the rest, which is in a file."""

    def line(zh: str, en: str, style: str = "") -> None:
        console.print(text(Words(zh, en).in_(lang), style), soft_wrap=True)

    line(f"{made.title}　{made.year}", f"{made.title}  {made.year}", "bold")
    line(
        f"{made.sections} 个部分，{made.items} 项任务，{made.departments} 个科室，{made.targets} 个目标，{made.candidates} 个候选目标",
        f"{made.sections} sections, {made.items} items, {made.departments} departments, {made.targets} targets, "
        f"{made.candidates} candidates",
    )
    if made.results:
        line(
            f"{made.results} 个各季结果没有读入：工作要点里不放进展，由科室填报",
            f"{made.results} results of quarters were not taken: a plan holds none, departments report them",
        )
    if made.left:
        line(f"没有放进工作要点的 {len(made.left)} 处：", f"not in the plan ({len(made.left)}):", "yellow")
    for left in made.left[:_SHOWN]:
        said = f"{left.name}: {short(left.text)}"
        line(f"  第 {left.line} 行  {said}", f"  line {left.line}  {said}")
    if len(made.left) > _SHOWN:
        more = len(made.left) - _SHOWN
        line(
            f"  …… 还有 {more} 处" + ("" if whole else "；加 --rest 其余.txt 全部写到文件"),
            f"  … and {more} more" + ("" if whole else "; --rest rest.txt writes all to a file"),
        )
