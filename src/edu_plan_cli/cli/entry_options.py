"""Options that say what a department answers, and the entry they make."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import contributors, items_and_targets, stages, steps
from edu_plan_cli.cli.options import argument, option
from edu_plan_cli.values.bilingual import Words

_NUMBER = Words("数", "NUMBER")
DOCUMENT_PARTS = ("title", "number", "issued_on")

AskedTarget = Annotated[
    str | None,
    argument(
        metavar=Words("目标", "TARGET"),
        help=Words("目标（14-1）或编号；不写就逐个问", "a target (14-1) or its id; without it you are asked"),
        autocompletion=items_and_targets,
    ),
]
Value = Annotated[str | None, option("--value", metavar=_NUMBER, help=Words("数值", "the value"))]
Unit = Annotated[
    str | None,
    option(
        "--unit", metavar=Words("单位", "UNIT"), help=Words("单位，与目标的不同时写", "its unit, if another")
    ),
]
Numerator = Annotated[str | None, option("--numerator", metavar=_NUMBER, help=Words("分子", "the numerator"))]
Denominator = Annotated[
    str | None, option("--denominator", metavar=_NUMBER, help=Words("分母", "the denominator"))
]
Lowest = Annotated[
    str | None, option("--lowest", metavar=_NUMBER, help=Words("最低一期", "the lowest period"))
]
Stage = Annotated[
    str | None,
    option(
        "--stage",
        metavar=Words("阶段", "STAGE"),
        help=Words("已完成到的阶段", "the stage reached"),
        autocompletion=stages,
    ),
]
Steps = Annotated[
    list[str] | None,
    option(
        "--step",
        metavar=Words("步骤", "STEP"),
        help=Words("已完成的步骤；可多次", "a step done; repeatable"),
        autocompletion=steps,
    ),
]
DoneOn = Annotated[
    str | None,
    option("--done-on", metavar=Words("日期", "DATE"), help=Words("完成日期", "the day it was done")),
]
Issued = Annotated[
    list[str] | None,
    option(
        "--issued",
        metavar=Words("文件", "DOCUMENT"),
        help=Words("印发的文件：标题、文号、日期，各写一次", "title, number and date, one each"),
    ),
]
Note = Annotated[
    str | None, option("--note", metavar=Words("说明", "TEXT"), help=Words("情况说明", "an account"))
]
Highlight = Annotated[
    bool,
    option(
        "--highlight",
        help=Words(
            "标为亮点：通报的“亮点做法”引用它的情况说明", "the circular quotes its account as good practice"
        ),
    ),
]
Evidence = Annotated[
    list[str] | None,
    option(
        "--evidence",
        metavar=Words("佐证", "EVIDENCE"),
        help=Words("佐证材料；可多次", "evidence; repeatable"),
    ),
]
Contributor = Annotated[
    str | None,
    option(
        "--contributor",
        metavar=Words("单位", "NAME"),
        help=Words("分单位填报的，写单位", "whose part it is"),
        autocompletion=contributors,
    ),
]
CorrectionReason = Annotated[
    str | None,
    option(
        "--reason",
        metavar=Words("理由", "REASON"),
        help=Words("更正以前季度的理由", "why an earlier quarter is corrected"),
    ),
]
Withdraw = Annotated[
    bool,
    option(
        "--withdraw",
        help=Words(
            "撤回以前季度填的，没有别的数可填；要写 --reason",
            "take an earlier answer back without another; with --reason",
        ),
    ),
]
Nil = Annotated[
    bool,
    option(
        "--nil", help=Words("零报告：这一季没有进展；要写 --department", "nothing moved; with --department")
    ),
]


class TypedEntry(NamedTuple):
    """Hold what was typed of one answer, each word as it was typed."""

    value: str | None
    numerator: str | None
    denominator: str | None
    lowest: str | None
    done_on: str | None
    contributor: str | None
    unit: str | None
    stage: str | None
    account: str | None
    steps_done: list[str] | None
    evidence: list[str] | None
    issued: list[str] | None
    withdraw: bool
    highlight: bool


def document_typed(parts: Sequence[str]) -> dict[str, Any]:
    """Return a document by key from its title, number and day, the day as a file holds it; parts that are not given have no key."""
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.values.typed_answers import day_typed

    document: dict[str, Any] = dict(zip(DOCUMENT_PARTS, parts, strict=False))
    if "issued_on" in document:
        document["issued_on"] = Raw(day_typed(document["issued_on"]))
    return document


def entry_of(typed: TypedEntry, root: Path, reason: str | None) -> dict[str, Any]:
    """Return the entry by key. Raises Stop for a document that is not wholly named, and where nothing is answered."""
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.values.evidence_path import evidence_within
    from edu_plan_cli.values.typed_answers import day_typed, number_typed

    if typed.issued is not None and len(typed.issued) != len(DOCUMENT_PARTS):
        raise Stop(
            Words(
                "--issued 要写三次：标题、文号、日期。", "--issued is given three times: title, number, date."
            )
        )
    given = typed._asdict()
    numbers = ("value", "numerator", "denominator", "lowest")
    entry: dict[str, Any] = {key: Raw(number_typed(given[key])) for key in numbers if given[key] is not None}
    if typed.done_on is not None:
        entry["done_on"] = Raw(day_typed(typed.done_on))
    for key in ("contributor", "unit", "stage", "account", "steps_done"):
        if given[key]:
            entry[key] = given[key]
    if typed.evidence:
        entry["evidence"] = [evidence_within(root, each) for each in typed.evidence]
    if typed.issued:
        entry["document"] = document_typed(typed.issued)
    entry |= {key: Raw("true") for key in ("highlight", "withdraw") if given[key]}
    if typed.withdraw and reason is None:
        raise Stop(Words("撤回要写理由：--reason。", "--withdraw goes with --reason."))
    if not set(entry) - {"contributor", "unit"}:
        raise Stop(
            Words(
                "没有给出填报内容，如 --value 120；见 edu-plan record --help。",
                "Nothing to record, such as --value 120.",
            )
        )
    return entry
