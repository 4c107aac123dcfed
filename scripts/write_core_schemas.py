"""Write out the core schemas of the models, and the JSON Schemas of their files (docs/decisions/0023).

``python scripts/write_core_schemas.py`` makes the files anew; with ``--check`` it changes nothing and exits with 1 where one is out of date.
"""

import json
import sys
from decimal import Decimal
from pathlib import Path
from pprint import pformat
from typing import Annotated, Any, get_origin

import pydantic_core

from edu_plan_cli.binding import core_schemas

core_schemas.PYDANTIC_CORE = ""  # none is written out yet: the models below are pydantic's own

from json_schemas import file_schemas  # noqa: E402

from edu_plan_cli.binding import fields  # noqa: E402
from edu_plan_cli.binding.located import Located  # noqa: E402
from edu_plan_cli.binding.model_schema import core_schema, name_of, put_in_place  # noqa: E402

PACKAGE = Path(core_schemas.__file__).parent.parent
HEAD = '''"""The models' core schemas, as pydantic made them from the models: written by scripts/write_core_schemas.py, not by hand."""

from collections.abc import Callable
from typing import Any

PYDANTIC_CORE = {version!r}  # the pydantic-core they were made for, without its last part

SCHEMAS: dict[str, Callable[[Any], dict[str, Any]]] = {{
'''
FORMS = {
    name: put_in_place(form.__metadata__[0].schema, {})
    for name, form in vars(fields).items()
    if get_origin(form) is Annotated and hasattr(form.__metadata__[0], "schema")
}


class _Code(str):  # noqa: SLOT000  it is one of a few hundred
    """A piece of Python, which stands in the file as it is."""

    def __repr__(self) -> str:
        return str(self)


def _code(value: Any, *, outermost: bool = False) -> Any:
    """Return a part of a schema with Python for what is not plain data."""
    form = next((name for name, form in FORMS.items() if form == value), None)
    if form is not None:
        return _Code(f"_.form({form!r})")
    if isinstance(value, dict):
        if (model := _model(value)) is not None and not outermost:
            return _Code(f"_.schema({name_of(model)!r})")
        inside = outermost and value["type"] != "model"  # a validator around the model is the model's own
        return {key: _code(part, outermost=inside and key == "schema") for key, part in value.items()}
    if isinstance(value, list):
        return [_code(part) for part in value]
    if isinstance(value, Decimal):
        return _Code(f"_.decimal({str(value)!r})")
    return _Code(f"_.named({name_of(value)!r})") if callable(value) else value


def _model(schema: dict[str, Any]) -> type | None:
    """Return the model that a schema is of, with its own validators around it."""
    while schema.get("type") == "function-after":
        schema = schema["schema"]
    return schema["cls"] if schema.get("type") == "model" else None


def _models(base: type[Located]) -> list[type[Located]]:
    return [base, *(deeper for model in base.__subclasses__() for deeper in _models(model))]


def written_files() -> dict[Path, str]:
    """Return every file with the text it should have."""
    written = [HEAD.format(version=pydantic_core.__version__.rpartition(".")[0])]
    for model in sorted(_models(Located)[1:], key=name_of):
        schema = _code(core_schema(model), outermost=True)
        written.append(f"    {name_of(model)!r}: lambda _: {pformat(schema, width=140, sort_dicts=False)},\n")
    schemas = {
        PACKAGE / f"presentation/schemas/{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in file_schemas().items()
    }
    return {PACKAGE / "binding/core_schemas.py": "".join([*written, "}\n"]), **schemas}


def main(arguments: list[str]) -> int:
    """Write the files, or check them; return the exit code."""
    old = {
        file: text
        for file, text in written_files().items()
        if not file.exists() or file.read_text(encoding="utf-8") != text
    }
    for file, text in old.items():
        sys.stdout.write(f"{file.relative_to(PACKAGE)} is out of date\n")
        if "--check" not in arguments:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    return int("--check" in arguments and bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
