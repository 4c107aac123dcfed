"""What waits for a person as it is reviewed, and what to ask for when it is accepted."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.text import Text

from edu_plan_cli.features.importing.candidate_questions import CHOICES, STEPWISE, assumed, keys_to_ask
from edu_plan_cli.features.importing.departments import named_in
from edu_plan_cli.features.importing.import_screen import asked_lines
from edu_plan_cli.features.importing.proposed_targets import ProposedTarget
from edu_plan_cli.features.importing.quantities import Quantity, quantities
from edu_plan_cli.features.importing.target_extraction import questions
from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.model.plan import Item
from edu_plan_cli.presentation.console import text
from edu_plan_cli.values.bilingual import Lang, Words

_QUESTIONS = {
    "kind": Words("换成哪一种", "which kind"),
    "accumulation": Words("怎样累计", "how it accumulates"),
    "comparison": Words("怎样比较", "how it compares"),
    "every": Words("多久一次", "how often"),
    "baseline": Words("基期值（基期日期不是上年末的写在后面，如 46.5 2022-08-31）", "baseline value (and its day, if not the end of last year: 46.5 2022-08-31)"),
    "numerator": Words("分子是什么（可连分母写：公办园在园幼儿数／在园幼儿总数）", "what the numerator counts (or both: A／B)"),
    "denominator": Words("分母是什么", "what the denominator counts"),
    "steps": Words("步骤，用、分开，日期跟在后面（制定方案 3月底、开展评选 6-30、总结）", "steps, parted by 、, each with its day after it"),
    "stages": Words("阶段，用、分开，日期跟在后面（开工 3月底、主体封顶 9-30、竣工）", "stages, parted by 、, each with its day after it"),
    "due": Words("时限（6月底、9-1、2024-12-31）", "due day (6月底, 9-1, 2024-12-31)"),
}  # fmt: skip


_MEANT = {
    "period": Words("各季填报的相加", "the quarters added up"),
    "cumulative": Words("每季填报的就是累计", "each quarter reports the total so far"),
    "point": Words("每季末的时点数", "as it stands at a quarter's end"),
    **COMPARISON_WORDS,
    "day": Words("每天", "every day"),
    "week": Words("每周", "every week"),
    "two_weeks": Words("每两周", "every two weeks"),
    "month": Words("每月", "every month"),
    "quarter": Words("每季", "every quarter"),
    "term": Words("每学期", "every term"),
    "half_year": Words("每半年", "every half-year"),
    **{key: kind.words for key, kind in KINDS.items()},
}


def choices(values: Sequence[str], lang: Lang) -> list[str]:
    """What the values a key may have mean, in words."""
    return [_MEANT[value].in_(lang) for value in values]


def question(key: str, lang: Lang) -> str:
    """What to ask for a key that a kind of target needs."""
    title, hint = KEYS[key]
    words = _QUESTIONS.get(key, Words(f"{title}（{hint}）" if hint else title, key))
    return words.in_(lang)


def _values(proposed: ProposedTarget, names: Mapping[str, str], lang: Lang) -> list[str]:
    """What is known of it, the goal with its direction in words (不超过50%), and in brackets with 缺省 what is taken where nobody says otherwise."""
    known, likely = proposed.values, assumed(proposed.values)
    values = [
        _value(key, value, names, lang)
        for key, value in known.items()
        if key not in ("id", "kind", "name", "quote", "unit", "target_value", "minimum", "comparison")
    ]
    if (key := STEPWISE.get(proposed.kind)) in likely:
        del likely[key]
        values.append(Words("（缺省只有一步）", "(by default one step)").in_(lang))
    values += [
        Words(
            f"（缺省 {_value(key, value, names, lang)}）", f"(default: {_value(key, value, names, lang)})"
        ).in_(lang)
        for key, value in likely.items()
    ]
    goal = known.get("target_value", known.get("minimum"))
    unit = known.get("unit", "")
    if goal is None:
        return [f"{KEYS['unit'][0]} {unit}", *values] if unit else values
    return [_goal(proposed, str(goal), lang), *values]


def _goal(proposed: ProposedTarget, goal: str, lang: Lang) -> str:
    way = str(proposed.values.get("comparison", "at_least"))
    unit = "%" if proposed.kind == "share" else str(proposed.values.get("unit", ""))
    amount = f"{goal}{unit if lang == 'zh' or unit == '%' else f' {unit}'}".strip()
    words = _MEANT[way].in_(lang) if way in _MEANT else way
    if lang == "zh":
        said = f"{amount}{words}" if way == "about" else f"{words}{amount}"
    else:
        said = f"{words} {amount}"
    if re.fullmatch(r"[0-9.]+", goal) and _is_strict(proposed.quote, Decimal(goal)):
        said += Words("（原文不含这个数）", " (the text leaves out the number itself)").in_(lang)
    return said


def _value(key: str, value: Any, names: Mapping[str, str], lang: Lang) -> str:
    if key == "every" and value in _MEANT:
        return _MEANT[value].in_(lang)
    if key in CHOICES and value in _MEANT:
        return f"{KEYS[key][0]} {_MEANT[value].in_(lang)}"
    if isinstance(value, Mapping):
        return f"{KEYS[key][0]} {' '.join(str(part) for part in value.values())}"
    if isinstance(value, list):
        parts = [
            " ".join(str(inner) for inner in part.values()) if isinstance(part, Mapping) else str(part)
            for part in value
        ]
        return f"{KEYS[key][0]} {'、'.join(parts)}"
    return f"{KEYS[key][0]} {names.get(str(value), str(value))}"


def _is_strict(quote: str, goal: Decimal) -> bool:
    """Whether the words say 低于 or 超过, which a target has only with the number itself (民法典 art. 1259)."""
    return any(
        one.limit is not None and one.limit.strict and one.value == goal
        for one in quantities(quote)
        if isinstance(one, Quantity)
    )


def write_asked(console: Console, items: Sequence[Item], year: int, lang: Lang) -> None:
    """Numbers and days of the items' texts that are not read, but for those that a target quotes or ``context`` sets aside."""
    asked = [
        (item.number, each)
        for item in items
        for each in questions(item.text, year)
        if not any(each.quote in words for words in (*(t.quote for t in item.targets), *item.context))
    ]
    for words, style in asked_lines(asked):
        console.print(text(words.in_(lang), style), soft_wrap=True)


