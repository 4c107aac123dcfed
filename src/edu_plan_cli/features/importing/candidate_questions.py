"""What a kind of target needs beside what is known: the keys to ask for, in order, the likely answers, and answers as a file holds them."""

import re
from collections.abc import Mapping
from typing import Any, get_args

from edu_plan_cli.editing.typed_fields import steps_typed, value_typed
from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.kinds.frequency import Period
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.model.references import find_department
from edu_plan_cli.values.question import Question, ask

# The few values a key may have, in the order they are offered.
CHOICES: dict[str, tuple[str, ...]] = {
    "kind": tuple(KINDS),
    "accumulation": tuple(ACCUMULATION_WORDS),
    "comparison": tuple(COMPARISON_WORDS),
    "every": get_args(Period),
}
STEPWISE = {"qualitative": "steps", "project": "stages"}
_RATE = re.compile("比例|占比|率|覆盖面|比重")
_SHARE_OF = re.compile(
    r"[0-9.]+\s*[%％]\s*(?:以上)?的([^，,；;]{1,8}?)((?:建立|实现|达到|完成|开展|配备|通过|参加|接受|纳入|创建|建成|实行|落实)[^，,；;]+)$"
)
_MADE = re.compile(
    "新增|新建|新组建|培训|举办|开展|招聘|评选|建设|建成|组织|打造|培育|创建|组建|选派|引进|改造|交流|检查|督查"
)
_RISES = re.compile(
    r"^(?:稳步|持续|不断|进一步|逐步|大力)*(?:提升|提高|增加|扩大)|(?:稳步|持续|不断|进一步)*(?:提升|提高)$"
)


def keys_to_ask(values: Mapping[str, Any]) -> list[str]:
    """Return the keys that the kind requires and that are not known, in the order to ask. ``values`` may be a target's or a candidate's.

    比基期提高 is measured by a number with a unit, or by a numerator and a denominator: by what is told by its words.
    """
    kind = str(values["kind"])
    keys = [key for key, field in KINDS[kind].fields().items() if field.required]
    if kind == "increase":
        is_share = "unit" not in values and (
            "numerator" in values or bool(_RATE.search(str(values["quote"])))
        )
        keys = [*(("numerator", "denominator") if is_share else ("unit",)), *keys]
    return sorted((key for key in keys if key not in values), key=lambda key: key == "baseline")


def assumed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the words make likely of what is not known: it is shown, and taken where the target is accepted as it is shown."""
    kind, quote, name = str(values["kind"]), str(values["quote"]), str(values["name"])
    likely: dict[str, Any] = {}
    for key in keys_to_ask(values):
        if key == "accumulation":
            likely[key] = likely_accumulation(quote, str(values.get("unit", "")))
        elif key == STEPWISE.get(kind):
            likely[key] = [{"name": name} | ({"due": values["due"]} if "due" in values else {})]
        elif key == "population":
            likely[key] = name
    share = _SHARE_OF.search(quote)
    if share and kind == "share":
        of, done = share[1].strip(), share[2].strip()
        likely |= {
            key: words
            for key, words in (("numerator", f"{done}的{of}数"), ("denominator", f"{of}总数"))
            if key not in values
        }
    return likely


def offered(values: Mapping[str, Any], key: str, year: int) -> str | None:
    """Return the answer to offer where a key is asked for; None where the words make none likely."""
    if key == "due":
        return f"{year}-12-31"
    if key == "numerator" and (subject := _RISES.sub("", str(values["name"]))):
        return None if _RATE.search(subject) else f"{subject}数"
    return {"minimum": "1", "unit": None}.get(key)


def changed_kind(values: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Return the values as those of another kind: what that kind has no key for goes."""
    keys = key_order(KINDS[kind])
    return {key: value for key, value in values.items() if key in keys} | {"kind": kind}


def answer_read(plan: Plan, values: Mapping[str, Any], key: str, typed: str) -> dict[str, Any] | Question:
    """Return what an answer says, by key, as a file holds it; a Question where it is not understood.

    分子／分母 typed together are both; the unit % of 比基期提高 asks for them instead.
    """
    if key == "numerator" and (match := re.fullmatch(r"([^/／]+)[/／]([^/／]+)", typed.strip())):
        return {"numerator": match[1].strip(), "denominator": match[2].strip()}
    if key == "unit" and typed.strip() in ("%", "％", "百分点", "个百分点") and values["kind"] != "increase":
        return ask(typed, "是占比；请把种类换成占比", "is a share: change the kind to share")
    read = value_typed(plan, key, typed)
    return read if isinstance(read, Question) else {key: read}


def steps_said(plan: Plan, values: Mapping[str, Any], typed: str) -> dict[str, Any] | Question | None:
    """Return steps or stages typed in place of an answer (制定方案 3月底、总结), by key; None where these are none, or departments (党建办 2-3)."""
    key = STEPWISE.get(str(values["kind"]))
    if key is None or not re.search(r"[、，,；;]|\d|[月底季]", typed):
        return None
    read = steps_typed(typed, plan.year)
    if isinstance(read, Question):
        return read
    return None if any(find_department(plan, step["name"]) for step in read) else {key: read}


def likely_accumulation(quote: str, unit: str) -> str:
    """Return how a count is likely reported: added up where something is made or held, at a point in time for a percentage, else so far."""
    return "period" if _MADE.search(quote) else "point" if "%" in unit else "cumulative"
