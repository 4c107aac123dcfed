"""The steps of ``review``: what waits, listing it, answering it by one command, and the dialog about it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Lang, Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.plan_arguments import Plans
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.features.importing.proposed_targets import ProposedTarget


def year_with_candidates(project: str | None) -> str | None:
    """Of several years the newest with candidates, which is where a person is wanted, whether it is issued or not."""
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.files.project_folder import plan_years
    from edu_plan_cli.model.load import load_plan

    root = open_project(project).root
    years = plan_years(root)
    for year in reversed(years) if len(years) > 1 else ():
        plan = load_plan(root, year)
        if plan is not None and any(item.candidates for item in plan.items):
            return str(year)
    return None


def waiting_for(at: "Plans", what: str | None) -> "list[ProposedTarget]":
    """What waits: all, of an item, or the one with an id or name. Raises Stop where nothing is meant."""
    from edu_plan_cli.features.importing.proposed_targets import proposed_targets
    from edu_plan_cli.model.references import find_item

    everything = proposed_targets(at.plan)
    if what is None:
        return everything
    if one := [each for each in everything if what in (each.id, each.name)]:
        return one[:1]
    if (item := find_item(at.plan, what)) is not None:
        return [each for each in everything if each.item.id == item.id]
    named = [each for each in everything if what in each.name]
    if len(named) == 1:
        return named
    near = "、".join(f"{each.id} {each.name}" for each in named[:5])
    raise Stop(
        Words(f"没有 {what}；是不是 {near}？", f"No {what}; did you mean {near}?")
        if near
        else Words(
            f"没有 {what} 这项任务或候选目标；edu-plan review --list 列出全部。",
            f"No item or candidate {what}; edu-plan review --list shows all.",
        )
    )


def list_waiting(at: "Plans", waiting: "Sequence[ProposedTarget]", what: str | None, lang: Lang) -> None:
    """List what waits, and the numbers and days of the text that were not read."""
    from edu_plan_cli.features.importing.candidate_screen import write_asked, write_proposed
    from edu_plan_cli.presentation.console import make_console

    console = make_console()
    write_proposed(console, waiting, lang)
    asked = {each.item.id for each in waiting}
    write_asked(
        console, [item for item in at.plan.items if what is None or item.id in asked], at.plan.year, lang
    )


def ask_about(
    at: "Plans",
    waiting: "Sequence[ProposedTarget]",
    what: str | None,
    answers: Path | None,
    reopen: "Callable[[], Plans]",
    *,
    dry_run: bool,
) -> None:
    """Ask about what waits, one after another, and say at the end what was done and what is left."""
    from edu_plan_cli.cli.candidate_dialog import CandidateReview, review_candidates
    from edu_plan_cli.cli.typed_lines import answers_in, ask_at_prompt
    from edu_plan_cli.features.importing.candidate_screen import count_words, write_asked
    from edu_plan_cli.presentation.console import make_console

    console = make_console()
    count = count_words(waiting)
    how = Words(
        "y 认可，n 不作目标，e 改，k 换种类，a 本项其余都认可，回车以后再说，< 退回，? 说明，q 结束。每答一个就写入一个。",
        "y accepts, n sets aside, e changes, k changes the kind, a accepts the rest of the item, Enter leaves it, < goes back, ? helps, q ends. Each answer is written at once.",
    )
    write_line(say(Words(f"{count.zh}。{how.zh}", f"{count.en}. {how.en}")))
    ids = frozenset(each.item.id for each in waiting) if what is not None else frozenset()
    review = CandidateReview(console, answers_in(answers) if answers else ask_at_prompt, reopen, ids, dry_run)
    review_candidates(review)
    left = len(review.waiting(reopen()))
    write_asked(console, [item for item in at.plan.items if not ids or item.id in ids], at.plan.year, LANG)
    more = say(
        Words("；再运行 edu-plan review 接着看。", "; run edu-plan review to go on.")
        if left
        else Words("。", ".")
    )
    done, aside = review.count("y"), review.count("n")
    write_line(
        say(
            Words(
                f"\n认可 {done} 个，不作目标 {aside} 个，还有 {left} 个{more}",
                f"\n{done} accepted, {aside} set aside, {left} left{more}",
            )
        )
    )


def answer_at_once(
    at: "Plans",
    waiting: "Sequence[ProposedTarget]",
    pairs: Sequence[str],
    *,
    accept: bool,
    aside: bool,
    dry_run: bool,
) -> int:
    """Accept, or set aside, all that waits of what was asked for, in one change. Returns 1 where something still lacks an answer, else 0.

    Raises Stop for options that do not go together, for what is not understood, and where the checks refuse the change.
    """
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.propose import in_turn
    from edu_plan_cli.features.importing.candidate_answers import setting_aside

    _refuse_contradictions(pairs, accept=accept, aside=aside)
    if not waiting:
        tell(Words("没有要看的了。", "Nothing waits."))
        return 0
    from edu_plan_cli.features.importing.proposed_targets import proposed_targets

    everything = proposed_targets(at.plan)
    lead, typed, kind = _typed_pairs(at, pairs, str(waiting[0].kind))
    edits, left = [], []
    taken: list[str] = []
    gone: list[str] = []
    still = list(everything)
    for proposed in waiting:
        if aside or (not proposed.promises and len(waiting) > 1):
            edits.append(setting_aside(at.plan, still, proposed, gone.copy()))
            gone.append(proposed.id)
        else:
            edit = _accepting(at, still, proposed, typed, kind, lead, taken)
            if isinstance(edit, Words):
                left.append(edit)
                continue
            edits.append(edit)
            taken.append(proposed.id)
        still = [each for each in still if each.id != proposed.id]

    if edits:
        make_change(at.root, at.year, at.file, [in_turn(edits)], dry_run=dry_run, tell=("warning",))
    for words in left:
        tell(words)
    return 1 if left else 0


def _refuse_contradictions(pairs: Sequence[str], *, accept: bool, aside: bool) -> None:
    if accept == aside:
        raise Stop(
            Words("请写 --accept（认可）或 --aside（不作目标）之一。", "Give either --accept or --aside.")
        )
    if aside and pairs:
        raise Stop(Words("--aside 不带 键=值。", "--aside takes no KEY=VALUE."))


def _typed_pairs(
    at: "Plans", pairs: Sequence[str], kind: str
) -> "tuple[NewLead | None, dict[str, Any], str | None]":
    """The lead, the other values, and the kind if one was typed."""
    from edu_plan_cli.cli.plan_arguments import typed_values
    from edu_plan_cli.editing.edits import NewLead

    typed = typed_values(at.plan, "target", pairs, kind)
    lead = typed.pop("lead", None)
    return (NewLead(str(lead)) if lead else None), typed, typed.pop("kind", None)


def _accepting(
    at: "Plans",
    everything: "Sequence[ProposedTarget]",
    proposed: "ProposedTarget",
    typed: dict[str, Any],
    kind: str | None,
    lead: "NewLead | None",
    taken: Sequence[str],
) -> "Callable[[str], str] | Words":
    """The edit that accepts one, else why it cannot be."""
    from edu_plan_cli.features.importing.candidate_answers import accepting, lacking
    from edu_plan_cli.features.importing.candidate_questions import changed_kind
    from edu_plan_cli.model.keys import KEYS

    if kind is not None:
        proposed = proposed._replace(values=changed_kind(proposed.values, kind))
    missing = lacking(proposed, typed)
    is_led = proposed.item.lead is not None or "lead" in proposed.values
    if lead is not None and is_led and proposed.item.lead != lead.id:
        typed = {**typed, "lead": lead.id}
    if missing or not (is_led or lead):
        keys = [*missing, *([] if is_led or lead else ["lead"])]
        zh = "、".join(KEYS[key][0] for key in keys)
        typing = " ".join(f"{KEYS[key][0]}=…" for key in keys)
        return Words(
            f"第{proposed.item.number}项 {proposed.name} 还缺 {zh}：edu-plan review {proposed.id} --accept {typing}",
            f"Item {proposed.item.number} {proposed.name} lacks {', '.join(keys)}: edu-plan review {proposed.id} --accept {typing}",
        )
    return accepting(at.plan, everything, proposed, typed, None if is_led else lead, (), taken)
