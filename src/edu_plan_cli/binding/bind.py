"""Nodes in, a model or its diagnostics out."""

import types
import typing
from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from edu_plan_cli.binding import binding_rules
from edu_plan_cli.binding.located import NODE, Located, plain_data
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.nodes.element_lists import ELEMENT_LISTS
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar

M = TypeVar("M", bound=Located)

_LEFT_OUT_WHOLE = ELEMENT_LISTS - {"departments", "sections", "items"}


class Bound(NamedTuple, Generic[M]):
    """A file as its model, with every problem found; ``model`` is what is sound of it, None where nothing is."""

    model: M | None
    diagnostics: list[Diagnostic]


def bind(model: type[M], root: Mapping) -> Bound[M]:
    """Check a whole file against its model at once. Elements with errors are left out of the model, and named."""
    empty: list[Scalar] = []
    data = plain_data(root, empty)
    problems: list[Diagnostic] = []
    first = True
    while True:
        try:
            bound_model = model.model_validate(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        else:
            if not empty:
                return Bound(bound_model, problems)
            errors = []
        if first:
            problems = [_diagnostic(model, root, details) for details in _without_echoes(errors)]
            first = False
        if empty:
            problems += _leave_out_empty(root, data, {id(node) for node in empty}, problems)
            empty = []
            continue
        if not _prune(
            data, [details["loc"] for details in errors if details["type"] != "extra_forbidden"]
        ) and not _drop(data, [details["loc"] for details in errors if details["type"] == "extra_forbidden"]):
            return Bound(None, problems)


def _leave_out_empty(
    root: Mapping, data: Any, empty: set[int], diagnostics: list[Diagnostic]
) -> Iterator[Diagnostic]:
    """Refuse a key with nothing after it: what it was meant to say is not guessed.

    An answer or a target with such a key is left out; of what holds others only the key is.
    """
    known = {
        (problem.location.path, problem.location.line, problem.location.column) for problem in diagnostics
    }
    keys: list[Any] = []
    elements: list[Any] = []
    for loc, key in _empty_keys(root, (), empty):
        here = next(reversed([at for at, part in enumerate(loc) if part in _LEFT_OUT_WHOLE]), None)
        (elements if here is not None else keys).append(loc)
        node = _at(root, loc)
        if (node.location.path, node.location.line, node.location.column) not in known:
            yield binding_rules.empty_key(key.location, key.text)
    _drop(data, keys)
    _prune(data, elements)


def _empty_keys(
    node: Node, loc: tuple[Any, ...], empty: set[int]
) -> Iterator[tuple[tuple[Any, ...], Scalar]]:
    """Yield each key, or the key of the list, that has an empty value, and where that is."""
    if isinstance(node, Mapping):
        for name, value in node.values.items():
            if id(value) in empty or (
                isinstance(value, Listing) and any(id(item) in empty for item in value.items)
            ):
                yield (*loc, name), node.keys[name]
            else:
                yield from _empty_keys(value, (*loc, name), empty)
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from _empty_keys(item, (*loc, index), empty)


def _at(root: Node, loc: tuple[Any, ...]) -> Node:
    for part in loc:
        root = root.items[part] if isinstance(root, Listing) else root.values[part]  # type: ignore[union-attr]
    return root


def _without_echoes(errors: list[Any]) -> list[Any]:
    """Leave out the missing key that a misspelt one was meant for: it is said once, as the misspelling."""
    missing = {details["loc"] for details in errors if details["type"] == "missing"}
    echoes = set()
    for details in errors:
        if details["type"] == "extra_forbidden":
            *owner, key = details["loc"]
            written = str(key).partition("：")[0]  # a full-width colon runs key and value together
            meant = nearest(written, [str(loc[-1]) for loc in missing if list(loc[:-1]) == owner])
            echoes.add((*owner, meant))
    return [details for details in errors if details["type"] != "missing" or details["loc"] not in echoes]


def _prune(data: Any, locs: list[Any]) -> bool:
    """Take the smallest separable element around each error out of the data; False where there is none to take."""
    doomed: dict[int, tuple[list[Any], set[int]]] = {}
    for loc in locs:
        here, misplaced = data, None
        for part, following in zip(loc, (*loc[1:], None), strict=True):
            if isinstance(part, int) and isinstance(here, list):
                here = here[part]
            elif isinstance(here, dict) and part in here:
                here = here[part]
                if part in ELEMENT_LISTS and isinstance(here, list) and isinstance(following, int):
                    misplaced = (here, following)
        if misplaced is None:
            return False
        doomed.setdefault(id(misplaced[0]), (misplaced[0], set()))[1].add(misplaced[1])
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
                return binding_rules.unknown_key(node.keys[part].location, str(part), _known_keys(owner))
            node, owner = node.values[part], _field(owner, str(part))
        elif missing and last:
            path.append(str(part))
        else:  # a discriminated union puts its tag into the path: it chooses the class
            owner = _chosen(owner, str(part))
    if isinstance(node, Mapping) and (missing or details["type"] == "union_tag_not_found"):
        key = str(loc[-1]) if missing else "kind"
        models = [found for found in _classes(owner) if issubclass(found, Located)]
        order = models[0].laid_out_keys() if models else []
        place = node.place_of_missing(key, order)
        return binding_rules.translate(node, ".".join(path), details)._replace(location=place)
    return binding_rules.translate(node, ".".join(path), details)


def _classes(annotation: Any) -> list[type[BaseModel]]:
    """Return every model class an annotation mentions, through Annotated, unions, lists and aliases."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if (
        isinstance(annotation, types.GenericAlias | types.UnionType)
        or typing.get_origin(annotation) is not None
    ):
        return [model_class for part in typing.get_args(annotation) for model_class in _classes(part)]
    return []


def _field(owner: Any, key: str) -> Any:
    for model_class in _classes(owner):
        if key in model_class.model_fields:
            return model_class.model_fields[key].annotation
    return None


def _chosen(owner: Any, tag: str) -> Any:
    for model_class in _classes(owner):
        kind = model_class.model_fields.get("kind")
        if kind is not None and tag in typing.get_args(kind.annotation):
            return model_class
    return owner


def _known_keys(owner: Any) -> list[str]:
    return [
        field.alias or name
        for model_class in _classes(owner)
        for name, field in model_class.model_fields.items()
        if field.alias != NODE
    ]
