"""The models' schemas as they are written out: those pydantic makes today, and what comes of a file is the same by either."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pydantic_core
import pytest

from edu_plan_cli.binding import core_schemas
from edu_plan_cli.binding.bind import bind
from edu_plan_cli.binding.located import NODE, Located
from edu_plan_cli.files.reading import SourceFile, read_source
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.department_updates import DepartmentUpdates
from edu_plan_cli.model.leader_instructions import Instructions
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.nodes.reader import read_nodes

ROOT = Path(__file__).parent.parent.parent
MODELS: dict[str, type[Located]] = {
    "quarter": Report,
    "updates": DepartmentUpdates,
    "instructions": Instructions,
}


def test_what_is_written_out_is_what_pydantic_makes_of_the_models() -> None:
    """``python -m tasks docs`` writes them anew after a change of a model."""
    script = [sys.executable, "scripts/write_core_schemas.py", "--check"]
    done = subprocess.run(script, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_installed_version_is_the_one_they_are_written_for() -> None:
    """With another everything works, and each start takes half as long again."""
    assert pydantic_core.__version__.startswith(f"{core_schemas.PYDANTIC_CORE}.")


def contents(value: Any) -> Any:
    """A model as plain data, with the fields that are written told from those taken by default."""
    if isinstance(value, Located):
        fields = {name: contents(value.__dict__[name]) for name in value.fields()}
        return type(value).__name__, sorted(value.model_fields_set), fields
    if isinstance(value, dict):
        return {key: contents(part) for key, part in value.items() if key != NODE}
    return [contents(part) for part in value] if isinstance(value, list) else repr(value)


def everything_bound() -> list[str]:
    """Each file of the corpus as bound to its model: what is wrong, and what is sound."""
    bound = []
    for folder in ("tests/cases", "plan", "reports"):
        for file in sorted((ROOT / folder).rglob("*.yaml")):
            source = read_source(ROOT, file) if file.is_file() else None
            document = read_nodes(source) if isinstance(source, SourceFile) else None
            if document is None or document.root is None:
                continue
            model = next((held for key, held in MODELS.items() if key in document.root.values), Plan)
            result = bind(model, document.root)
            bound.append(f"{file}: {result.diagnostics} {contents(result.model)}")
    return bound


def test_without_them_every_file_comes_out_the_same() -> None:
    program = (
        "from edu_plan_cli.binding import core_schemas\n"
        "core_schemas.PYDANTIC_CORE = ''\n"
        "from model.test_written_schemas import everything_bound\n"
        "import pydantic, sys\n"
        "from edu_plan_cli.model.plan import Plan\n"
        "assert issubclass(Plan, pydantic.BaseModel)\n"
        "print(*everything_bound(), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program],
        cwd=ROOT / "tests",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == "\n".join(everything_bound()).splitlines()
    assert len(everything_bound()) > 150


@pytest.mark.parametrize(
    "first",
    ["", "import pydantic\n", "import importlib.util; importlib.util.find_spec = lambda name: None\n"],
)
def test_pydantic_can_be_used_beside_it_whichever_is_loaded_first_and_however(first: str) -> None:
    program = (
        "from decimal import Decimal\n"
        "from edu_plan_cli.binding.validation import SchemaValidator, ValidationError\n"
        "import pydantic, pydantic_core\n"
        "assert SchemaValidator is pydantic_core.SchemaValidator\n"
        "assert ValidationError is pydantic.ValidationError\n"
        "class Share(pydantic.BaseModel):\n"
        "    value: Decimal\n"
        "print(Share(value='0.5').value)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", first + program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "0.5\n", "")


def test_a_model_does_not_change() -> None:
    plan = Plan.__new__(Plan)
    with pytest.raises(AttributeError):
        plan.year = 2024  # type: ignore[misc]  # as mypy says
