"""Reads the tables of wordings that are documentation and test in one (``chinese_numbers.md``, ``chinese_dates.md``)."""

from pathlib import Path

HERE = Path(__file__).parent


def rows(page: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the table under a heading. What stands in backticks is taken as it is, blanks and all."""
    text = (HERE / page).read_text(encoding="utf-8")
    section = text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [tuple(_cell(cell) for cell in line.strip("|").split(" | ")) for line in lines[2:]]


def _cell(text: str) -> str:
    text = text.strip(" ")
    return text[1:-1] if text.startswith("`") and text.endswith("`") else text
