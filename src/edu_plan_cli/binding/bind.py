"""Nodes in, a model or its diagnostics out."""

import types
import typing
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from edu_plan_cli.binding import rules
from edu_plan_cli.binding.located import NODE, Located, plain_data
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.nodes.node import Listing, Mapping, Node

M = TypeVar("M", bound=Located)

# One bad element of these lists is left out and the rest is still used: a slip in one target must not hide a plan.
ELEMENT_LISTS = frozenset(
    {
        "departments",
        "sections",
        "items",
        "targets",
        "candidates",
        "entries",
        "corrections",
        "amendments",
        "close_outs",
        "indicators",
    }
)


class Bound(NamedTuple, Generic[M]):
    """A file as its model, with every problem found; ``model`` is what is sound of it, None where nothing is."""

    model: M | None
    diagnostics: list[Diagnostic]


def bind(model: type[M], root: Mapping) -> Bound[M]:
    """Check a whole file against its model at once. Elements with errors are left out of the model, and named."""
    data = plain_data(root)
    problems: list[Diagnostic] = []
    while True:
        try:
            return Bound(model.model_validate(data), problems)
        except ValidationError as error:
            found = error.errors(include_url=False)
        if not problems:
            problems = [_diagnostic(model, root, details) for details in _without_echoes(found)]
        if not _prune(
            data, [details["loc"] for details in found if details["type"] != "extra_forbidden"]
        ) and not _drop(data, [details["loc"] for details in found if details["type"] == "extra_forbidden"]):
            return Bound(None, problems)


def _without_echoes(found: list[Any]) -> list[Any]:
    """A misspelt key is unknown, and the one it was meant for is missing: said once, as the misspelling."""
    missing = {details["loc"] for details in found if details["type"] == "missing"}
    echoes = set()
    for details in found:
        if details["type"] == "extra_forbidden":
            *owner, key = details["loc"]
            written = str(key).partition("：")[0]  # a full-width colon runs key and value together
            meant = nearest(written, [str(loc[-1]) for loc in missing if list(loc[:-1]) == owner])
            echoes.add((*owner, meant))
    return [details for details in found if details["type"] != "missing" or details["loc"] not in echoes]


def _prune(data: Any, locs: list[Any]) -> bool:
    """Take the smallest separable element around each error out of the data; False where there is none to take."""
    doomed: dict[int, tuple[list[Any], set[int]]] = {}
    for loc in locs:
        here, found = data, None
        for part, following in zip(loc, (*loc[1:], None), strict=True):
            if isinstance(part, int) and isinstance(here, list):
                here = here[part]
            elif isinstance(here, dict) and part in here:
                here = here[part]
                if part in ELEMENT_LISTS and isinstance(here, list) and isinstance(following, int):
                    found = (here, following)
        if found is None:
            return False
        doomed.setdefault(id(found[0]), (found[0], set()))[1].add(found[1])
    for elements, indices in doomed.values():
        elements[:] = [element for index, element in enumerate(elements) if index not in indices]
    return bool(doomed)


def _drop(data: Any, locs: list[Any]) -> bool:
    """Take unknown keys out: whatever they were meant to say, the rest of the element still holds."""
    for loc in locs:
        here: Any = data
        for part in loc[:-1]:
            if isinstance(here, list) or part in here:  # a union's tag is in the path, but not in the data
                here = here[part]
        here.pop(loc[-1], None)
    return bool(locs)


def _diagnostic(model: type[Located], root: Mapping, details: Any) -> Diagnostic:
    node: Node = root
    owner: Any = model
    path: list[str] = []
    loc = list(details["loc"])
    missing = details["type"] == "missing"
    for at, part in enumerate(loc):
        last = at == len(loc) - 1
        if isinstance(node, Listing) and isinstance(part, int):
            node = node.items[part]  # the classes of a list are found through the list's annotation
        elif isinstance(node, Mapping) and part in node.values:
            path.append(str(part))
            if last and details["type"] == "extra_forbidden":
                return rules.unknown_key(node.keys[part].place, str(part), _known_keys(owner))
            node, owner = node.values[part], _field(owner, str(part))
        elif missing and last:
            path.append(str(part))
        else:  # a discriminated union puts its tag into the path: it chooses the class
            owner = _chosen(owner, str(part))
    return rules.translate(node, ".".join(path), details)


def _classes(annotation: Any) -> list[type[BaseModel]]:
    """Every model class an annotation mentions, through Annotated, unions, lists and aliases."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if (
        isinstance(annotation, types.GenericAlias | types.UnionType)
        or typing.get_origin(annotation) is not None
    ):
        return [found for part in typing.get_args(annotation) for found in _classes(part)]
    return []


def _field(owner: Any, key: str) -> Any:
    for found in _classes(owner):
        if key in found.model_fields:
            return found.model_fields[key].annotation
    return None


def _chosen(owner: Any, tag: str) -> Any:
    for found in _classes(owner):
        kind = found.model_fields.get("kind")
        if kind is not None and tag in typing.get_args(kind.annotation):
            return found
    return owner


def _known_keys(owner: Any) -> list[str]:
    return [
        field.alias or name
        for found in _classes(owner)
        for name, field in found.model_fields.items()
        if field.alias != NODE
    ]
