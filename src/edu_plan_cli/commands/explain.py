"""``edu-plan explain``."""

from typing import Annotated

import typer

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import codes
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan explain EP304",
        Words("一个代码的含义，错的和对的写法", "what a code means, a wrong and a right example"),
    ),
    ("edu-plan explain", Words("列出全部代码", "list all codes")),
)


def command(
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=say("代码", "CODE"),
            help=say("问题代码，如 EP304；缺省列出全部", "a code such as EP304; default: list all"),
            autocompletion=codes,
        ),
    ] = None,
) -> None:
    from edu_plan_cli.checks.check_registry import rules
    from edu_plan_cli.diagnostics.suggest import nearest
    from edu_plan_cli.presentation.explain_screen import write_list, write_rule

    known = rules()
    if code is None:
        write_list(known, LANG)
        return
    wanted = code.upper()
    if wanted not in known:
        near = nearest(wanted, known)
        raise Stop(
            say(f"没有代码 {code}。", f"No code {code}.")
            + (say(f"是不是 {near}？", f" Did you mean {near}?") if near else "")
        )
    write_rule(known[wanted], LANG)
