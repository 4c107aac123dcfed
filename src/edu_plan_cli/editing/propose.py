"""A change as it would be: the new text, its patch, and the problems it would bring."""

import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.checks.checked_year import Checked, check_again, check_year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, new_problems
from edu_plan_cli.files.reading import SourceFile, read_bytes, shown_path, source_of
from edu_plan_cli.files.writing import FileChange
from edu_plan_cli.model.load import load_year
from edu_plan_cli.nodes.node import Mapping
from edu_plan_cli.nodes.reader import read_nodes
from edu_plan_cli.nodes.yaml_rules import DUPLICATE_KEY

_BOM = b"\xef\xbb\xbf"

Edit = Callable[[str], str]  # a file's text to its new text


class Unreadable(Exception):
    """A file cannot be edited because it cannot be read; carries why."""

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        super().__init__(str(diagnostics[0].location))
        self.diagnostics = diagnostics


class Proposal(NamedTuple):
    """A change of one file that is not written yet, and the problems it would bring."""

    path: str  # from the project
    change: FileChange
    old: str
    new: str
    brings: list[Diagnostic]  # problems of the year after the change that were not there before
    after: Checked | None = None  # the year after the change

    @property
    def refused(self) -> bool:
        """Tell whether it would bring an error, and so is not written."""
        return any(diagnostic.severity == "error" for diagnostic in self.brings)


def in_turn(edits: Sequence[Edit]) -> Edit:
    """Return one edit that makes several, each in the text of the one before."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def propose(
    root: Path, year: int, file: Path, edits: Sequence[Edit], earlier: Checked | None = None
) -> Proposal:
    """See what an edit would do to the year, without writing it. Of several ways to say the same the first that brings no error,
    the first of all where each does. ``earlier`` is the year as it was checked before: what has not changed is not read again.
    Raises Unreadable.
    """
    before = check_again(root, year, earlier)
    proposals = []
    for edit in edits:
        change = rewrite(root, file, edit)
        after = check_year(load_year(root, year, {change.path: change.new}, before.loaded, keep=True), before)
        proposals.append(
            change._replace(brings=new_problems(before.diagnostics, after.diagnostics), after=after)
        )
        if not proposals[-1].refused:
            return proposals[-1]
    return proposals[0]


def rewrite(root: Path, file: Path, edit: Edit) -> Proposal:
    """Return an edit that changes no meaning. A file that is not there begins empty. Raises Unreadable."""
    path, before, old = shown_path(root, file), None, ""
    if file.exists() or file.is_symlink():
        data = read_bytes(root, file)
        source = source_of(path, data) if isinstance(data, bytes) else data
        if not isinstance(data, bytes) or not isinstance(source, SourceFile):
            assert isinstance(source, list)
            raise Unreadable(source)
        before, old = data, source.text
    new = edit(old)
    bom = _BOM if before is not None and before.startswith(_BOM) else b""
    return Proposal(path, FileChange(file, before, bom + new.encode()), old, new, [])


def parse(path: str, text: str) -> Mapping:
    """Return a text's root. Raises Unreadable where it has none, or where a key stands twice and one would be lost."""
    document = read_nodes(SourceFile(path, text))
    twice = [diagnostic for diagnostic in document.diagnostics if diagnostic.code == DUPLICATE_KEY.code]
    if document.root is None or twice:
        raise Unreadable(twice or document.diagnostics)
    return document.root


def patch(proposal: Proposal) -> str:
    """As ``git diff`` shows it and ``git apply`` takes it."""
    old, new = (_lines(text) for text in (proposal.old, proposal.new))
    name = proposal.path
    first = "/dev/null" if proposal.change.before is None else f"a/{name}"
    return "".join(difflib.unified_diff(old, new, first, f"b/{name}"))


def _lines(text: str) -> list[str]:
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines
