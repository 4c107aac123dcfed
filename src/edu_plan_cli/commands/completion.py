"""``edu-plan completion``."""

from typing import Annotated

import typer

from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import say
from edu_plan_cli.values.words import Words

EXAMPLES = (
    (
        "edu-plan completion bash >> ~/.bashrc",
        Words("bash，重开终端生效", "bash; takes effect in a new terminal"),
    ),
    ("edu-plan completion zsh >> ~/.zshrc", Words("zsh", "zsh")),
    ("edu-plan completion powershell >> $PROFILE", Words("Windows PowerShell", "Windows PowerShell")),
)
_SHELLS = ("bash", "zsh", "fish", "powershell")


def command(
    shell: Annotated[
        str, typer.Argument(metavar="bash|zsh|fish|powershell", help=say("哪种终端", "which shell"))
    ],
) -> None:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # public in use, not in name

    if shell not in _SHELLS:
        raise Stop(
            say(f"不支持 {shell}；有：{'、'.join(_SHELLS)}。", f"No {shell}; there are {', '.join(_SHELLS)}.")
        )
    typer.echo(get_completion_script(prog_name="edu-plan", complete_var="_EDU_PLAN_COMPLETE", shell=shell))
