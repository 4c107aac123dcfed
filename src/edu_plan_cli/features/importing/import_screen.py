"""``edu-plan import``: what was made of a document, and what was not."""

from rich.console import Console

from edu_plan_cli.features.importing.outline import Outline
from edu_plan_cli.features.importing.plan_draft import PlanDraft
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.figures import share_of, short
from edu_plan_cli.values.bilingual import Lang, Words


def write_imported(console: Console, outline: Outline, made: PlanDraft, lang: Lang) -> None:
    def line(zh: str, en: str, style: str = "") -> None:
        console.print(text(Words(zh, en).in_(lang), style), soft_wrap=True)

    named = "　".join(part for part in (outline.title, outline.issuer, outline.document_number) if part)
    line(named or "没有找到标题", named or "no title found", "bold")
    line(
        f"{made.sections} 个部分，{made.items} 项任务，{made.departments} 个科室",
        f"{made.sections} sections, {made.items} items, {made.departments} departments",
    )
    if made.unassigned:
        line(
            f"{made.unassigned} 项任务的原文没有写由谁负责",
            f"{made.unassigned} items do not say who is responsible",
            "yellow",
        )
    kinds = "，".join(
        f"{kind.words.in_(lang)} {made.candidates[key]}"
        for key, kind in KINDS.items()
        if key in made.candidates
    )
    count = sum(made.candidates.values())
    line(f"{count} 个候选目标：{kinds}" if count else "没有读出候选目标", f"{count} candidates: {kinds}")
    covered = share_of(made.kept, made.characters)
    line(f"原文覆盖率 {covered}（字）", f"text kept {covered} (characters)")
    if made.outside:
        line(
            "有数字、但不在任务里的句子（没有候选目标）：",
            "sentences with a number that stand in no item:",
            "yellow",
        )
        for sentence in made.outside:
            line(f"       {sentence}", f"       {sentence}")
    if made.left:
        line("没有放进工作要点的：", "not in the plan:", "yellow")
        for left in made.left:
            line(f"  第 {left.number} 行  {short(left.text)}", f"  line {left.number}  {short(left.text)}")
    if made.unread:
        said = share_of(made.sentences - len(made.unread), made.sentences)
        line(
            f"读出目标或科室的句子 {said}；其余 {len(made.unread)} 句没有读出目标：",
            f"sentences with a target or department {said}; nothing was read out of these {len(made.unread)}:",
            "yellow",
        )
        for unread in made.unread:
            line(f"  {unread.number:>3}  {unread.text}", f"  {unread.number:>3}  {unread.text}")
