"""Put the worked cases of tests/kinds/cases.yaml into docs/completion.md: ``python docs/make_completion.py``."""

import re
import sys
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from kinds.worked import Case, load_cases  # noqa: E402  the tests' folder is no package

PAGE = ROOT / "docs" / "completion.md"
HEAD = "| 情形 | 目标 | 填报 | 看 | 完成率 | 灯 | 累计 | 一句话 |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n"


def table(cases: list[Case]) -> str:
    """A section for each first word of the cases' titles (数量, 累计, 占比 …), in the order of the file."""
    parts = []
    for group, members in groupby(cases, key=lambda case: case.title.partition("：")[0]):
        parts.append(f"### {group}\n\n{HEAD}" + "".join(map(_row, members)))
    return "\n".join(parts)


def _row(case: Case) -> str:
    answers = "；".join(f"{quarter} {'、'.join(given)}" for quarter, given in case.answers.items()) or "无"
    target = case.target.removeprefix("kind: ") + (f"；{' '.join(case.extra.split())}" if case.extra else "")
    cells = [
        case.title.partition("：")[2],
        f"`{target}`",
        answers.replace("correct ", "更正 ").replace("nil", "零报告"),
        case.at,
    ]
    cells += [case.expected[key] for key in ("completion", "light", "reached", "says")]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def page() -> str:
    """The page with its cases made anew; all else in it is written by hand."""
    text = PAGE.read_text(encoding="utf-8")
    cases = table(load_cases())
    return re.sub(
        r"(<!-- cases -->\n).*(<!-- /cases -->)",
        lambda found: f"{found[1]}{cases}{found[2]}",
        text,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    if "--print" in sys.argv:
        sys.stdout.buffer.write(page().encode())
    else:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
