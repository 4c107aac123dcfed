"""Make docs/glossary.md from the table docs/glossary.toml: ``python docs/make_glossary.py`` (``--print`` shows it only)."""

import sys
import tomllib
from pathlib import Path

DOCS = Path(__file__).parent
_HEAD = """<!-- 由 docs/make_glossary.py 从 docs/glossary.toml 生成，请勿手改。 Made from docs/glossary.toml. -->

# 术语 · Glossary

一个词一个意思：文件里的键、代码、屏幕、帮助和文档里都这样用。“键”是文件里的键名，“代码”在 `src/edu_plan_cli/` 下面。
文件格式见 [format.md](format.md)，检查见 [checks/](checks/README.md)，完成率怎么算见 [completion.md](completion.md)。

One word, one meaning: in the keys of the files, in code, on screens, in help and in documents.

| English | 中文 | 键 key | 代码 where in code | 意思 | meaning |
| --- | --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The page, a row for each term in the order of the English words."""
    terms = tomllib.loads((DOCS / "glossary.toml").read_text(encoding="utf-8"))["term"]
    return _HEAD + "".join(map(_row, sorted(terms, key=lambda term: term["en"])))


def _row(term: dict[str, object]) -> str:
    meaning = term["meaning"]
    assert isinstance(meaning, dict)
    key = f"`{term['key']}`" if "key" in term else ""
    return f"| {term['en']} | {term['zh']} | {key} | `{term['code']}` | {meaning['zh']} | {meaning['en']} |\n"


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.buffer.write(page().encode())
    else:
        (DOCS / "glossary.md").write_text(page(), encoding="utf-8", newline="\n")
