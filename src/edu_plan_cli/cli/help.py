"""Help in both languages, examples first. Typer's own cannot be put into Chinese throughout."""

from collections.abc import Iterable
from typing import Any

from edu_plan_cli.cli.language import say
from edu_plan_cli.cli.registry import GROUPS
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

EXIT_CODES = Words(
    "退出码：0 正常，1 发现问题，2 用法不对或项目读不了。",
    "Exit codes: 0 well, 1 problems found, 2 wrong usage or unreadable project.",
)


def write_group_help(_ctx: Any) -> None:
    """Write the help of ``edu-plan`` itself."""
    _line(
        Words(
            "edu-plan：管好教育局的年度工作要点。",
            "edu-plan: keep an education bureau's yearly work plan true.",
        )
    )
    write_line()
    _line(Words("例子：", "Examples:"))
    _pairs(
        [
            ("edu-plan status", Words("今天看全计划", "the whole plan today")),
            (
                "edu-plan report --quarter Q2",
                Words("二季度完成情况表", "the table of the second quarter"),
            ),
            ("edu-plan show 14", Words("第14项的全部情况", "everything about item 14")),
            ("edu-plan validate", Words("检查所有文件", "check every file")),
        ]
    )
    for heading, group in GROUPS:
        _line(Words(f"{heading.zh}：", f"{heading.en}:"))
        _pairs([*group.items()])
    _line(Words("选项：", "Options:"))
    _pairs(
        [
            ("--lang zh|en", Words("语言，也可设 EDU_PLAN_LANG", "language; or set EDU_PLAN_LANG")),
            (
                "--install-completion",
                Words("让终端按 Tab 补全命令、编号、科室", "let Tab complete commands, ids, departments"),
            ),
            ("--version", Words("显示版本", "show the version")),
            ("-h, --help", Words("显示帮助；每个命令都有", "show help; every command has it")),
        ]
    )
    _line(EXIT_CODES)


def write_command_help(ctx: Any, command: Any) -> None:
    """Write the help of a command: examples first, then arguments and options."""
    import inspect

    module = inspect.getmodule(inspect.unwrap(command.callback))
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join([ctx.command_path, *(f"[{p.metavar or p.name.upper()}]" for p in arguments)])
    write_line(f"{command.help}\n")
    _line(Words("例子：", "Examples:"))
    _pairs(getattr(module, "EXAMPLES", ()))
    write_line(say(Words("用法：", "Usage: ")) + usage + say(Words(" [选项]", " [options]")))
    write_line()
    if arguments:
        _line(Words("参数：", "Arguments:"))
        _pairs([(p.metavar or p.name.upper(), p.help or "") for p in arguments])
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    if options:
        _line(Words("选项：", "Options:"))
        _pairs([(_option(p), p.help or "") for p in options])


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {param.metavar or param.name.upper()}"


def _line(words: Words) -> None:
    write_line(say(words))


def _pairs(pairs: Iterable[tuple[str, Words | str]]) -> None:
    from edu_plan_cli.presentation.two_columns import two_columns

    told = [(left, say(right) if isinstance(right, Words) else right) for left, right in pairs]
    write_line(two_columns(told) + "\n")
