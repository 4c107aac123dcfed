"""Make docs/api.md, the reference of the Python interface, from the source's docstrings: ``python docs/make_api.py``."""

import ast
import io
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "edu_plan_cli"
PAGE = ROOT / "docs" / "api.md"

# What docs/library.md promises, in the order of the page: a heading, and the names of a module below it.
CONTENTS: tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    ("Functions", (("library", ("load", "assess")), ("assessment.observations", ("observations",)))),
    (
        "What load returns",
        (
            ("checks.checked_year", ("Checked",)),
            ("diagnostics.diagnostic", ("Diagnostic", "Related")),
        ),
    ),
    (
        "What assess returns",
        (
            (
                "assessment.result",
                (
                    "Assessment",
                    "SectionAssessment",
                    "ItemAssessment",
                    "TargetAssessment",
                    "Tally",
                    "DepartmentAssessment",
                    "Late",
                    "Then",
                ),
            ),
            ("assessment.view", ("View",)),
            ("kinds.target", ("TargetProgress", "Calculation", "ReportedValue", "Measure")),
        ),
    ),
    ("What observations yields", (("assessment.observations", ("Observation",)),)),
    (
        "The plan and the reports, as read",
        (
            ("model.plan", ("Plan", "Section", "Item", "PlanTarget")),
            ("kinds.target", ("Target",)),
            ("model.plan", ("Department", "Amendment", "CloseOut", "Rules")),
            ("model.department_report", ("Report",)),
            ("kinds.entry", ("Entry", "Correction")),
            ("binding.located", ("Located",)),
        ),
    ),
    (
        "Values",
        (
            ("values.quarter", ("Quarter",)),
            ("values.location", ("Location",)),
            ("values.bilingual", ("Words",)),
        ),
    ),
)
HEAD = """\
# Python interface

Made from the source by `python docs/make_api.py`; [library.md](library.md) shows it in use. This page and the JSON formats are what
scripts may rely on; a module that is not named here may change at any time.

`from edu_plan_cli import …` has
{exported}.
The other classes are reached through these, and are imported from the module named beside them only to annotate with.

Ratios are `Fraction`s (1 is 100 %) and amounts are `Decimal`s, both exact. `History` is `tuple[ReportedValue, ...]` of one target, by
quarter. The keys of plans and reports, their units and limits, are explained in [format.md](format.md). `Light` is
`"overdue"`, `"lagging"`, `"not_reported"`, `"on_track"`, `"done"` or `"dropped"`.
"""


def page() -> str:
    """The whole page."""
    exported = ", ".join(f"`{name}`" for name in _exported())
    parts = [HEAD.format(exported=exported)]
    for heading, groups in CONTENTS:
        parts.append(f"## {heading}\n")
        for module, names in groups:
            parts += [_entry(module, name) for name in names]
    return "\n".join(parts)


def _exported() -> list[str]:
    """``__all__`` of the package."""
    for node in ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    raise LookupError("the package has no __all__")


def _entry(module: str, name: str) -> str:
    tree, comments = _source(module)
    (node,) = [
        node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name
    ]
    where = f"`edu_plan_cli.{module}`"
    if isinstance(node, ast.FunctionDef):
        return f"### `{_signature(node)}`\n\n{where}\n\n{_docstring(node)}\n"
    parts = [f"### {name}\n\n{where}{_base(node)}\n\n{_docstring(node)}\n"]
    fields = [part for part in node.body if _is_field(part)]
    if fields:
        parts.append(
            "| field | type | |\n| --- | --- | --- |\n" + "".join(_field(f, comments) for f in fields)
        )
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and not part.name.startswith("_"):
            parts.append(f"- {_member(part)}: {_docstring(part, indent='  ')}\n")
    return "\n".join(parts)


def _is_field(part: ast.stmt) -> bool:
    return isinstance(part, ast.AnnAssign) and not ast.unparse(part.annotation).startswith("ClassVar")


def _field(part: ast.stmt, comments: dict[int, str]) -> str:
    assert isinstance(part, ast.AnnAssign)
    lines = range(part.lineno, (part.end_lineno or part.lineno) + 1)
    comment = " ".join(comments[line] for line in lines if line in comments)
    default = f" = {ast.unparse(part.value)}" if part.value and isinstance(part.value, ast.Constant) else ""
    cells = (f"`{ast.unparse(part.target)}`", f"`{_type(part.annotation)}{default}`", comment)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def _member(part: ast.FunctionDef) -> str:
    """A property as its name and type, a method as its signature."""
    if any(ast.unparse(decorator) in {"property", "cached_property"} for decorator in part.decorator_list):
        assert part.returns is not None
        return f"`{part.name}: {_type(part.returns)}`"
    return f"`{_signature(part)}`"


def _signature(node: ast.FunctionDef) -> str:
    """As it is called: without ``self``, types by their plain names."""
    arguments = ast.parse(f"def f({ast.unparse(node.args)}): ...").body[0]
    assert isinstance(arguments, ast.FunctionDef)
    arguments.args.args = [argument for argument in arguments.args.args if argument.arg != "self"]
    returns = f" -> {_type(node.returns)}" if node.returns else ""
    return f"{node.name}({ast.unparse(arguments.args)}){returns}"


def _type(annotation: ast.expr) -> str:
    """The type without what only validation needs: Annotated, and the names of binding.fields for plain types."""
    text = ast.unparse(_Plain().visit(ast.parse(ast.unparse(annotation), mode="eval")))
    return text.replace("'", "")


class _Plain(ast.NodeTransformer):
    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if ast.unparse(node.value) == "Annotated" and isinstance(node.slice, ast.Tuple):
            return self.visit(node.slice.elts[0])  # type: ignore[no-any-return]
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.Name(_field_types().get(node.id, node.id))


@cache
def _field_types() -> dict[str, str]:
    """The plain type of each annotated one in binding/fields.py: ``Text`` is ``str``."""
    types = {"Number": "Decimal"}
    for node in _source("binding.fields")[0].body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Subscript)
            and ast.unparse(node.value.value) == "Annotated"
            and isinstance(node.value.slice, ast.Tuple)
        ):
            plain = ast.unparse(node.value.slice.elts[0])
            types[ast.unparse(node.targets[0])] = types.get(plain, plain)
    return types


def _base(node: ast.ClassDef) -> str:
    bases = [ast.unparse(base) for base in node.bases]
    return "".join(f" · a `{base}`" for base in bases if base not in {"NamedTuple", "BaseModel"})


def _docstring(node: ast.FunctionDef | ast.ClassDef, indent: str = "") -> str:
    text = ast.get_docstring(node)
    assert text, f"{node.name} has no docstring"
    return text.replace("``", "`").replace("\n", f"\n{indent}")


@cache
def _source(module: str) -> tuple[ast.Module, dict[int, str]]:
    """A module's tree, and its comments by line."""
    text = (SOURCE / (module.replace(".", "/") + ".py")).read_text(encoding="utf-8")
    return ast.parse(text), dict(_comments(text))


def _comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith(("# noqa", "# type:")):
            yield token.start[0], token.string.removeprefix("#").strip().replace("``", "`")


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.buffer.write(page().encode())
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
