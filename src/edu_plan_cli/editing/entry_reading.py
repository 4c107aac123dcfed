"""What a person types for one key of an answer, read as a cell of a form is, and kept as its entry holds it."""

from typing import Any

from edu_plan_cli.kinds.target import Target
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.issued_documents import NumberedDocument, read_document, read_evidence_list
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.reported_answers import (
    read_account,
    read_count,
    read_date,
    read_share,
    read_stage,
    read_steps,
)
from edu_plan_cli.values.typed_text import same_name

_NUMBERS = ("value", "lowest")
_MOST = "9" * 15  # no numerator is beyond it


def read_answer(target: Target, key: str, quarter: Quarter, typed: str) -> dict[str, Any] | NotYet | Question:
    """Return the keys of an entry that ``typed`` gives for ``key``; NotYet for 未完成, a Question where it is not sure.

    A share has a reader of its own, ``read_typed_share``, since its two numbers are read together.
    """
    if key in _NUMBERS:
        return _number(target, key, typed)
    if key == "account":
        return {key: read_account(typed)}
    if key == "evidence":
        return {key: read_evidence_list(typed)}
    read: object
    if key == "done_on":
        read = read_date(typed, quarter)
    elif key == "stage":
        read = read_stage(typed, [stage.name for stage in target.get("stages") or ()])
    elif key == "steps_done":
        read = read_steps(typed, [step.name for step in target.get("steps") or ()])
    else:
        read = read_document(typed, quarter)
    if isinstance(read, NotYet | Question):
        return read
    if isinstance(read, NumberedDocument):
        return {key: {**read._asdict(), "issued_on": Raw(read.issued_on)}}
    return {key: Raw(read) if key == "done_on" else read}


def _number(target: Target, key: str, typed: str) -> dict[str, Any] | Question:
    count = read_count(typed, target.get("unit") or "")
    if isinstance(count, Question):
        return count
    if key == "lowest" and count.value < 0:
        return ask(typed.strip(), "是负数，这里不能填负数", "is negative, and must not be")
    return {key: Raw(plain(count.value))} | ({"unit": count.unit} if count.unit else {})


def read_typed_share(numerator: str, denominator: str = "") -> dict[str, Any] | Question:
    """Return numerator and denominator of an entry, typed apart (28 and 35) or at once (28/35)."""
    read = read_share(numerator, denominator)
    if isinstance(read, Question):
        return read
    return {"numerator": Raw(plain(read.numerator)), "denominator": Raw(plain(read.denominator))}


def read_numerator(typed: str) -> dict[str, Any] | str | Question:
    """Return a numerator as typed, for ``read_typed_share``; 28/35 as the share that it is."""
    if not isinstance(read_share(typed), Question):
        return read_typed_share(typed)
    alone = read_share(typed, _MOST)
    return alone if isinstance(alone, Question) else typed


def read_denominator(typed: str) -> str | Question:
    """Return a denominator as typed, for ``read_typed_share``."""
    alone = read_share("0", typed)
    return alone if isinstance(alone, Question) else typed


def find_contributor(typed: str, contributors: list[str]) -> str | None:
    """Return the contributor that is meant: by its name in brackets and letters of any width, or a part of one name only."""
    wanted = same_name(typed)
    same = [name for name in contributors if same_name(name) == wanted]
    near = same or [name for name in contributors if wanted and wanted in same_name(name)]
    return near[0] if len(near) == 1 else None


def no_contributor(typed: str | None, contributors: list[str]) -> Words:
    """Return what is wrong with a contributor: none is named, it is not one of the target's, or the target has none."""
    known_zh, known_en = "、".join(contributors), ", ".join(contributors)
    if not contributors:
        return Words(
            f"这个目标不分单位填报，不用写单位“{typed}”", f"this target has no contributors such as {typed}"
        )
    if typed is None:
        return Words(
            f"这个目标由几个单位分别填报，要写是哪一个：{known_zh}", f"name whose part it is: {known_en}"
        )
    return Words(f"没有填报单位“{typed}”；有：{known_zh}", f"no contributor {typed}; there are {known_en}")
