"""Ask about what waits in a plan, one after another. Each answer is written at once, and can be taken back."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from edu_plan_cli.cli.app import InputEnded, Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.cli.lead_question import ask_departments, ask_lead
from edu_plan_cli.cli.typed_lines import BACK, Ask, WentBack
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.plan_arguments import Plans
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.features.importing.proposed_targets import ProposedTarget
    from edu_plan_cli.presentation.console import Screen

_MEANT = {
    "是": "y", "认可": "y", "对": "y", "改": "e", "否": "n", "去掉": "n", "不是": "n", "不作目标": "n", "换": "k", "换种类": "k",
    "其余": "a", "全部": "a", "看": "l", "还剩": "l", "结束": "q", "退出": "q", "上一个": BACK, "返回": BACK, "？": "?", "帮助": "?",
}  # fmt: skip
_HELP = Words(
    "y 认可　n 不作目标（这句记为看过）　e 改　k 换种类　a 本项其余照所示认可　回车 以后再说　< 退回上一个　l 还剩哪些　q 结束\n"
    "  定性工作和工程可以直接写步骤、阶段：制定方案 3月底、开展评选 6-30、总结",
    "y accept  n no target (set aside)  e change  k change the kind  a accept the rest of the item  Enter later  < back  l what is left  q end\n"
    "  Steps or stages may be typed at once: 制定方案 3月底、开展评选 6-30、总结",
)


class Answered(NamedTuple):
    """One answer: to what, as what, and the plan's text before and after it; both empty where nothing was written."""

    ids: tuple[str, ...]
    answer: str  # y, n, or empty for later
    before: str = ""
    after: str = ""


@dataclass
class CandidateReview:
    """One run through what waits. ``reopen`` reads the plan anew for each answer, for every answer changes the file."""

    console: "Screen"
    ask: Ask
    reopen: "Callable[[], Plans]"
    items: frozenset[str]  # ids of the items to look at; none: all
    dry_run: bool
    later: set[str] = field(default_factory=set)
    answers: list[Answered] = field(default_factory=list)

    def count(self, answer: str) -> int:
        """Return how many were answered so: y or n."""
        return sum(len(each.ids) for each in self.answers if each.answer == answer)

    def waiting(self, at: "Plans") -> "list[ProposedTarget]":
        """Return what waits now, in the order of the text."""
        from edu_plan_cli.features.importing.proposed_targets import proposed_targets

        items = [item for item in at.plan.items if not self.items or item.id in self.items]
        return proposed_targets(at.plan, items)


def review_candidates(review: CandidateReview) -> None:
    """Ask until all is answered or left for later, or the person ends; the end of what is typed ends it, too."""
    with contextlib.suppress(InputEnded):
        at = review.reopen()
        if not at.plan.departments and review.waiting(at) and not review.dry_run:
            ask_departments(review.ask, at)
        while _ask_next(review):
            pass


def _ask_next(review: CandidateReview) -> bool:
    """Ask about the first that waits; whether to go on."""
    from edu_plan_cli.features.importing.candidate_screen import write_candidate

    at = review.reopen()
    waiting = review.waiting(at)
    left = [proposed for proposed in waiting if proposed.id not in review.later]
    if not left:
        return False
    proposed = left[0]
    told = review.count("y") + review.count("n")
    write_candidate(review.console, proposed, f"{told + len(review.later) + 1}/{told + len(waiting)}", LANG)
    while True:
        typed = review.ask(say(Words("y/n/e/k/a/回车/</?", "y/n/e/k/a/Enter/</?")), "")
        answer = _MEANT.get(typed, typed.lower())
        if answer == "q":
            return False
        if answer == "l":
            _show_left(review, at, waiting)
        elif answer == "?":
            write_line("  " + say(_HELP))
        else:
            try:
                if _act(review, at, waiting, proposed, answer, typed):
                    return True
            except WentBack:
                return True
            except Stop as stop:
                tell(stop.words)
                return True


def _show_left(review: CandidateReview, at: "Plans", waiting: "list[ProposedTarget]") -> None:
    from edu_plan_cli.features.importing.candidate_screen import write_left

    items = [item for item in at.plan.items if not review.items or item.id in review.items]
    write_left(review.console, waiting, items, LANG)
    write_line(say(Words(f"  这一次：认可 {review.count('y')}，不作目标 {review.count('n')}，留到以后 {len(review.later)}。", f"  This time: {review.count('y')} accepted, {review.count('n')} set aside, {len(review.later)} left for later.")))  # fmt: skip


