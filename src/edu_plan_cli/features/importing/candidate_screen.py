"""Candidates as a person reviews them, and what to ask for when one is accepted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from rich.console import Console
from rich.text import Text

from edu_plan_cli.features.importing.import_screen import asked_lines
from edu_plan_cli.features.importing.quantities import Quantity, quantities
from edu_plan_cli.features.importing.target_extraction import questions
from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.model.plan import Candidate, Item
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.presentation.console import text
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import plain

_QUESTIONS = {
    "accumulation": Words("怎样累计", "how it accumulates"),
    "comparison": Words("怎样比较", "how it compares"),
    "every": Words("多久一次", "how often"),
    "baseline": Words("基期值", "baseline value"),
    "date": Words("基期日期", "baseline date"),
    "steps": Words("步骤，用、分开；日期写在后面（如 制定方案 2024-03-31）", "steps, parted by 、, each with a date after a space"),
    "stages": Words("阶段，用、分开；日期写在后面（如 主体封顶 2024-09-30）", "stages, parted by 、, each with a date after a space"),
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
}


def choices(values: Sequence[str], lang: Lang) -> list[str]:
    """What the values a key may have mean, in words."""
    return [_MEANT[value].in_(lang) for value in values]


def question(key: str, lang: Lang) -> str:
    """What to ask for a key that a kind of target needs."""
    title, hint = KEYS[key]
    words = _QUESTIONS.get(key, Words(f"{title}（{hint}）" if hint else title, key))
    return words.in_(lang)


def _values(candidate: Candidate, names: Mapping[str, str], lang: Lang) -> list[str]:
    """What was read, the goal with its direction in words (不超过50%)."""
    values = [
        _MEANT[node.text].in_(lang) if key == "every" else f"{KEYS[key][0]} {names.get(node.text, node.text)}"
        for key, node in candidate.node.values.items()
        if key not in ("id", "kind", "name", "quote", "unit", "target_value", "minimum", "comparison")
        and isinstance(node, Scalar)
    ]
    goal = candidate.target_value if candidate.target_value is not None else candidate.minimum
    if goal is None:
        return [f"{KEYS['unit'][0]} {candidate.unit}", *values] if candidate.unit else values
    way = candidate.comparison or "at_least"
    unit = "%" if candidate.kind == "share" else candidate.unit or ""
    amount = f"{plain(goal)}{unit if lang == 'zh' or unit == '%' else f' {unit}'}".strip()
    words = _MEANT[way].in_(lang)
    if lang == "zh":
        said = f"{amount}{words}" if way == "about" else f"{words}{amount}"
    else:
        said = f"{words} {amount}"
    if _is_strict(candidate.quote, goal):
        said += Words("（原文不含这个数）", " (the text leaves out the number itself)").in_(lang)
    return [said, *values]


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


def write_candidates(console: Console, waiting: Sequence[tuple[Item, Candidate]], lang: Lang) -> None:
    for item, candidate in waiting:
        write_candidate(console, item, candidate, "", lang)
    said = Words(f"{len(waiting)} 个候选目标", f"{len(waiting)} candidates")
    none = Words("没有候选目标。", "No candidates.")
    console.print(text((said if waiting else none).in_(lang), "bold"))


def write_candidate(console: Console, item: Item, candidate: Candidate, count: str, lang: Lang) -> None:
    """The item, the sentence it was read out of, and what was read."""
    console.print()
    head = Words(f"第{item.number}项 {item.heading}", f"item {item.number} {item.heading}").in_(lang)
    console.print(text(f"{count} {head}".strip(), "bold"), soft_wrap=True)
    before, found, after = item.text.partition(candidate.quote)
    if found:
        told = Text.assemble(
            text(before[-30:].rpartition("。")[2], "dim"),
            text(found, "bold"),
            text(after.partition("。")[0][:30], "dim"),
        )
        console.print(Text("  ").append_text(told), soft_wrap=True)
    names = {one.id: one.name for one in (*item.candidates, *item.targets)}  # of which it may be a part
    values = _values(candidate, names, lang)
    kind = KINDS[candidate.kind].words.in_(lang)
    console.print(
        Text.assemble(
            "  → ", (kind, "cyan"), "  ", text(candidate.name, "bold"), "  ", text("  ".join(values))
        ),
        soft_wrap=True,
    )
