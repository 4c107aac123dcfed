"""A file as lines that each say what they belong to, for ``git diff``: a changed value then names its target."""

from collections.abc import Iterator

from edu_plan_cli.model.keys import said_of, spelt_out, title
from edu_plan_cli.nodes.element_lists import ELEMENT_LISTS
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar


def outline(root: Mapping) -> str:
    return "".join(f"{line}\n" for line in _lines(root, ""))


def _lines(node: Mapping, name: str) -> Iterator[str]:
    lead = f"{name} · " if name else ""
    for key, value in node.values.items():
        if key in ELEMENT_LISTS and isinstance(value, Listing):
            for item in value.items:
                if isinstance(item, Mapping):
                    yield from _lines(item, _name(item, key))
        elif isinstance(value, Scalar) and "\n" in value.text:
            yield from (f"{lead}{title(key)}：{line}" for line in value.text.splitlines() if line)
        else:
            yield f"{lead}{title(key)}：{spelt_out(key, said_of(value, unnamed=()))}"


def _name(node: Mapping, key: str) -> str:
    """What people call an element: its number or heading, its name; of an entry the target's id."""
    parts = [
        found.text
        for part in ("number", "heading", "post", "name", "target", "contributor", "date")
        if isinstance(found := node.values.get(part), Scalar)
    ]
    identity = node.values.get("id")
    shown = " ".join(parts[:2]) if parts else title(key)
    return f"{shown} ({identity.text})" if isinstance(identity, Scalar) else shown
