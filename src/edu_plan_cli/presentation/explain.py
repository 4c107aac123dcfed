"""``edu-plan explain``: a rule as a page, from the words and examples that stand with it."""

from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.presentation.console import LIGHT_STYLES, make_console, print_prose, text
from edu_plan_cli.presentation.problems.base import SEVERITIES
from edu_plan_cli.values.words import Lang, Words


def write_rule(rule: Rule, lang: Lang) -> None:
    console, colon = make_console(), Words("：", ": ").in_(lang)
    console.print(
        text(f"{rule.code} {SEVERITIES[rule.severity].in_(lang)}{colon}{rule.title.in_(lang)}", "bold")
    )
    console.print()
    print_prose(console, rule.why.in_(lang))
    for words, example, style in (
        (Words("错：", "Wrong:"), rule.wrong, LIGHT_STYLES["overdue"]),
        (Words("对：", "Right:"), rule.right, LIGHT_STYLES["done"]),
    ):
        console.print()
        console.print(text(words.in_(lang), style))
        for line in _dedented(example):
            console.print(text("    " + line.replace("\t", "→")), soft_wrap=True)


def write_list(known: dict[str, Rule], lang: Lang) -> None:
    console = make_console()
    for code, rule in known.items():
        console.print(
            text(f"{code} {SEVERITIES[rule.severity].in_(lang)} {rule.title.in_(lang)}"), soft_wrap=True
        )


def _dedented(example: str) -> list[str]:
    """Lines after the first keep their indentation relative to it as far as it is common to them."""
    first, *rest = example.rstrip("\n").split("\n")
    indent = min((len(line) - len(line.lstrip(" ")) for line in rest if line.strip()), default=0)
    return [first, *(line[indent:] for line in rest)]
