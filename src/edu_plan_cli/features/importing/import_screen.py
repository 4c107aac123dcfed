"""``edu-plan import``: what was made of a document, and what was not."""

from collections.abc import Callable, Sequence

from rich.console import Console

from edu_plan_cli.features.importing.outline import Outline
from edu_plan_cli.features.importing.plan_draft import PlanDraft
from edu_plan_cli.features.importing.target_extraction import Asked
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.figures import share_of, short
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Lang, Words

_FEW = 6  # examples are enough


def asked_lines(asked: Sequence[tuple[int, Asked]]) -> list[tuple[Words, str]]:
    """What of items' texts is asked about, with its sentence: lines and their styles."""
    if not asked:
        return []
    count = len(asked)
    head = Words(
        f"原文里没读懂的数和日期 {count} 处（没有写进目标，请看原文）：",
        f"{count} numbers and days of the text that are not read (they are in no target; see the text):",
    )
    return [(head, "yellow")] + [
        (
            Words(
                f"  {number:>3}  {each.question.why.zh}：{each.quote}",
                f"  {number:>3}  {each.question.why.en}: {each.quote}",
            ),
            "",
        )
        for number, each in asked
    ]


def left_text(made: PlanDraft, lang: Lang) -> str:
    """Return what of the document is not in the plan, whole, a line each with its line in the document where it has one."""
    lines = [
        Words(f"第 {left.number} 行  ", f"line {left.number}  ").in_(lang) * bool(left.number)
        + visible(left.text)
        for left in made.left
    ]
    return "".join(f"{line}\n" for line in lines)


def write_imported(console: Console, outline: Outline, made: PlanDraft, lang: Lang) -> None:
    def line(zh: str, en: str, style: str = "") -> None:
        console.print(text(Words(zh, en).in_(lang), style), soft_wrap=True)

    named = "　".join(part for part in (outline.title, outline.issuer, outline.document_number) if part)
    line(named or "没有找到标题", named or "no title found", "bold")
    kinds = "，".join(
        f"{kind.words.in_(lang)} {made.candidates[key]}"
        for key, kind in KINDS.items()
        if key in made.candidates
    )
    count = sum(made.candidates.values())
    line(f"{count} 个候选目标：{kinds}" if count else "没有读出候选目标", f"{count} candidates: {kinds}")
    covered = share_of(made.kept, made.characters)
    line(f"原文覆盖率 {covered}（字）", f"text kept {covered} (characters)")
    _write_structure(line, made)
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
            if left.number:
                line(
                    f"  第 {left.number} 行  {short(left.text)}", f"  line {left.number}  {short(left.text)}"
                )
            else:  # of the file as a whole
                line(f"  {left.text}", f"  {left.text}")
    for words, style in asked_lines(made.asked):
        line(words.zh, words.en, style)
    if made.unread:
        said = share_of(made.sentences - made.silent, made.sentences)
        line(
            f"读出目标或科室的句子 {said}；这 {len(made.unread)} 句（或其中的分句）没有读出目标：",
            f"sentences with a target or department {said}; nothing was read out of these {len(made.unread)} (sentences or clauses):",
            "yellow",
        )
        for unread in made.unread:
            line(f"  {unread.number:>3}  {unread.text}", f"  {unread.number:>3}  {unread.text}")


def _write_structure(line: Callable[..., None], made: PlanDraft) -> None:
    """What a document's characters do not show: whether its tasks, who leads, time limits and numbers all came over."""
    understood = [due for _, due in made.dues if due.question is None]
    line(
        f"结构：{made.sections} 个部分，{made.items} 项任务，{made.departments} 个科室；{made.unassigned} 项任务没有写由谁负责；完成时限写了 {len(made.dues)} 处、读懂 {len(understood)} 处；"
        f"{len(made.numbers)} 处数字没有成为目标",
        f"structure: {made.sections} sections, {made.items} items, {made.departments} departments; "
        f"{made.unassigned} items do not say who is responsible; "
        f"{len(understood)} of {len(made.dues)} time limits understood; {len(made.numbers)} numbers became no target",
        "yellow" if made.unassigned or len(understood) < len(made.dues) or made.numbers else "",
    )
    for number, due in made.dues:
        if due.question is not None:
            line(f"  {number:>3}  完成时限{due.question.zh}", f"  {number:>3}  time limit: {due.question.en}")
    if made.renumbered:
        shown = "、".join(f"{number}（{printed}）" for number, printed in made.renumbered[:_FEW])
        more = " …" if len(made.renumbered) > _FEW else ""
        line(
            f"各部分的序号重新开始，任务按全文连续编号，印的序号写在旁边：{shown}{more}",
            f"numbers begin anew in each section; items are counted through, with the printed number beside: {shown}{more}",
            "yellow",
        )
    if made.numbers:
        line("有数字、没有成为目标的：", "numbers that became no target:", "yellow")
        for left in made.numbers:
            line(f"  {left.number:>3}  {left.text}", f"  {left.number:>3}  {left.text}")
