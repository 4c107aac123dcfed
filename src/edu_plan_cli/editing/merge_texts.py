"""Two changed copies of one file merged by meaning: each value and element against the copy both began from.

What only one side changed is taken, what both changed alike is taken once; anything else is a conflict, and then
nothing is merged here: git's ordinary conflict is better than a guess.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edu_plan_cli.binding.fields import joined
from edu_plan_cli.binding.located import bare_data
from edu_plan_cli.editing.layout import remarks_of
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.editing.splice import element_lines, insert_lines, put, remove_element, take_out
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.nodes.writer import Raw, as_values

# An element's name among its like: within a list a step is either a key or such a name.
_Name = tuple[str, ...]
_Step = str | _Name
_NAMING = ("id", "target", "contributor", "quarter", "date", "given_by", "post", "name")


class _Conflict(Exception):
    pass


class _Operation(NamedTuple):
    """One change of theirs to be made to ours: where, and what theirs has there (None: taken out)."""

    steps: tuple[_Step, ...]
    theirs: Node | None
    after: _Name | None = None  # of a new element: the one it follows in theirs


def merge(path: str, base: str, ours: str, theirs: str) -> str | None:
    """Ours with theirs' changes since ``base``; None where they contradict each other. Raises Unreadable."""
    roots = (parse(path, base), parse(path, ours), parse(path, theirs))
    try:
        operations = list(_mappings(*roots, ()))
    except _Conflict:
        return None
    merged = ours
    for operation in operations:
        merged = _apply(path, merged, theirs, operation)
    before, mine, new, now = (remarks_of(path, text) for text in (base, ours, theirs, merged))
    return merged if not (mine | (new - before)) - now else None  # a remark of someone's would be lost


def same_meaning(path: str, first: str, other: str) -> bool:
    """Tell whether two texts of a file say the same, whatever their layout and comments."""
    return _same(parse(path, first), parse(path, other))


def _mappings(
    base: Mapping, ours: Mapping, theirs: Mapping, steps: tuple[_Step, ...]
) -> Iterator[_Operation]:
    for key in [*base.values, *(key for key in theirs.values if key not in base.values)]:
        yield from _nodes(base.values.get(key), ours.values.get(key), theirs.values.get(key), (*steps, key))


def _nodes(
    base: Node | None, ours: Node | None, theirs: Node | None, steps: tuple[_Step, ...]
) -> Iterator[_Operation]:
    if _same(base, theirs) or _same(ours, theirs):
        return  # they changed nothing, or both changed it alike
    if (
        isinstance(ours, Mapping)
        and isinstance(theirs, Mapping)
        and (base is None or isinstance(base, Mapping))
    ):
        yield from _mappings(base or Mapping("", 1, 1), ours, theirs, steps)
    elif (
        isinstance(ours, Listing)
        and isinstance(theirs, Listing)
        and (base is None or isinstance(base, Listing))
        and _named(ours)
        and _named(theirs)
    ):
        yield from _listings(base or Listing("", 1, 1), ours, theirs, steps)
    elif _same(base, ours):
        yield _Operation(steps, theirs)
    else:
        raise _Conflict


def _listings(
    base: Listing, ours: Listing, theirs: Listing, steps: tuple[_Step, ...]
) -> Iterator[_Operation]:
    was, mine, new = _by_name(base), _by_name(ours), _by_name(theirs)
    before: _Name | None = None
    for name, node in new.items():
        if name not in was and name not in mine:
            yield _Operation((*steps, name), node, before)
        elif name in mine:
            yield from _nodes(was.get(name), mine[name], node, (*steps, name))
        elif not _same(was[name], node):
            raise _Conflict  # they changed what we took out
        before = name
    for name, node in was.items():
        if name not in new and name in mine:
            if not _same(node, mine[name]):
                raise _Conflict  # they took out what we changed
            yield _Operation((*steps, name), None)


def _apply(path: str, text: str, theirs: str, operation: _Operation) -> str:
    *above, last = operation.steps
    owner = _follow(parse(path, text), above)
    if isinstance(last, str):
        assert isinstance(owner, Mapping)
        if operation.theirs is None:
            return take_out(text, owner, last)
        there = _follow(parse(path, theirs), above)
        assert isinstance(there, Mapping)
        value = as_values(operation.theirs)
        if isinstance(value, str) and not isinstance(value, Raw) and last not in owner.values:
            value = joined(value)  # written anew, its lines would be taken for paragraphs
        return put(text, owner, last, value, list(there.values))
    assert isinstance(owner, Listing)
    names = list(_by_name(owner))
    if operation.theirs is None:
        holder, key = _follow(parse(path, text), above[:-1]), above[-1]
        assert isinstance(holder, Mapping)
        assert isinstance(key, str)
        return remove_element(text, holder, key, names.index(last))
    at = names.index(operation.after) if operation.after in names else len(names) - 1
    return insert_lines(text, owner, at, element_lines(theirs, operation.theirs))


def _follow(node: Node, steps: Sequence[_Step]) -> Node:
    for step in steps:
        if isinstance(node, Mapping) and isinstance(step, str):
            node = node.values[step]
        elif isinstance(node, Listing) and isinstance(step, tuple):
            node = _by_name(node)[step]
    return node


def _named(listing: Listing) -> bool:
    """Tell whether the elements can be told apart by name, and stand on lines of their own."""
    names = [_name(item) for item in listing.items]
    return listing.end is None and () not in names and len(set(names)) == len(names)


def _by_name(listing: Listing) -> dict[_Name, Node]:
    return {_name(item): item for item in listing.items}


def _name(node: Node) -> _Name:
    if not isinstance(node, Mapping):
        return ()
    naming = [(key, value.text) for key in _NAMING if isinstance(value := node.values.get(key), Scalar)]
    if naming and naming[0][0] == "id":
        return naming[0]
    return tuple(part for pair in naming for part in pair)


def _same(first: Node | None, other: Node | None) -> bool:
    if first is None or other is None:
        return first is other
    return bool(bare_data(first) == bare_data(other))
