"""``edu-plan explain``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import codes_and_names
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan explain EP304",
        Words("一个代码的含义，错的和对的写法", "what a code means, a wrong and a right example"),
    ),
    ("edu-plan explain quote-not-in-text", Words("写名称也行", "by its name")),
    ("edu-plan explain", Words("列出全部代码", "list all codes")),
)


def command(
    code: Annotated[
        str | None,
        options.argument(
            metavar=Words("代码或名称", "CODE_OR_NAME"),
            help=Words(
                "如 EP304、quote-not-in-text；缺省列出全部",
                "such as EP304 or quote-not-in-text; default: list all",
            ),
            autocompletion=codes_and_names,
        ),
    ] = None,
) -> None:
    from edu_plan_cli.checks.check_registry import find_rule, nearest_rule, rules
    from edu_plan_cli.presentation.explain_screen import write_list, write_rule

    if code is None:
        write_list(rules(), LANG)
        return
    rule = find_rule(code)
    if rule is None:
        guess = Words("edu-plan explain 列出全部。", "edu-plan explain lists all.")
        if near := nearest_rule(code):
            guess = Words(f"是不是 {near}？", f"Did you mean {near}?")
        raise Stop(Words(f"没有代码或名称 {code}。{guess.zh}", f"No code or name {code}. {guess.en}"))
    write_rule(rule, LANG)
