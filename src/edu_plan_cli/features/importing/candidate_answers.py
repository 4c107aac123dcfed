"""What answers to proposed targets do to the text of a plan: accepted, set aside, or kept with what was said so far."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from edu_plan_cli.editing.edits import NewLead, accept, keep_candidate, remove_carried, set_aside
from edu_plan_cli.features.importing.candidate_questions import assumed, keys_to_ask
from edu_plan_cli.features.importing.proposed_targets import ProposedTarget, beside, sentences_left
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.plan import CARRIED_OVER, Candidate, Plan

Edit = Callable[[str], str]  # a plan's text to its new text
_CANDIDATE_KEYS = key_order(Candidate)


def lacking(proposed: ProposedTarget, more: Mapping[str, Any]) -> list[str]:
    """Return the keys that neither the proposed target, nor what was said more, nor what its words make likely give."""
    values = {**proposed.values, **more}
    return keys_to_ask({**values, **assumed(values)})


def accepting(
    plan: Plan,
    waiting: Iterable[ProposedTarget],
    proposed: ProposedTarget,
    more: Mapping[str, Any],
    lead: NewLead | None,
    leads: Sequence[str] = (),
    wholes: Collection[str] = (),
) -> Edit:
    """Return the edit that makes a target of it, with what was said more.

    ``lead`` is who leads its item (and ``leads``), where nobody does; ``wholes`` are ids that will be targets by then, beside those that are.
    """
    values = {**proposed.values, **more}
    values |= assumed(values)
    if values.get("part_of") not in {*wholes, *(found.target.id for found in plan.targets)}:
        values.pop("part_of", None)  # its whole was taken out, or is still to be looked at
    path, others = plan.node.path, beside(proposed, waiting)

    def edit(text: str) -> str:
        text = accept(path, text, proposed.item.id, values, lead, leads)
        return _with_others(path, text, others)

    return edit


def setting_aside(plan: Plan, waiting: Iterable[ProposedTarget], proposed: ProposedTarget) -> Edit:
    """Return the edit that says it is no target: its candidate goes, and sentences then covered by nothing are set aside in ``context``.

    What was carried over and the document does not have goes with its item, once nothing else is in it.
    """
    path, others = plan.node.path, beside(proposed, waiting)
    if _is_carried_over(plan, proposed):
        return lambda text: remove_carried(path, text, proposed.item.id, proposed.id)
    sentences = [] if others else sentences_left(proposed)

    def edit(text: str) -> str:
        text = set_aside(path, text, proposed.item.id, proposed.id, sentences)
        return _with_others(path, text, others)

    return edit


def _is_carried_over(plan: Plan, proposed: ProposedTarget) -> bool:
    """Whether it was carried over from the year before and stands in no text of the document."""
    return any(
        section.heading == CARRIED_OVER and any(item.id == proposed.item.id for item in section.items)
        for section in plan.sections
    )


def keeping(
    plan: Plan, waiting: Iterable[ProposedTarget], proposed: ProposedTarget, more: Mapping[str, Any]
) -> Edit:
    """Return the edit that keeps it as a candidate, with what was said so far."""
    path, others = plan.node.path, beside(proposed, waiting)
    values = {key: value for key, value in {**proposed.values, **more}.items() if key in _CANDIDATE_KEYS}

    def edit(text: str) -> str:
        return _with_others(path, keep_candidate(path, text, proposed.item.id, values), others)

    return edit


def _with_others(path: str, text: str, others: Sequence[ProposedTarget]) -> str:
    for each in others:
        text = keep_candidate(path, text, each.item.id, each.values)
    return text
