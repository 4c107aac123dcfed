"""What the compiled reader makes of a file is what edu-plan's own reader makes of it, to the last column; all else it hands back."""

import subprocess
import sys
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import edu_plan_compiled_reader as compiled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.files.reading import SourceFile, read_source
from edu_plan_cli.nodes import reader, syntax_hints
from edu_plan_cli.nodes.node import Document, Listing, Mapping, Node, Scalar
from edu_plan_cli.nodes.reader import MAX_DEPTH, MAX_NODES, MAX_SCALAR
from edu_plan_cli.values.exact import MAX_DIGITS

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from district import write_district

ROOT = Path(__file__).parent.parent.parent
FIND = reader._compiled_reader
FOLDERS = ("plan", "reports", "tests", "docs", "benchmarks", "src")


@pytest.fixture(scope="module", autouse=True)
def _own_reader() -> Iterator[None]:
    """Edu-plan reads with its own reader here, so that it can be compared."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_compiled_reader", lambda: None)
        yield


def contents(value: object) -> object:
    """A node with every field of it and of all it holds, places among them, as what can be compared."""
    if isinstance(value, Scalar | Listing | Mapping):
        fields = [slot for base in type(value).__mro__ for slot in getattr(base, "__slots__", ())]
        return type(value), [(field, contents(getattr(value, field))) for field in fields]
    if isinstance(value, dict):
        return [(key, contents(part)) for key, part in value.items()]
    return [contents(part) for part in value] if isinstance(value, list) else value


def is_same(text: str, tree: Mapping | None) -> bool:
    """Tell whether a tree is what edu-plan's own reader makes of a text, which then has no problem but those told of any tree."""
    source = SourceFile("a.yaml", text)
    document: Document = reader.read_nodes(source)
    if tree is None or document.root is None:
        return tree is None
    return contents(tree) == contents(document.root) and document.diagnostics == syntax_hints.cut_off(
        source, tree
    )


def read(text: str) -> Mapping | None:
    tree: Mapping | None = compiled.read("a.yaml", text, None)
    return tree


@cache
def texts() -> dict[str, str]:
    """Every YAML file of the repository that is a text at all, by path."""
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.y*ml")) if file.is_file()]
    sources = [read_source(ROOT, file) for file in files]
    return {source.path: source.text for source in sources if isinstance(source, SourceFile)}


def test_every_file_of_the_repository_is_read_the_same_or_handed_back() -> None:
    assert len(texts()) > 200
    assert [path for path, text in texts().items() if not is_same(text, read(text))] == []


def assert_read_here(text: str) -> None:
    """It is not handed back, and comes out as our own reader has it."""
    tree = read(text)
    assert tree is not None
    assert is_same(text, tree)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_plan_and_its_reports_are_read_here(end: str) -> None:
    ours = [text for path, text in texts().items() if path.startswith(("plan/", "reports/"))]
    assert len(ours) >= 40
    for text in ours:
        lines = text.replace("\n", end)
        assert_read_here(lines)


def test_a_made_up_district_is_read_here(tmp_path: Path) -> None:
    write_district(tmp_path, 3)
    for file in sorted(tmp_path.rglob("*.yaml")):
        assert_read_here(file.read_text(encoding="utf-8"))


