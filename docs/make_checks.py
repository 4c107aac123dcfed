"""Write a page for each check, and the index of all, into docs/checks: ``python docs/make_checks.py``.

Every page is made from the check's own rule; ``--check`` writes nothing, names pages that are stale or belong to no
check, and then exits with 1.
"""

import sys
from pathlib import Path

from edu_plan_cli.checks.check_registry import GROUPS, rules
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES
from edu_plan_cli.presentation.problems.rule_text import markdown_examples, markdown_text

FOLDER = Path(__file__).parent / "checks"
_MADE = "<!-- 由 docs/make_checks.py 生成，请勿手改；要改的话，改检查自己的 RULE。 Made from the check's own RULE. -->"
_INDEX = f"""{_MADE}

# 全部检查 · All checks

`edu-plan validate` 报出的每个代码都有一页：为什么查，怎么改，错的和对的写法。终端里看同样的内容：`edu-plan explain EP304`，写名称也行：`edu-plan explain quote-not-in-text`。

A page for each code that `edu-plan validate` reports: why it is checked, how to fix it, a wrong and a right example. `edu-plan explain` prints the same.

错误：`validate` 不通过，读不懂或自相矛盾的那一处不计入。警告：照样计入，请核对；`--strict` 时也算不通过。提示：知道就行。

An error fails `validate`, and what cannot be understood or contradicts itself is not counted. A warning counts and asks for a look (`--strict` fails on it too). A notice is for information.
"""


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    by_name = {f"{rule.name}.md": _page(rule) for rule in rules().values()}
    return {"README.md": _index(), **by_name}


def problems(folder: Path) -> list[str]:
    """What is wrong with the pages in a folder: missing, stale, or left over from a check that is gone; a line each."""
    wanted = pages()
    present = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.md")}
    stale = [f"{name} is not as its check says" for name, text in wanted.items() if present.get(name) != text]
    return stale + [f"{name} belongs to no check" for name in sorted(present.keys() - wanted.keys())]


def write(folder: Path) -> None:
    """Write all pages and delete those left over."""
    folder.mkdir(exist_ok=True)
    wanted = pages()
    for file in folder.glob("*.md"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _index() -> str:
    parts = [_INDEX]
    for prefix, group in GROUPS.items():
        rows = [_row(rule) for code, rule in rules().items() if code.startswith(prefix)]
        head = "| 代码 code | 名称 name | 级别 | 内容 | what |\n| --- | --- | --- | --- | --- |"
        parts.append("\n".join((f"## {group.zh} · {group.en}\n", head, *rows)) + "\n")
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    severity = SEVERITIES[rule.severity]
    title = [markdown_text(rule.title.in_(lang)) for lang in ("zh", "en")]
    name = f"[{rule.name}]({rule.name}.md)"
    return f"| {rule.code} | {name} | {severity.zh} {severity.en} | {' | '.join(title)} |"


def _page(rule: Rule) -> str:
    severity, group = SEVERITIES[rule.severity], GROUPS[rule.code[:3]]
    wrong, right = markdown_examples(rule)
    return (
        "\n\n".join(
            (
                _MADE,
                f"# {rule.code} {rule.name}",
                f"**{markdown_text(rule.title.zh)}** · {severity.zh} · {group.zh}",
                markdown_text(rule.why.zh),
                f"**改法：** {markdown_text(rule.remedy.zh)}",
                f"错 · wrong\n\n{wrong}",
                f"对 · right\n\n{right}",
                "---",
                f"**{markdown_text(rule.title.en[0].upper() + rule.title.en[1:])}** · {severity.en} · {group.en}",
                markdown_text(rule.why.en),
                f"**How to fix:** {markdown_text(rule.remedy.en)}",
                "[全部检查 · All checks](README.md)",
            )
        )
        + "\n"
    )


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit("\n".join(problems(FOLDER)) or 0)
    write(FOLDER)