def _act(
    review: CandidateReview,
    at: "Plans",
    waiting: "list[ProposedTarget]",
    proposed: "ProposedTarget",
    answer: str,
    typed: str,
) -> bool:
    """Do what was answered; False where it was not understood and is asked again. Raises Stop where it would not validate."""
    from edu_plan_cli.features.importing.candidate_answers import setting_aside
    from edu_plan_cli.features.importing.candidate_questions import steps_said

    if answer == "":
        review.later.add(proposed.id)
        review.answers.append(Answered((proposed.id,), ""))
    elif answer == BACK:
        _take_back(review)
    elif answer == "n":
        _write(review, at, (proposed.id,), "n", setting_aside(at.plan, waiting, proposed))
    elif answer == "y":
        _accept(review, at, waiting, proposed, {})
    elif answer == "a":
        _accept_rest(review, at, waiting, proposed)
    elif answer == "e":
        _accept(review, at, waiting, _changed(review, at, proposed), {})
    elif answer == "k" or (kind := _kind(typed)) is not None:
        kind = _choose(review, "kind", proposed.kind) if answer == "k" else kind
        if kind is None:
            raise WentBack
        _accept(review, at, waiting, _of_kind(review, at, proposed, kind), {})
    else:
        from edu_plan_cli.values.question import Question

        steps = steps_said(at.plan, proposed.values, typed)
        if steps is None or isinstance(steps, Question):
            why = (
                steps.why
                if isinstance(steps, Question)
                else Words(
                    "请按 y、n、e、k、a、<、l、q 或回车；? 看说明",
                    "Type y, n, e, k, a, <, l, q or Enter; ? for help",
                )
            )
            write_line(f"  {say(why)}{say(Words('。', '.'))}")
            return False
        _accept(review, at, waiting, proposed, steps)
    return True


def _take_back(review: CandidateReview) -> None:
    """Undo the last answer: what was left for later is asked again, what was written is as it was before."""
    if not review.answers:
        write_line(say(Words("  前面没有了。", "  There is nothing before this.")))
        return
    last = review.answers[-1]
    if last.after != last.before:
        from edu_plan_cli.cli.output import make_change

        at = review.reopen()

        def undo(text: str) -> str:
            if text != last.after:
                raise Stop(
                    Words(
                        "工作要点刚被改过，退不回去。",
                        "The plan was changed meanwhile; it cannot be taken back.",
                    )
                )
            return last.before

        make_change(at.root, at.year, at.file, [undo], dry_run=review.dry_run, tell=())
        write_line(say(Words("  收回了上一个回答。", "  The last answer is taken back.")))
    review.answers.pop()
    review.later -= set(last.ids)


def _write(
    review: CandidateReview, at: "Plans", ids: tuple[str, ...], answer: str, edit: Callable[[str], str]
) -> None:
    from edu_plan_cli.cli.output import make_change

    written = make_change(at.root, at.year, at.file, [edit], dry_run=review.dry_run, tell=("warning",))
    review.later |= set(ids) if review.dry_run else set()
    review.answers.append(Answered(ids, answer, written.old, written.new))


def _accept(
    review: CandidateReview,
    at: "Plans",
    waiting: "list[ProposedTarget]",
    proposed: "ProposedTarget",
    more: dict[str, Any],
) -> None:
    """Ask what is needed and not known, then make a target of it; what is skipped leaves a candidate with what was said so far."""
    from edu_plan_cli.features.importing.candidate_answers import accepting, keeping, lacking

    more = {**more, **_answers(review, at, proposed, more)}
    lead, leads, is_led = _lead(review, at, proposed)
    missing = lacking(proposed, more)
    if not missing and is_led:
        _write(review, at, (proposed.id,), "y", accepting(at.plan, waiting, proposed, more, lead, leads))
        return
    from edu_plan_cli.model.keys import KEYS

    names = "、".join([*(KEYS[key][0] for key in missing), *([] if is_led else [KEYS["lead"][0]])])
    tell(
        Words(
            f"还缺 {names}，先记下已答的，以后再问。",
            f"{', '.join(missing)} still lacking; what was said is kept for later.",
        )
    )
    review.later.add(proposed.id)
    if more:
        _write(review, at, (proposed.id,), "", keeping(at.plan, waiting, proposed, more))
    else:
        review.answers.append(Answered((proposed.id,), ""))


def _accept_rest(
    review: CandidateReview, at: "Plans", waiting: "list[ProposedTarget]", first: "ProposedTarget"
) -> None:
    """Accept all of the item that is not left for later, as it is shown; only what is needed and not known is asked."""
    from edu_plan_cli.editing.propose import in_turn
    from edu_plan_cli.features.importing.candidate_answers import accepting, keeping, lacking, setting_aside

    rest = [each for each in waiting if each.item.id == first.item.id and each.id not in review.later]
    lead, leads, is_led = _lead(review, at, first)
    edits: list[Callable[[str], str]] = []
    accepted: list[str] = []
    asides: list[str] = []
    still = list(waiting)
    for proposed in rest:
        if not proposed.promises:
            edits.append(setting_aside(at.plan, still, proposed, asides.copy()))
            asides.append(proposed.id)
        else:
            try:
                more = _answers(review, at, proposed, {})
            except WentBack:
                more = {}
            if lacking(proposed, more) or not is_led:
                edits.append(keeping(at.plan, still, proposed, more))
                review.later.add(proposed.id)
            else:
                first_lead = None if accepted else lead
                edits.append(accepting(at.plan, still, proposed, more, first_lead, leads, accepted.copy()))
                accepted.append(proposed.id)
        still = [each for each in still if each.id != proposed.id]

    _write(review, at, tuple(accepted), "y", in_turn(edits))
    if asides:
        review.answers.append(Answered(tuple(asides), ""))


