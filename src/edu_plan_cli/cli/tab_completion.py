"""``--install-completion`` and ``--show-completion``: Typer does it, and says so in English; where it cannot, it is said what can."""

import contextlib
import io
import os
import re
from collections.abc import Callable, Sequence

from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

_ABLE = ("bash", "zsh", "fish", "powershell", "pwsh")


def not_here() -> Words | None:
    """Return why Tab cannot complete in the terminal one types in, and what to do; None where it can."""
    import shellingham

    try:
        shell, _ = shellingham.detect_shell()
    except shellingham.ShellDetectionFailure:
        shell = say(Words("这个终端", "this terminal"))
    if shell in _ABLE:
        return None
    return Words(
        f"{shell} 不能按 Tab 补全。Windows 请打开 PowerShell，在那里运行 edu-plan --install-completion；"
        "别的系统用 bash、zsh 或 fish。",
        f"{shell} has no completion by Tab. On Windows open PowerShell and run edu-plan --install-completion there; "
        "elsewhere use bash, zsh or fish.",
    )


def install(do: Callable[[], int], options: Sequence[str]) -> int:
    """Let Typer do it, and say it in the reader's language."""
    if LANG == "en" or "--show-completion" in options:
        return do()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        try:
            code = do()
        except SystemExit as ended:  # as Typer ends where it has done it
            code = int(ended.code or 0)
    if code == 0:
        write_line("已装好按 Tab 补全，关掉终端再打开就有。")
    else:
        print(said.getvalue(), end="")  # noqa: T201
    return code


def words_to_complete() -> list[str]:
    """Return the words typed after the program's name, the one being typed included, as the shell's environment has them.

    ``--lang en`` may stand anywhere on a command line, and Typer wants it first: it is moved there, in the environment too.
    """
    name = "COMP_WORDS" if "COMP_WORDS" in os.environ else "_TYPER_COMPLETE_ARGS"
    line = os.environ.get(name, "")
    program, _, rest = line.partition("\n" if "\n" in line else " ")
    if asked := re.search(r"(?:^|\s)(--lang)(\s+)(\S*)$", rest):
        line = f"{program}{asked[2]}{asked[1]}{asked[2]}{asked[3]}"
        os.environ["COMP_CWORD"] = "2"
    elif given := re.search(r"(?:^|(?<=\s))--lang(\s+)\S+\s+", rest):
        line = f"{program}{given[1]}{given[0]}{rest[: given.start()]}{rest[given.end() :]}"
    os.environ[name] = line
    return line.split()[1:]
