"""``words.yaml``: a bureau's own words for its reports. Any subset of the phrases, and words only: figures are put in."""

import re
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.binding.bind import bind_to
from edu_plan_cli.binding.fields import TEXT
from edu_plan_cli.binding.located import NODE
from edu_plan_cli.binding.model_schema import FieldSchema, Schema, mapping_schema
from edu_plan_cli.binding.validation import SchemaValidator
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import Root, Snapshot, SourceFile, read_source
from edu_plan_cli.model.load import schema_problem
from edu_plan_cli.model.phrases import PHRASES, PLACEHOLDERS, SECTIONS
from edu_plan_cli.nodes.node import Mapping, Scalar
from edu_plan_cli.nodes.reader import read_nodes
from edu_plan_cli.nodes.writer import quoted

WORDS_SCHEMA = "edu-plan/words@1"
WORDS_FILE = "words.yaml"


class Wordbook(NamedTuple):
    """The phrases in force, by ``section.key``: the project's own, else the built-in ones."""

    own: dict[str, str]

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase with its placeholders filled. What is put in is text and nothing else: it is not looked at again."""
        section, key = phrase.split(".")
        text = self.own.get(phrase) or PHRASES[section][key]
        return re.sub(r"\{(\w+)\}", lambda match: str(values[match[1]]), text)


BUILT_IN = Wordbook({})


class Written(NamedTuple):
    """Hold what a project's file says: its sound phrases with where each stands, and the problems of the others."""

    phrases: dict[str, Scalar]
    diagnostics: list[Diagnostic]


def read_words(root: Root) -> Written:
    """Nothing where the project has no such file, which is the usual case and costs one look."""
    if isinstance(root, Snapshot):
        file = Path(WORDS_FILE)
        there = WORDS_FILE in root.files
    else:
        file = root / WORDS_FILE
        there = file.exists() or file.is_symlink()
    if not there:
        return Written({}, [])
    source = read_source(root, file)
    if not isinstance(source, SourceFile):
        return Written({}, source)
    document = read_nodes(source)
    if document.root is None:
        return Written({}, document.diagnostics)
    if refused := schema_problem(document.root, WORDS_SCHEMA):
        return Written({}, [*document.diagnostics, refused])
    schema = words_schema()
    problems = [*document.diagnostics, *bind_to(schema, SchemaValidator(schema), document.root).diagnostics]
    wrong = {diagnostic.location for diagnostic in problems}
    phrases = {}
    for section, keys in PHRASES.items():
        written = document.root.values.get(section)
        for key, node in written.values.items() if isinstance(written, Mapping) else ():
            if key in keys and isinstance(node, Scalar) and node.location not in wrong:
                phrases[f"{section}.{key}"] = node
    return Written(phrases, problems)


def words_schema() -> Schema:
    """Return what the file may hold, made of the phrases themselves: any of the sections, and in each any of its phrases."""

    def text(key: str, *, required: bool = False) -> FieldSchema:
        return FieldSchema(key, required, TEXT)

    sections = {
        section: FieldSchema(
            section, required=False, schema=mapping_schema({key: text(key) for key in keys}, NODE)
        )
        for section, keys in PHRASES.items()
    }
    return mapping_schema({"schema": text("schema", required=True), **sections}, NODE)


def written_out(modeline: str) -> str:
    """Return the built-in words as such a file: to copy from, and to be read."""
    lines = [
        f"{modeline}# 报表用的话。要换哪句，就在项目文件夹的 {WORDS_FILE} 里写哪句，其余照旧；改完运行 edu-plan validate。",
        "# 大括号里的由程序填入，不能多也不能少：数字和名称一个不漏。可放的位置不限。",
        *(f"#   {{{name}}} {meaning}" for name, meaning in PLACEHOLDERS.items()),
        "# 滞后的界限（lagging_points）、报送时限（due_days、grace_days）是工作要点 settings 里的规则，不在这里。",
        f"schema: {WORDS_SCHEMA}",
    ]
    for section, keys in PHRASES.items():
        lines += [f"{section}:    # {SECTIONS[section]}"]
        lines += [f"  {key}: {quoted(text)}" for key, text in keys.items()]
    return "\n".join(lines) + "\n"