def write_proposed(console: Console, waiting: Sequence[ProposedTarget], lang: Lang) -> None:
    """List what waits, each with the id that names it on a command line and what is still to be said of it."""
    for proposed in waiting:
        write_candidate(console, proposed, "", lang)
        needed = keys_to_ask({**proposed.values, **assumed(proposed.values)})
        keys = "、".join(KEYS[key][0] if lang == "zh" else key for key in needed)
        missing = Words(f"；还缺 {keys}", f"; lacks {keys}").in_(lang) if needed else ""
        console.print(text(f"  {proposed.id}{missing}", "dim"), soft_wrap=True)
    console.print(text(count_words(waiting).in_(lang), "bold"))


def count_words(waiting: Sequence[ProposedTarget]) -> Words:
    """Say how many candidates and how many sentences wait for a person."""
    if not waiting:
        return Words(
            "没有候选目标，也没有还没看的句子。", "No candidates, and no sentence that nobody has looked at."
        )
    written = sum(proposed.written for proposed in waiting)
    sentences = len(waiting) - written
    more = (
        Words(f"，{sentences} 句还没有目标", f", {sentences} sentences without a target")
        if sentences
        else Words("", "")
    )
    return Words(f"{written} 个候选目标{more.zh}", f"{written} candidates{more.en}")


def write_candidate(console: Console, proposed: ProposedTarget, count: str, lang: Lang) -> None:
    """The item, the sentence it was read out of, and what was read."""
    item = proposed.item
    console.print()
    head = Words(f"第{item.shown}项 {item.heading}", f"item {item.shown} {item.heading}").in_(lang)
    console.print(text(f"{count} {head}".strip(), "bold"), soft_wrap=True)
    before, found, after = item.text.partition(proposed.quote)
    if found:
        told = Text.assemble(
            text(before[-30:].rpartition("。")[2], "dim"),
            text(found, "bold"),
            text(after.partition("。")[0][:30], "dim"),
        )
        console.print(Text("  ").append_text(told), soft_wrap=True)
    names = {one.id: one.name for one in (*item.candidates, *item.targets)}  # of which it may be a part
    kind = KINDS[proposed.kind].words.in_(lang)
    if not proposed.promises:
        kind = Words(f"不像承诺（若是：{kind}）", f"likely no promise (else: {kind})").in_(lang)
    console.print(
        Text.assemble(
            "  → ",
            (kind, "cyan"),
            "  ",
            text(proposed.name, "bold"),
            "  ",
            text("  ".join(_values(proposed, names, lang))),
        ),
        soft_wrap=True,
    )


def write_left(
    console: Console, waiting: Sequence[ProposedTarget], items: Sequence[Item], lang: Lang
) -> None:
    """By item: how many targets there are, how many sentences were set aside, and what is left."""
    for item in items:
        asides = sum(named_in(words) is None for words in item.context)
        left = [proposed for proposed in waiting if proposed.item.id == item.id]
        mark = (
            Words("完", "done").in_(lang)
            if not left
            else Words(f"还有 {len(left)} 个", f"{len(left)} left").in_(lang)
        )
        said = Words(
            f"第{item.shown}项 {item.heading}：目标 {len(item.targets)}，不作目标 {asides}，{mark}",
            f"item {item.shown} {item.heading}: targets {len(item.targets)}, set aside {asides}, {mark}",
        )
        console.print(text("  " + said.in_(lang), "" if left else "dim"), soft_wrap=True)
