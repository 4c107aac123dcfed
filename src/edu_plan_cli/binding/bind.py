"""Nodes in, a model or its diagnostics out."""

from collections.abc import Iterator
from typing import Any, Generic, NamedTuple, TypeVar

from edu_plan_cli.binding import binding_rules
from edu_plan_cli.binding.located import NODE, Located, plain_data
from edu_plan_cli.binding.model_schema import Schema, core_schema, fields_of, validator, with_fields
from edu_plan_cli.binding.validation import SchemaValidator, ValidationError
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
    return bind_to(core_schema(model), validator(model), root)


def bind_to(schema: Schema, validator: SchemaValidator, root: Mapping) -> Bound[Any]:
    """Check a mapping against a schema, of a model or of none, with what validates by it."""
    empty: list[Scalar] = []
    data = plain_data(root, empty)
    problems: list[Diagnostic] = []
    first = True
    while True:
        try:
            bound_model = validator.validate_python(data)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        else:
            if not empty:
                return Bound(bound_model, problems)
            errors = []
        if first:
            problems = [_diagnostic(schema, root, details) for details in _without_echoes(errors)]
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


def _diagnostic(schema: Schema, root: Mapping, details: Any) -> Diagnostic:
    node: Node = root
    owners = list(with_fields(schema))
    path: list[str] = []
    loc = list(details["loc"])
    missing = details["type"] == "missing"
    for at, part in enumerate(loc):
        last = at == len(loc) - 1
        if isinstance(node, Listing) and isinstance(part, int):
            node = node.items[part]  # what the items of a list answer to is found through the list's schema
        elif isinstance(node, Mapping) and part in node.values:
            path.append(str(part))
            if last and details["type"] == "extra_forbidden":
                known = [key for owner in owners for key in _keys(owner)]
                return binding_rules.unknown_key(node.keys[part].location, str(part), known)
            node, owners = node.values[part], _of_key(owners, str(part))
        elif missing and last:
            path.append(str(part))
        else:  # a discriminated union puts its tag into the path: it chooses the model
            owners = [owner for owner in owners if _is_of_kind(owner, part)] or owners
    if isinstance(node, Mapping) and (missing or details["type"] == "union_tag_not_found"):
        key = str(loc[-1]) if missing else "kind"
        place = node.place_of_missing(key, _laid_out(owners[0]) if owners else [])
        return binding_rules.translate(node, ".".join(path), details)._replace(location=place)
    return binding_rules.translate(node, ".".join(path), details)


def _keys(owner: Schema) -> list[str]:
    return [field.key for field in fields_of(owner).values() if field.key != NODE]


def _of_key(owners: list[Schema], key: str) -> list[Schema]:
    """Return what a key's value answers to, by the first that has the key."""
    for owner in owners:
        for field in fields_of(owner).values():
            if field.key == key:
                return list(with_fields(field.schema))
    return []


def _is_of_kind(owner: Schema, tag: Any) -> bool:
    kind = fields_of(owner).get("kind")
    return kind is not None and tag in kind.schema.get("expected", ())


def _laid_out(owner: Schema) -> list[str]:
    """Return the keys in the order of a file, which a model may have another of than its fields."""
    model = owner.get("cls")
    return model.laid_out_keys() if isinstance(model, type) and issubclass(model, Located) else _keys(owner)
