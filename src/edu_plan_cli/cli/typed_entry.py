"""From the options of ``record`` to the entry they make: all that cannot be used is named at once, in the words of options."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.editing.entry_questions import EntryQuestion
from edu_plan_cli.editing.entry_reading import (
    find_contributor,
    no_contributor,
    read_answer,
    read_typed_share,
)
from edu_plan_cli.kinds.entry import ANSWERS
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.evidence_path import evidence_within
from edu_plan_cli.values.issued_documents import joined_parts
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import NOTHING_SAID
from edu_plan_cli.values.typed_text import normalize_typed

# The option in which each key of an entry is typed, and how it is filled in.
OPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "value": "--value", "unit": "--unit", "numerator": "--numerator", "denominator": "--denominator", "lowest": "--lowest",
        "stage": "--stage", "steps_done": "--step", "done_on": "--done-on", "document": "--issued", "account": "--note",
        "evidence": "--evidence", "contributor": "--contributor", "highlight": "--highlight", "withdraw": "--withdraw", "reason": "--reason",
        "date": "--date", "received": "--received", "received_reason": "--received-reason", "nil": "--nil",
    }
)  # fmt: skip
_EXAMPLES = {
    "value": "--value 120", "numerator": "--numerator 28", "denominator": "--denominator 35", "lowest": "--lowest 2",
    "stage": "--stage 主体封顶", "steps_done": "--step 1", "done_on": "--done-on 2023-06-30",
    "document": "--issued 《考核办法》，区教〔2023〕30号，2023-06-30",
}  # fmt: skip
# What to do where the check's own hint speaks of lines of a file, by its code and the key it is about.
_REMEDIES: Mapping[tuple[str, str], Words] = MappingProxyType(
    {
        ("EP404", "target"): Words(
            "去掉 --department，记在牵头科室名下；本科室确实配合的，先在工作要点里写上",
            "leave --department out; if this department does help, the plan is to say so first",
        ),
        ("EP411", "done_on"): Words(
            "日子写错的请改；还没有做完的先不写，用 --note 说明", "correct the day, or say with --note how far it is"
        ),
        ("EP411", "document"): Words(
            "日子写错的请改；还没有印发的先不写，用 --note 说明", "correct the day, or say with --note how far it is"
        ),
        ("EP411", "date"): Words("写更正那天的日子", "write the day the correction was made"),
        ("EP411", ""): Words("请改 --received 的日子", "correct the day of --received"),
        ("EP414", ""): Words(
            "这一季已经填了内容，不用写零报告", "the quarter has answers, and needs no nil report"
        ),
    }
)  # fmt: skip


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


class ReadEntry(NamedTuple):
    """An entry without its target, and what of it cannot be used: then it is not to be written."""

    entry: dict[str, Any]
    refused: tuple[EntryQuestion, ...]


def read_entry(
    target: Target, typed: TypedEntry, quarter: Quarter, root: Path, reason: str | None
) -> ReadEntry:
    """Read what was typed for a target as the cells of a form are read.

    Raises Stop where nothing is answered, and for a withdrawal without a reason.
    """
    given, note = _answers_given(typed), (typed.account or "").strip()
    if typed.withdraw and reason is None:
        raise Stop(Words("撤回要写理由：--reason。", "--withdraw goes with --reason."))
    if not (given or note or typed.evidence or typed.withdraw or typed.highlight):
        raise Stop(
            Words(
                f"没有给出填报内容，如 {_wanted(target)}；见 edu-plan record --help。",
                f"Nothing to record, such as {_wanted(target)}.",
            )
        )
    entry: dict[str, Any] = {}
    wrong: dict[str, Words] = {}
    _read_contributor(target, typed, entry, wrong)
    if typed.withdraw:
        entry["withdraw"] = Raw("true")
        for key in given:
            wrong[key] = Words(
                "和 --withdraw 不能一起写：有对的数就写数，没有才撤回",
                "does not go with --withdraw: give the right figure, or take the answer back",
            )
    else:
        _read_answers(target, given, quarter, entry, wrong)
    if typed.unit and "value" not in given:
        wrong["unit"] = Words("和 --value 一起写，如 --value 120 --unit 人", "goes with --value")
    if note:
        entry |= _keys(read_answer(target, "account", quarter, note))
    evidence = [name for each in typed.evidence or () for name in _keys(read_answer(target, "evidence", quarter, each)).get("evidence", [])]  # fmt: skip
    if evidence:
        entry["evidence"] = [evidence_within(root, name) for name in evidence]
    if typed.highlight:
        entry["highlight"] = Raw("true")
    _needs_account(target, given, entry, wrong)
    about = (target.id, entry.get("contributor"))
    return ReadEntry(
        entry, tuple(EntryQuestion(about, key, words, refused=True) for key, words in wrong.items())
    )


def _answers_given(typed: TypedEntry) -> dict[str, str]:
    """What was typed of the keys that answer, each as one text."""
    texts = {
        "value": typed.value, "numerator": typed.numerator, "denominator": typed.denominator, "lowest": typed.lowest,
        "stage": typed.stage, "done_on": typed.done_on,
        "document": joined_parts(typed.issued or ()), "steps_done": "；".join(typed.steps_done or ()),
    }  # fmt: skip
    given = {key: text for key, text in texts.items() if text is not None and text.strip()}
    if "value" in given and typed.unit:
        given["value"] += typed.unit.strip()
    return given


def _read_answers(
    target: Target, given: dict[str, str], quarter: Quarter, entry: dict[str, Any], wrong: dict[str, Words]
) -> None:
    for key in given:
        if key not in target.answers:
            wrong[key] = Words(
                f"“{target.words.zh}”目标不填{KEYS[key][0]}；请写 {_wanted(target)}",
                f"a target of kind '{target.words.en}' takes none; write {_wanted(target)}",
            )
    if "numerator" in target.answers:
        shares = [given.get(key, "") for key in ("numerator", "denominator")]
        if any(shares):
            share = read_typed_share(*shares)
            of_whole = isinstance(share, Question) and share.text == shares[1].strip()
            _keep("denominator" if of_whole else "numerator", share, entry, wrong)
        return
    for key in target.answers:
        if key in given:
            _keep(key, read_answer(target, key, quarter, given[key]), entry, wrong)


def _keep(
    key: str, read: dict[str, Any] | NotYet | Question, entry: dict[str, Any], wrong: dict[str, Words]
) -> None:
    if isinstance(read, Question):
        wrong[key] = read.why
    elif not isinstance(read, NotYet):
        entry |= read
    elif normalize_typed(read.text) not in NOTHING_SAID:
        entry["account"] = read.text  # 未印发 says how far it is


def _keys(read: dict[str, Any] | NotYet | Question) -> dict[str, Any]:
    return read if isinstance(read, dict) else {}


def _read_contributor(
    target: Target, typed: TypedEntry, entry: dict[str, Any], wrong: dict[str, Words]
) -> None:
    names = target.get("contributors") or []
    named = find_contributor(typed.contributor, names) if typed.contributor else None
    if named is not None:
        entry["contributor"] = named
    elif typed.contributor or (names and _answers_given(typed)):
        wrong["contributor"] = no_contributor(typed.contributor, names)


def _needs_account(
    target: Target, given: dict[str, str], entry: dict[str, Any], wrong: dict[str, Words]
) -> None:
    """What says that it is not done yet, or proves something, needs words beside it: nobody could read how far it is."""
    if wrong or {*entry} - {"contributor", "evidence"}:
        return
    key = next((key for key in given if key in ANSWERS), "evidence")
    if key == "evidence":
        wrong[key] = Words(
            f"只写了佐证材料；请再写 {_wanted(target)}，或用 --note 写一句情况",
            f"evidence alone; add {_wanted(target)}, or --note",
        )
    else:
        wrong[key] = Words(
            f"“{given[key]}”是还没有完成吗？请用 --note 写一句做到哪一步",
            f"“{given[key]}” means not done yet? Say how far it is with --note",
        )


def _wanted(target: Target) -> str:
    """The options that answer a target, filled in, with its own last stage or step."""
    names = [part.name for part in target.get("stages") or target.get("steps") or ()]
    own = {key: f"{OPTIONS[key]} {names[-1]}" for key in ("stage", "steps_done") if names}
    return " ".join((_EXAMPLES | own)[key] for key in target.answers)


def in_option_words(question: EntryQuestion) -> Words:
    """Return a question as one line that begins with the option it is about and ends with what to do."""
    option = OPTIONS.get(question.key, "")
    remedy = _REMEDIES.get((question.code, question.key), question.hint)
    parts_zh = [question.words.zh.rstrip("。"), remedy.zh.rstrip("。")]
    parts_en = [question.words.en.rstrip("."), remedy.en.rstrip(".")]
    zh, en = "；".join(filter(None, parts_zh)), "; ".join(filter(None, parts_en))
    return Words(
        f"{option} {zh}".strip() + ("" if zh.endswith("？") else "。"),
        f"{option}: {en}.".removeprefix(": "),
    )
