"""A draft read from a document joins a plan that is there: what the plan lacks is added by ordinary edits, nothing is touched."""

from typing import Any

from edu_plan_cli.binding.located import bare_data
from edu_plan_cli.editing.edits import add_element
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar


def join(path: str, text: str, draft: str) -> str:
    """Return the plan's text with the draft's sections and items that it does not have, told by their headings.

    Whoever an added item names comes with it. Raises Unreadable where either text is none.
    """
    plan, new = parse(path, text), parse(path, draft)
    known = {_said(each, "name"): _said(each, "id") for each in _elements(plan, "departments")}
    here = {_said(section, "heading"): _said(section, "id") for section in _elements(plan, "sections")}
    items = {
        _said(item, "heading")
        for section in _elements(plan, "sections")
        for item in _elements(section, "items")
    }
    people = {_said(each, "id"): each for each in _elements(new, "departments")}
    names: dict[str, str] = {}

    def department(identity: str, text: str) -> str:
        """Return the text with that department of the draft in it; ``names`` then has what it is called here."""
        if identity not in names and (who := people.get(identity)) is not None:
            names[identity] = known.get(_said(who, "name"), identity)
            if _said(who, "name") not in known:
                return add_element(path, text, "plan", "departments", bare_data(who))
        return text

    for section in _elements(new, "sections"):
        lacking = [item for item in _elements(section, "items") if _said(item, "heading") not in items]
        parent = here.get(_said(section, "heading"))
        if parent is None and (lacking or not _elements(section, "items")):
            data = {key: value for key, value in bare_data(section).items() if key != "items"}
            text = add_element(path, text, "plan", "sections", data)
            parent = _said(section, "id")
        for item in lacking:
            data = bare_data(item)
            for identity in (data.get("lead"), *data.get("cooperating", ())):
                text = department(identity, text) if identity else text
            text = add_element(path, text, parent or "plan", "items", _renamed(data, names))
    return text


def _renamed(data: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    renamed = dict(data)
    if "lead" in data:
        renamed["lead"] = names.get(data["lead"], data["lead"])
    if "cooperating" in data:
        renamed["cooperating"] = [names.get(each, each) for each in data["cooperating"]]
    return renamed


def _elements(node: Mapping, key: str) -> list[Mapping]:
    elements = node.values.get(key)
    return (
        [each for each in elements.items if isinstance(each, Mapping)]
        if isinstance(elements, Listing)
        else []
    )


def _said(node: Mapping, key: str) -> str:
    value = node.values.get(key)
    return "".join(value.text.split()) if isinstance(value, Scalar) else ""