def _lead(
    review: CandidateReview, at: "Plans", proposed: "ProposedTarget"
) -> "tuple[NewLead | None, list[str], bool]":
    """Who is to lead the item, and others named with it; and whether it has a lead then."""
    if proposed.item.lead is not None or "lead" in proposed.values:
        return None, [], True
    lead, leads = ask_lead(review.ask, at, proposed.item)
    return lead, leads, lead is not None


def _changed(review: CandidateReview, at: "Plans", proposed: "ProposedTarget") -> "ProposedTarget":
    """Its name and values, each as typed anew; Enter keeps one."""
    from edu_plan_cli.features.importing.candidate_questions import assumed

    likely = assumed(proposed.values)
    shown = {**proposed.values, **likely}
    keys = [key for key in shown if key not in ("id", "kind", "quote", "part_of")]
    return proposed._replace(values={**proposed.values, **_questions(review, at, proposed, keys, shown)})


def _of_kind(review: CandidateReview, at: "Plans", proposed: "ProposedTarget", kind: str) -> "ProposedTarget":
    """The same as another kind, with what that kind needs as typed; Enter takes what its words make likely."""
    from edu_plan_cli.features.importing.candidate_questions import assumed, changed_kind

    changed = proposed._replace(values=changed_kind(proposed.values, kind))
    likely = assumed(changed.values)
    return changed._replace(
        values={**changed.values, **_questions(review, at, changed, list(likely), likely)}
    )


def _answers(
    review: CandidateReview, at: "Plans", proposed: "ProposedTarget", more: Mapping[str, Any]
) -> dict[str, Any]:
    """What its kind of target needs, and neither its words nor what was said make known."""
    from edu_plan_cli.features.importing.candidate_answers import lacking

    said: dict[str, Any] = {}
    asked: set[str] = set()
    while keys := [key for key in lacking(proposed, {**more, **said}) if key not in asked]:
        said |= _questions(review, at, proposed, keys, {})
        asked |= set(keys)
    return said


def _questions(
    review: CandidateReview,
    at: "Plans",
    proposed: "ProposedTarget",
    keys: list[str],
    shown: Mapping[str, Any],
) -> dict[str, Any]:
    """Answers by key; Enter keeps what is ``shown``, else what is offered, else skips. ``<`` goes back one question, at the first to the list."""
    said: list[dict[str, Any]] = []
    while len(said) < len(keys):
        key = keys[len(said)]
        if any(key in each for each in said):  # said together with another
            said.append({})
            continue
        answer = _one_answer(review, at, proposed, key, shown)
        if answer is not None:
            said.append(answer)
        elif said:
            said.pop()
        else:
            raise WentBack
    return {key: value for each in said for key, value in each.items()}


def _one_answer(
    review: CandidateReview, at: "Plans", proposed: "ProposedTarget", key: str, shown: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The answer by key, none where it is skipped; None for going back."""
    from edu_plan_cli.features.importing.candidate_questions import CHOICES, answer_read, offered
    from edu_plan_cli.features.importing.candidate_screen import question
    from edu_plan_cli.values.question import Question

    if key in CHOICES:
        chosen = _choose(review, key, str(shown[key]) if key in shown else None)
        return None if chosen is None else {key: chosen}
    default = _as_typed(shown[key]) if key in shown else offered(proposed.values, key, at.year)
    while True:
        typed = review.ask(question(key, LANG), default or "")
        if typed == BACK:
            return None
        if not typed or (key in shown and typed == default):
            return {}
        read = answer_read(at.plan, {**proposed.values, **shown}, key, typed)
        if not isinstance(read, Question):
            return read
        write_line(f"  {say(read.why)}{say(Words('。', '.'))}")


def _as_typed(value: Any) -> str:
    """A value as a person would type it."""
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values())
    return "、".join(_as_typed(part) for part in value) if isinstance(value, list) else str(value)


def _choose(review: CandidateReview, key: str, default: str | None) -> str | None:
    """One of the few values a key may have, by its number in the list, its Chinese or its own word; None for going back."""
    from edu_plan_cli.features.importing.candidate_questions import CHOICES
    from edu_plan_cli.features.importing.candidate_screen import choices, question

    values = CHOICES[key]
    shown = choices(values, LANG)
    meant = {str(number): value for number, value in enumerate(values, 1)} | dict(
        zip(shown, values, strict=True)
    )
    listed = "　".join(f"{number} {words}" for number, words in enumerate(shown, 1))
    offered = str(values.index(default) + 1) if default in values else ""
    while (typed := review.ask(f"{question(key, LANG)}：{listed}", offered)) not in {*meant, *values}:
        if typed == BACK:
            return None
        write_line(say(Words(f"  请填 1 到 {len(values)}。", f"  Type 1 to {len(values)}.")))
    return meant.get(typed, typed)


def _kind(typed: str) -> str | None:
    """The kind that is named: 节点 or milestone."""
    from edu_plan_cli.kinds.kind_registry import KINDS

    names = {kind.words.zh: key for key, kind in KINDS.items()}
    return names.get(typed) or (typed if typed in KINDS else None)
