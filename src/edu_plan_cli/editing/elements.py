"""Elements of a plan's tree by id, and the order their keys stand in."""

from typing import Any, NamedTuple

from edu_plan_cli.binding.located import Located
from edu_plan_cli.binding.model_schema import is_text
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.department_updates import Update
from edu_plan_cli.model.identity import mint
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.leader_instructions import Instruction
from edu_plan_cli.model.plan import Amendment, Candidate, CloseOut, Department, Item, Leader, Plan, Section
from edu_plan_cli.nodes.element_lists import IDENTIFIED_LISTS
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar
from edu_plan_cli.nodes.writer import Raw


class PlanElement(NamedTuple):
    """One element of a plan that has an id, and the model it is read by."""

    node: Mapping
    model: type[Located]


_MODELS: dict[str, type[Located]] = {
    "departments": Department,
    "leaders": Leader,
    "sections": Section,
    "items": Item,
    "targets": Target,
    "candidates": Candidate,
    "amendments": Amendment,
    "close_outs": CloseOut,
    "entries": Entry,
    "corrections": Correction,
    "updates": Update,
    "instructions": Instruction,
}


def element_order(key: str, node: Mapping) -> list[str]:
    """Return the order of an element's keys, by the list it stands in; none for lists of anything else."""
    return key_order(_model(key, node)) if key in _MODELS else []


def find_element(root: Mapping, wanted: str) -> PlanElement | None:
    """Return the element of a plan with an id; ``plan`` is the plan itself."""
    if wanted == "plan":
        return PlanElement(root, Plan)
    return _below(root, wanted)


def _below(node: Mapping, wanted: str) -> PlanElement | None:
    for key in IDENTIFIED_LISTS:
        listing = node.values.get(key)
        for child in listing.items if isinstance(listing, Listing) else ():
            if not isinstance(child, Mapping):
                continue
            identity = child.values.get("id")
            if isinstance(identity, Scalar) and identity.text == wanted:
                return PlanElement(child, _model(key, child))
            if (element := _below(child, wanted)) is not None:
                return element
    return None


def _model(key: str, node: Mapping) -> type[Located]:
    kind = node.values.get("kind")
    if key == "targets" and isinstance(kind, Scalar):
        return KINDS.get(kind.text, Target)
    return _MODELS[key]


def new_element(plan: Plan, key: str, parent: str, typed: dict[str, str]) -> dict[str, Any]:
    """Return a section (``key`` is ``sections``), item or target from what was typed, by key; keys within keys joined by dots.

    The id is minted, an item's number is the next one.
    """
    model = KINDS.get(typed.get("kind", ""), Target) if key == "targets" else _MODELS[key]
    data: dict[str, Any] = {}
    for name, value in typed.items():
        here, (*above, last) = data, name.split(".")
        for step in above:
            here = here.setdefault(step, {})
        field = model.fields().get(name)
        text = field is not None and is_text(field.schema)
        here[last] = Raw(value) if isinstance(value, str) and not text else value
    taken = {plan_target.target.id for plan_target in plan.targets} | {item.id for item in plan.items}
    taken |= {section.id for section in plan.sections}
    seed = f"{parent} {sorted(typed.items())}"
    defaults: dict[str, Any] = {"id": mint(key[0], seed, taken)}
    if key == "items":
        defaults["number"] = max((item.number for item in plan.items), default=0) + 1
    filled = defaults | {name: _listed(value) for name, value in data.items()}
    return {name: filled[name] for name in key_order(model) if name in filled} | filled


def _listed(value: Any) -> Any:
    """Keys 1, 2, 3 … are the places of a list."""
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(part) for name, part in value.items()}
    if list(inner) == [str(number) for number in range(1, len(inner) + 1)]:
        return list(inner.values())
    return inner