ORDINARY = {
    "nothing after a key": "a:\nb: ''\nc: {x}\n",
    "a list with nothing in an entry": "a:\n-\n- b\n",
    "brackets over lines": "a: {b: [1,\n  二], c: {}}\nd: []\n",
    "a block text": "a:\n  b: |\n\n      一\n        二\n    # 三\nc: >-\n  四\n\n  五\n",
    "a block text with spaces of its own": "a: |2\n    一\n   二\nb: |\n\n\nc: |+\n\n",
    "a block text below white space alone": "a: |\n \u3000\n  一\nb: 1\n",
    "a text over lines": "a: 一\n  二\n  三\nb: '四\n\n  五'\n",
    "quotes": "a: \"一\\n二\\u4e2d\"\nb: 'it''s'\n\"c\": 1\n",
    "numbers": "a: 0\nb: -1.50\nc: 123456789012345\nd: 2023-03-31\ne: -1-1\nf: 3.5%\ng: +好\nh: 1号\n",
    "a comment": "# 一\na: 1 # 二\n",
    "colons and question marks outside of brackets": "a: b:c?d\ne: http://example.org/?f\n",
    "an explicit key": "? a\n: 1\n",
    "a start and an end": "---\na: 1\n...\n",
    "characters beyond the first plane": "a𠀀: 𠀁 # 𠀂\nb: [𠀃, c]\n",
    "no line break at the end": "a: 1",
}  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
def test_what_is_ordinary_is_read_here(text: str) -> None:
    assert_read_here(text)


HANDED_BACK = {
    "an anchor": "a: &b 1\n",
    "an anchor of a list": "a: &b [1]\n",
    "an anchor of a mapping": "a: &b {c: 1}\n",
    "an alias": "a: *b\n",
    "a tag": "a: !!str 1\n",
    "a tag of a list": "a: !!seq [1]\n",
    "a tag of a mapping": "a: !!map {b: 1}\n",
    "a version": "%YAML 1.2\n---\na: 1\n",
    "a handle": "%TAG !e! tag:example.org,2000:\n---\na: 1\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "a list as key": "[a]: 1\n",
    "a mapping as key": "? {a: 1}\n: 1\n",
    "a merge key": "a: 1\n<<: {b: 1}\n",
    "a key twice": "a: 1\nb: 2\na: 3\n",
    "a key twice, further in": "a: [{b: 1, c: 1, b: 2}]\n",
    "a wide colon": "a: {b：1, c: 2}\n",
    "a wide colon on a further line": "a: 一\n  b：二\n",
    "an odd number": "a: 012\n",
    "a clock time": "a: [12:30]\n",
    "an odd number as key": "0x1F: 1\n",
    "a number of 16 digits": "a: 1234567890123456\n",
    "a control character": 'a: "\\u200b"\n',
    "a null character": 'a: "\\0"\n',
    "half a character": 'a: "\\ud800"\n',
    "half a character unescaped": "a: \ud800\n",
    "a byte order mark": "\ufeffa: 1\n",
    "a carriage return": "a: 1\rb: 2\n",
    "another line break": "a: |\n  一\u2028  二\n",
    "bad syntax": "a: [1\n",
    "bad syntax at the end": "a: 1\nb: 'c\n",
    "nothing": "",
    "a comment alone": "# a\n",
    "a list": "- a\n",
    "a text": "a\n",
    "a text too long": "a: " + "x" * (MAX_SCALAR + 1) + "\n",
    "depth": "".join("  " * level + f"a{level}:\n" for level in range(MAX_DEPTH + 1)),
    "a colon within a text in brackets": "a: [b:c]\n",
    "a question mark within a text in brackets": "a: {b?c: 1}\n",
    "an escaped slash": 'a: "b\\/c"\n',
    "depth in brackets": "a: " + "[" * 10_000,
    "nodes": "a: [" + "1," * MAX_NODES + "]\n",
    "nodes in brackets": "a: [" + "[]," * MAX_NODES + "]\n",
}


@pytest.mark.parametrize("text", HANDED_BACK.values(), ids=HANDED_BACK)
def test_what_is_unusual_is_handed_back(text: str) -> None:
    assert read(text) is None


def test_just_within_the_limits_is_read_here() -> None:
    deep = "".join("  " * level + f"a{level}:\n" for level in range(MAX_DEPTH))
    for text in (deep, "a: " + "中" * MAX_SCALAR + "\n"):
        assert read(text) is not None
        assert is_same(text, read(text))
    assert read("a: [" + "x," * (MAX_NODES - 4) + "x]\n") is not None
    assert read("a: [" + "x," * (MAX_NODES - 3) + "x]\n") is None


