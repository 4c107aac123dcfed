"""``edu-plan schema``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import choices
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan schema plan", Words("工作要点文件的", "of plan files")),
    ("edu-plan schema progress", Words("进展填报文件的", "of report files")),
    ("edu-plan schema updates", Words("季度之间的进展文件的", "of files of updates")),
    ("edu-plan schema instructions", Words("批示、整改文件的", "of files of instructions")),
    ("edu-plan schema words", Words("自己的用语 words.yaml 的", "of words.yaml")),
    ("edu-plan schema assessment", Words("--json 输出的", "of what --json prints")),
    ("edu-plan schema breakdown", Words("breakdown --json 输出的", "of what breakdown --json prints")),
    ("edu-plan schema due", Words("due --json 输出的", "of what due --json prints")),
    ("edu-plan schema record", Words("record --json 输出的", "of what record --json prints")),
    (
        "edu-plan schema observation",
        Words("export --format jsonl 每一行的", "of each line of export --format jsonl"),
    ),
    ("edu-plan schema plan -o plan.json", Words("存成文件", "into a file")),
)
NAMES = (
    "plan",
    "progress",
    "updates",
    "instructions",
    "indicators",
    "words",
    "assessment",
    "breakdown",
    "due",
    "record",
    "diagnostics",
    "rollup",
    "observation",
)


def command(
    name: Annotated[
        str,
        options.argument(
            metavar="|".join(NAMES), help=Words("哪一个", "which"), autocompletion=choices(NAMES)
        ),
    ],
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    from edu_plan_cli.cli.output import put_out

    if name not in NAMES:
        raise Stop(
            Words(
                f"没有 {name}；有：{'、'.join(NAMES)}。", f"No schema {name}; there are {', '.join(NAMES)}."
            )
        )
    put_out(schema_text(name), output, force=force)


def schema_text(name: str) -> str:
    """Return a schema as it is printed and shipped under ``schema/``."""
    from importlib.resources import files

    return files("edu_plan_cli.presentation.schemas").joinpath(f"{name}.json").read_text(encoding="utf-8")
