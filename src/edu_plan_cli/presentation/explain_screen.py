"""``edu-plan explain``: a rule as a page, from the words and examples that stand with it."""

import textwrap

from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.presentation.console import LIGHT_STYLES, make_console, print_prose, text
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES
from edu_plan_cli.values.bilingual import Lang, Words


def write_rule(rule: Rule, lang: Lang) -> None:
    console, colon = make_console(), Words("：", ": ").in_(lang)
    console.print(
        text(
            f"{rule.code} {rule.name} {SEVERITIES[rule.severity].in_(lang)}{colon}{rule.title.in_(lang)}",
            "bold",
        )
    )
    console.print()
    print_prose(console, rule.why.in_(lang))
    wrong, right = _dedented(rule.wrong, rule.right)
    for words, example, style in (
        (Words("错：", "Wrong:"), wrong, LIGHT_STYLES["overdue"]),
        (Words("对：", "Right:"), right, LIGHT_STYLES["done"]),
    ):
        console.print()
        console.print(text(words.in_(lang), style))
        for line in example:
            console.print(text("    " + line.replace("\t", "→")), soft_wrap=True)


def write_list(known: dict[str, Rule], lang: Lang) -> None:
    console = make_console()
    room = max(len(rule.name) for rule in known.values())
    for rule in known.values():
        line = f"{rule.code} {rule.name:<{room}} {SEVERITIES[rule.severity].in_(lang)} {rule.title.in_(lang)}"
        console.print(text(line), soft_wrap=True)


def _dedented(wrong: str, right: str) -> tuple[list[str], list[str]]:
    """Both without the indentation common to their lines, a first line that begins within its own aside."""
    sides = [example.rstrip("\n").split("\n") for example in (wrong, right)]
    begun = [[] if lines[0][:1].isspace() else lines[:1] for lines in sides]
    whole = [lines[len(first) :] for lines, first in zip(sides, begun, strict=True)]
    bare = textwrap.dedent("\n".join([*whole[0], *whole[1]])).split("\n")
    at = len(whole[0])
    return [*begun[0], *bare[:at]], [*begun[1], *bare[at : at + len(whole[1])]]