PIECES = st.sampled_from(
    ["a", "键", "b:c", "b: ", ": ", "：", "\n", "\n  ", "\n- ", "  ", "- ", "[", "]", "{", "}", ",", '"', "'", " #", "|", ">", "|2", "|-",
     "&x", "*x", "!t", "! ", "%", "\t", "\u3000", "\xa0", "012", "1e3", "-1.5", "2023-03-31", ".5", "1_0", "true", "---", "...", "? ", "?", "<<",
     "“", "\\/", "x" * 1024, "\\u4e2d", "\\x07", "\r\n", "\r", "\x85", "𠀀", "@", "7"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_text_is_read_the_same_or_handed_back(text: str) -> None:
    assert is_same(text, read(text))


@given(st.data())
def test_a_changed_file_is_read_the_same_or_handed_back(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([text for text in texts().values() if len(text) < 6000]))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 4)))
        text = text[:start] + data.draw(st.lists(PIECES, max_size=2).map("".join)) + text[end:]
    assert is_same(text, read(text))


@given(st.from_regex(reader._ODD_NUMBER, fullmatch=True))
def test_every_odd_number_is_handed_back(number: str) -> None:
    assert reader.is_plain_number(number) or read(f"a: {number}\n") is None


@given(st.from_regex(reader._PLAIN_NUMBER, fullmatch=True).filter(lambda number: len(number) <= MAX_DIGITS))
def test_a_plain_number_is_read_here_as_one(number: str) -> None:
    tree = read(f"a: {number}\n")
    assert tree is not None
    assert is_same(f"a: {number}\n", tree)
    value = tree.values["a"]
    assert isinstance(value, Scalar)
    assert value.number


@pytest.mark.parametrize("keys", [(), ("a",), ("a", "c"), ("c", "f"), ("f",)])
@pytest.mark.parametrize("text", ["a: 1\nb: {c: 2}\nc: [x]\nd: 3\n", "{a: 1, b: {f: 2}, c: 3}\n"])
def test_a_file_is_read_until_it_has_the_keys_that_are_wanted(text: str, keys: Collection[str]) -> None:
    own = reader.read_keys(SourceFile("a.yaml", text), keys)
    assert contents(compiled.read("a.yaml", text, frozenset(keys))) == contents(own)


def numbers_of_lines(node: Node) -> Iterator[int]:
    yield node.line
    for part in node.items if isinstance(node, Listing) else getattr(node, "values", {}).values():
        yield from numbers_of_lines(part)


def test_all_that_begins_on_a_line_shares_its_number_and_all_keys_alike_are_one() -> None:
    tree = read("\n" * 1000 + "a: [{b: 1}, {b: 2}]\n")
    assert tree is not None
    assert len({id(number) for number in numbers_of_lines(tree)}) == 1
    listing = tree.values["a"]
    assert isinstance(listing, Listing)
    first, second = [next(iter(part.keys)) for part in listing.items if isinstance(part, Mapping)]
    assert first is second


def test_ordinary_files_are_read_without_ruamel() -> None:
    program = (
        "import sys\n"
        "from edu_plan_cli.files.reading import SourceFile\n"
        "from edu_plan_cli.nodes.reader import read_keys, read_nodes\n"
        "assert read_nodes(SourceFile('a.yaml', 'a: 1')).root and read_keys(SourceFile('a.yaml', 'a: 1'), ['a'])\n"
        "assert not [name for name in sys.modules if 'ruamel' in name]\n"
        "assert read_nodes(SourceFile('a.yaml', 'a: &b 1')).diagnostics\n"
        "assert 'ruamel.yaml' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_one_made_for_other_rules_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FIND.__wrapped__() is compiled.read
    monkeypatch.setattr(compiled, "RULES", compiled.RULES + 1)
    assert FIND.__wrapped__() is None
