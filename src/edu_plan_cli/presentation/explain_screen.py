"""``edu-plan explain``: a rule as a page, from the words and examples that stand with it."""

from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.presentation.console import LIGHT_STYLES, make_console, print_prose, text
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES
from edu_plan_cli.presentation.problems.rule_text import REMEDY, RIGHT, WRONG, examples
from edu_plan_cli.values.bilingual import Lang, Words


def write_rule(rule: Rule, lang: Lang) -> None:
    """Print one rule: what it finds, why that matters, what to do, and an example each way."""
    console, colon = make_console(), Words("：", ": ").in_(lang)
    head = f"{rule.code} {rule.name} {SEVERITIES[rule.severity].in_(lang)}{colon}{rule.title.in_(lang)}"
    console.print(text(head, "bold"))
    console.print()
    print_prose(console, rule.why.in_(lang))
    console.print()
    print_prose(console, REMEDY.in_(lang) + rule.remedy.in_(lang))
    wrong, right = examples(rule)
    for words, example, style in (
        (WRONG, wrong, LIGHT_STYLES["overdue"]),
        (RIGHT, right, LIGHT_STYLES["done"]),
    ):
        console.print()
        console.print(text(words.in_(lang), style))
        for line in example:
            console.print(text("    " + line.replace("\t", "→")), soft_wrap=True)


def write_list(known: dict[str, Rule], lang: Lang) -> None:
    """Print every rule on a line of its own: code, name, severity, title."""
    console = make_console()
    room = max(len(rule.name) for rule in known.values())
    for rule in known.values():
        line = f"{rule.code} {rule.name:<{room}} {SEVERITIES[rule.severity].in_(lang)} {rule.title.in_(lang)}"
        console.print(text(line), soft_wrap=True)
