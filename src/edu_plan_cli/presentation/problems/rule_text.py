"""A rule as text: what ``edu-plan explain``, the pages of docs/checks and SARIF say, from the rule's own words and examples."""

import re
import textwrap

from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Lang, Words

REMEDY = Words("改法：", "How to fix: ")
WRONG = Words("错：", "Wrong:")
RIGHT = Words("对：", "Right:")


def examples(rule: Rule) -> tuple[list[str], list[str]]:
    """Return the lines of the wrong and the right example, without the indentation that all of them share.

    An example may begin in the middle of a line of the file: that line stays at the left, and the keys of a list's entry
    that begins there stand below its first key.
    """
    sides = [example.rstrip("\n").split("\n") for example in (rule.wrong, rule.right)]
    openings = [[] if lines[0][:1].isspace() else lines[:1] for lines in sides]
    rests = [lines[len(opening) :] for lines, opening in zip(sides, openings, strict=True)]
    dedented = textwrap.dedent("\n".join([*rests[0], *rests[1]])).split("\n")
    if any(opening and opening[0].startswith("- ") for opening in openings) and not any(
        line.startswith("- ") for line in dedented
    ):
        dedented = [f"  {line}" for line in dedented]
    cut = len(rests[0])
    return [*openings[0], *dedented[:cut]], [*openings[1], *dedented[cut : cut + len(rests[1])]]


def rule_text(rule: Rule, lang: Lang) -> str:
    """Return why, how to fix, the wrong and the right example, as plain text with blank lines between."""
    wrong, right = ("\n".join(f"    {line}" for line in lines) for lines in examples(rule))
    return "\n\n".join(
        (
            rule.why.in_(lang),
            REMEDY.in_(lang) + rule.remedy.in_(lang),
            f"{WRONG.in_(lang)}\n{wrong}",
            f"{RIGHT.in_(lang)}\n{right}",
        )
    )


def rule_markdown(rule: Rule, lang: Lang) -> str:
    """Return the same as Markdown, its examples in fenced blocks."""
    wrong, right = markdown_examples(rule)
    return "\n\n".join(
        (
            markdown_text(rule.why.in_(lang)),
            f"**{REMEDY.in_(lang).strip()}** {markdown_text(rule.remedy.in_(lang))}",
            f"{WRONG.in_(lang)}\n\n{wrong}",
            f"{RIGHT.in_(lang)}\n\n{right}",
        )
    )


def markdown_examples(rule: Rule) -> tuple[str, str]:
    """Both examples as fenced blocks, marked as YAML where they are lines of a file."""
    kind = "yaml" if re.search(r"^[ \t-]*[a-z_0-9]+:", rule.right, re.MULTILINE) else "text"
    wrong, right = ("\n".join((f"```{kind}", *lines, "```")) for lines in examples(rule))
    return wrong, right


def markdown_text(text: str) -> str:
    """Return a sentence of ours in Markdown: its signs stand for themselves."""
    return re.sub(r"([\\`*<])", r"\\\1", text)
