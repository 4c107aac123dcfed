"""Plain SQL, one file a question, asked in the order of ``QUERIES`` of ``observations`` and ``catalogue``; each answer is a
view of the file's name for those after it. DuckDB runs them here; Spark or any warehouse runs the same text.
"""

from importlib.resources import files

QUERIES = ("counted", "items", "sections", "districts", "attention", "indicators", "totals")


def text_of(name: str) -> str:
    return files(__package__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
