"""Any text at all becomes a tree or a diagnostic, the same with both parsers, and every place is true."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.files.reading import SourceFile, forbidden
from edu_plan_cli.nodes import reader
from edu_plan_cli.nodes.node import Document, Listing, Mapping, Node, Scalar
from edu_plan_cli.nodes.reader import MAX_DEPTH, MAX_NODES, MAX_SCALAR, read_nodes

ROOT = Path(__file__).parent.parent.parent


def read(text: str) -> Document:
    return read_nodes(SourceFile("a.yaml", text))


def read_pure(text: str) -> Document:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "_ruamel_yaml", None)  # what an import then finds missing
        patch.setattr(reader, "_compiled_reader", lambda: None)
        return read(text)


def told(document: Document) -> object:
    """A document as what can be compared."""

    def spots(node: Node) -> object:
        if isinstance(node, Scalar):
            return (node.location, node.end_line, node.end_column, node.text, node.plain, node.indent)
        if isinstance(node, Mapping):
            keys = {key: spots(mark) for key, mark in node.keys.items()}
            return (node.location, node.end, keys, {key: spots(value) for key, value in node.values.items()})
        return (node.location, node.end, [spots(item) for item in node.items])

    return document.root and spots(document.root), document.diagnostics


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        yield from node.keys.values()
        for value in node.values.values():
            yield from scalars(value)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from scalars(item)


PIECES = st.sampled_from(
    ["a", "键", ": ", "：", "\n", "  ", "- ", "[", "]", "{", "}", ",", '"', "'", "#", "|", ">", "&x", "*x", "!t", "%",
     "\t", "　", "012", "1e3", "true", "null", "---", "...", "? ", "<<", "“", "”", "\\u4e2d", "\r\n", "@", "`", "7",
     "b:c", "d?"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_text_ever_raises_and_what_both_parsers_take_is_the_same_tree(text: str) -> None:
    fast, pure = read(text), read_pure(text)
    assert fast.root is None or isinstance(fast.root, Mapping)
    assert (fast.root is not None) or fast.diagnostics
    if fast.root is not None and pure.root is not None:
        assert told(fast) == told(pure)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(
        lambda t: not forbidden().search(t)
    )
)
def test_random_text_is_a_tree_or_a_diagnostic(text: str) -> None:
    found = read(text)
    assert (found.root is None) <= bool(found.diagnostics)


@pytest.mark.parametrize("text", ["a: 一\x85  二\n", "a: [一,\u2028\u2029 二\n 三]\n", 'a: "\x85\\q"\n'])
def test_a_text_with_line_breaks_that_no_file_may_have_is_read_all_the_same(text: str) -> None:
    """Such are found in the history of a repository, which is read as it is."""
    for found in (read(text), read_pure(text)):
        assert (found.root is None) <= bool(found.diagnostics)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z]{1,8}", fullmatch=True),
        st.from_regex(r"[一-龥]{1,9}", fullmatch=True),
        min_size=1,
    )
)
def test_a_plain_value_stands_where_its_place_says(values: dict[str, str]) -> None:
    text = "".join(f"{key}:   {value}\n" for key, value in values.items())
    root = read(text).root
    assert root is not None
    lines = text.split("\n")
    for key, value in values.items():
        node = root.values[key]
        assert isinstance(node, Scalar)
        assert node.text == value
        assert lines[node.line - 1][node.column - 1 :][: node.location.width] == value


@pytest.mark.parametrize(
    "text",
    [
        "a: [https://www.example.cn/附件.pdf]\n",
        "a: [已完成?]\n",
        "a: {b: c:d, e: f?}\n",
        "a: [学校:名单, 中心?校]\n",
    ],
)
def test_a_colon_or_a_question_mark_in_brackets_is_text_with_every_parser(text: str) -> None:
    """libyaml 0.1.7, the C parser of ruamel.yaml.clib 0.2.15, refuses them; YAML 1.2, ruamel.yaml's pure parser and libyaml 0.2.5 do not."""
    found = read(text)
    assert found.root is not None
    assert not found.diagnostics
    assert told(found) == told(read_pure(text))


@pytest.mark.parametrize("slip", ["{quarter:Q2}", "{quarter: Q2, date:2023-07-31}", "{quarter: Q2, date:}"])
def test_a_colon_without_its_blank_is_still_told_as_that(slip: str) -> None:
    assert [problem.code for problem in read(f"closed: {slip}\n").diagnostics] == ["EP105"]


def test_brackets_that_are_never_closed_are_named_where_they_open_even_so() -> None:
    (problem,) = read("schema: x\na: [https://www.example.cn\n").diagnostics
    assert (problem.code, str(problem.location)) == ("EP101", "a.yaml:2:4")


@pytest.mark.parametrize(
    "file", sorted(ROOT.glob("plan/*.yaml")) + sorted(ROOT.glob("reports/**/*.yaml")), ids=lambda p: p.name
)
def test_shipped_files_read_the_same_with_both_parsers_and_every_place_is_true(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = read(text)
    assert told(found) == told(read_pure(text))
    assert found.root is not None
    lines = text.split("\n")
    for scalar in scalars(found.root):
        if scalar.plain:
            assert lines[scalar.line - 1][scalar.column - 1 :].startswith(scalar.text)


def test_a_character_of_a_block_text_has_its_line_and_column() -> None:
    root = read("a: 1\ntext: |\n    第一句。\n    第二句。\n").root
    assert root is not None
    node = root.values["text"]
    assert isinstance(node, Scalar)
    location = node.place_in(node.text.index("第二"))
    assert (location.line, location.column) == (4, 5)


HOSTILE = {
    "an alias bomb": "a: &a [x]\nb: [*a, *a]\n",
    "depth": "[" * 10_000,
    "depth in blocks": "".join(" " * level + "a:\n" for level in range(200)),
    "nodes": "a: [" + "1," * MAX_NODES + "]\n",
    "a scalar": "a: " + "x" * (MAX_SCALAR + 1) + "\n",
    "a number of 5000 digits": "a: " + "9" * 5000 + "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_limits_are_met_before_anything_grows(name: str) -> None:
    for found in (read(HOSTILE[name]), read_pure(HOSTILE[name])):
        assert found.diagnostics
        assert {d.code for d in found.diagnostics} <= {"EP109", "EP110", "EP112"}


def test_just_within_the_limits_is_fine() -> None:
    deep = "".join("  " * level + f"a{level}:\n" for level in range(MAX_DEPTH - 1))
    assert read(deep).diagnostics == []
    assert read("a: " + "x" * MAX_SCALAR + "\n").diagnostics == []


@pytest.mark.parametrize("parse", [read, read_pure])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: !!str 1\n", "标签"),
        ("a: !own 1\n", "标签"),
        ("a: !!map {b: 1}\n", "标签"),
        ("a: !!seq [1]\n", "标签"),
        ("a: &b 1\n", "锚点"),
        ("a: &b {c: 1}\n", "锚点"),
    ],
)
def test_tags_and_anchors_are_seen_on_every_kind_of_node(
    parse: Callable[[str], Document], text: str, said: str
) -> None:
    """What the reader relies on in ruamel.yaml's events, of both its parsers: ``ctag`` and ``anchor``."""
    document = parse(text)
    assert document.root is None
    assert any(said in diagnostic.message.zh for diagnostic in document.diagnostics)
