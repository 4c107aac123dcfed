"""An edit and its undoing leave the same bytes, on the real files, whatever their line ends and comments."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edu_plan_cli.editing.splice import append, put, remove_element, take_out
from edu_plan_cli.files.reading import SourceFile, forbidden
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.nodes.reader import read_nodes
from edu_plan_cli.nodes.writer import Raw, needs_quotes

ROOT = Path(__file__).parent.parent.parent
FILES = [
    ROOT / "plan/2023.yaml",
    ROOT / "reports/2023/Q1/preschool.yaml",
    ROOT / "reports/2023/Q2/basic-education.yaml",
    ROOT / "tests/data/sample/plan/2023.yaml",
]
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]
# Of the plan its head and two sections: each example reads it several times.
TEXTS[0] = "".join(re.split(r"^(?=  - id: s\w{4}$)", TEXTS[0], flags=re.MULTILINE)[:3])
TEXTS += [TEXTS[0].replace("\n", "\r\n"), TEXTS[3].rstrip("\n")]
Steps = tuple[str | int, ...]


@cache
def root_of(text: str) -> Mapping:
    document = read_nodes(SourceFile("a.yaml", text))
    assert document.root is not None, document.diagnostics
    return document.root


def mappings(node: Node, steps: Steps = ()) -> Iterator[Steps]:
    if isinstance(node, Mapping):
        yield steps
        for key, value in node.values.items():
            yield from mappings(value, (*steps, key))
    elif isinstance(node, Listing):
        for index, item in enumerate(node.items):
            yield from mappings(item, (*steps, index))


def at(node: Node, steps: Steps) -> Mapping:
    for step in steps:
        if isinstance(node, Mapping):
            assert isinstance(step, str)
            node = node.values[step]
        else:
            assert isinstance(node, Listing)
            assert isinstance(step, int)
            node = node.items[step]
    assert isinstance(node, Mapping)
    return node


words = st.text(st.characters(categories=["L", "N", "P", "Zs", "S"]), min_size=1, max_size=40).filter(
    lambda text: text.strip() != "" and not forbidden().search(text)
)


PLACES = [(number, steps) for number, text in enumerate(TEXTS) for steps in mappings(root_of(text))]
SCALARS = [
    (number, steps, key)
    for number, steps in PLACES
    for key, value in at(root_of(TEXTS[number]), steps).values.items()
    if isinstance(value, Scalar)
]


def as_written(node: Scalar) -> str:
    """A block text's lines, so that setting them back gives the same lines; any other value as it reads."""
    if not node.block:
        return node.text
    return node.text if "\n" in node.text.strip("\n") else node.text + "\n"


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SCALARS), words)
def test_a_value_set_and_set_back(location: tuple[int, Steps, str], new: str) -> None:
    text, steps, key = TEXTS[location[0]], location[1], location[2]
    owner = at(root_of(text), steps)
    old = owner.values[key]
    assert isinstance(old, Scalar)
    assume(old.plain or old.block or not needs_quotes(new, flow=owner.end is not None))
    changed = put(text, owner, key, new, [])
    after = at(root_of(changed), steps).values[key]
    assert isinstance(after, Scalar)
    if not old.block:
        assert after.text == new
    quoted = not old.plain and not old.block and needs_quotes(old.text, flow=False)
    back = put(changed, at(root_of(changed), steps), key, old.text if quoted else Raw(as_written(old)), [])
    assert back == text


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(PLACES), words)
def test_a_key_added_and_taken_out(location: tuple[int, Steps], value: str) -> None:
    text, steps = TEXTS[location[0]], location[1]
    owner = at(root_of(text), steps)
    order = [*owner.keys, "zzz"]
    for position in range(len(order)):
        keys = [*order[:position], "zzz", *order[position:-1]]
        added = put(text, owner, "zzz", value, keys)
        now = at(root_of(added), steps)
        assert list(now.keys) == [*list(owner.keys)[:position], "zzz", *list(owner.keys)[position:]]
        assert now.values["zzz"].text == value  # type: ignore[union-attr]
        assert take_out(added, now, "zzz") == text or not text.endswith("\n")
        if position > 1:
            break


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PLACES),
    st.dictionaries(st.from_regex("[a-z]{1,5}", fullmatch=True), words, min_size=1, max_size=3),
)
def test_an_element_added_and_removed(location: tuple[int, Steps], value: dict[str, str]) -> None:
    text, steps = TEXTS[location[0]], location[1]
    owner = at(root_of(text), steps)
    for key, listing in owner.values.items():
        if isinstance(listing, Listing) and all(isinstance(item, Mapping) for item in listing.items):
            added = append(text, owner, key, value, [])
            now = at(root_of(added), steps)
            items = now.values[key]
            assert isinstance(items, Listing)
            last = items.items[-1]
            assert isinstance(last, Mapping)
            assert {k: v.text for k, v in last.values.items() if isinstance(v, Scalar)} == value
            if text.endswith("\n") and listing.items:
                assert remove_element(added, now, key, len(items.items) - 1) == text


BEFORE = """\
# 头
a: 1   # 一
b:
  - {x: 1, y: "二"}  # 行内
  - x: '三'

    # 说明
    y: |
      第一句。
      第二句。

c: []
d:
e: [甲, 乙]
"""


@pytest.mark.parametrize(
    ("steps", "key", "value", "old", "new"),
    [
        ((), "a", "2", "a: 1   # 一", 'a: "2"   # 一'),
        (("b", 0), "y", "四", '{x: 1, y: "二"}', '{x: 1, y: "四"}'),
        (("b", 1), "x", "it's", "x: '三'", "x: 'it''s'"),
        (
            ("b", 1),
            "y",
            "新的。又一句。",
            "      第一句。\n      第二句。\n",
            "      新的。\n      又一句。\n",
        ),
        ((), "c", ["一", "二"], "c: []", "c: [一, 二]"),
        ((), "c", [{"x": "一", "id": "i"}], "c: []", "c:\n  - {x: 一, id: i}"),
        ((), "d", "值", "d:\n", "d: 值\n"),
        ((), "e", ["a, b"], "e: [甲, 乙]", 'e: ["a, b"]'),
        (("b", 0), "x", "a, b", "{x: 1,", '{x: "a, b",'),
    ],
)
def test_only_what_is_meant_changes(steps: Steps, key: str, value: object, old: str, new: str) -> None:
    assert put(BEFORE, at(root_of(BEFORE), steps), key, value, []) == BEFORE.replace(old, new, 1)
