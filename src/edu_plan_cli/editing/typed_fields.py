"""Keys and values of a plan as people type them: 目标值=270, 时限=6月底, 步骤=制定方案 3月底、总结, 牵头=学前. Read here for every command."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.keys import CHOICES, KEYS
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.model.references import find_department, find_target
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.typed_answers import number_typed
from edu_plan_cli.values.typed_text import normalize_typed

# What people call a key beside its title; the first key that is one of the element's own is meant.
_CALLED: dict[str, tuple[str, ...]] = {
    "牵头": ("lead",), "牵头单位": ("lead",), "责任科室": ("lead",), "责任单位": ("lead",),
    "配合": ("cooperating",), "配合单位": ("cooperating",), "协办": ("cooperating",), "协办科室": ("cooperating",),
    "完成时限": ("due",), "完成时间": ("due",), "截止": ("due",), "开始时间": ("start",),
    "类型": ("kind",), "名字": ("name",), "原话": ("quote",), "标题": ("heading", "title"), "正文": ("text",),
    "目标": ("target_value",), "最低": ("minimum",), "频次": ("every",), "多久一次": ("every",),
    "累计方式": ("accumulation",), "怎样累计": ("accumulation",), "比较方式": ("comparison",),
    "基期值": ("baseline.value",), "基期日": ("baseline.date",), "基期日期": ("baseline.date",), "上年值": ("baseline.value",),
    "应覆盖": ("population",), "覆盖对象": ("population",), "分单位": ("contributors",), "主办单位": ("led_by",),
    "进度": ("schedule",), "阶段进度": ("schedule",), "不作目标": ("context",),
}  # fmt: skip
_EVERY = {"每天": "day", "每日": "day", "每周": "week", "每两周": "two_weeks", "每2周": "two_weeks", "每月": "month", "每季": "quarter", "每季度": "quarter", "每学期": "term", "每半年": "half_year", "季度": "quarter"}  # fmt: skip
_ACCUMULATIONS = {"当期": "period", "相加": "period", "累计": "cumulative", "时点": "point"}
LISTS = (
    "steps",
    "stages",
    "contributors",
    "aliases",
    "cooperating",
    "schedule",
    "baseline",
)  # typed on one line
_DAYS = ("start", "due", "date", "issued_on", "recorded")
_NUMBERS = ("target_value", "minimum", "value", "weight", "tolerance_percent")


def key_typed(typed: str, known: Iterable[str]) -> str | None:
    """Return the key that is meant by an English key, its Chinese title or what people call it; None where none of ``known`` is.

    ``baseline.value`` and ``steps.2.due`` lead on within a value: each part may be said either way (基期.数值).
    """
    known = list(known)
    outer, dot, inner = normalize_typed(typed).partition(".")
    if outer in known:
        found: str | None = outer
    else:
        titled = [key for key in known if key in KEYS and KEYS[key][0] == outer]
        called = [key for key in _CALLED.get(outer, ()) if key.partition(".")[0] in known]
        found = next(iter([*titled, *called]), None)
    if found is None or not dot:
        return found
    return f"{found}.{'.'.join(_inner(part) for part in inner.split('.'))}"


def _inner(typed: str) -> str:
    titles = {KEYS[key][0]: key for key in ("value", "date", "name", "due", "Q1", "Q2", "Q3", "Q4")}
    return titles.get(typed, typed)


def value_typed(plan: Plan, key: str, typed: str) -> Any:
    """Return a key's value as a file holds it, or a Question where it is not understood. ``key`` may lead on (``schedule.Q2``).

    What needs no reading (a name, a quotation) stays as typed; a number or day that is none stays so too, for the checks to refuse.
    """
    last = key.rsplit(".", maxsplit=1)[-1]
    if last in ("steps", "stages"):
        return steps_typed(typed, plan.year)
    if last == "schedule":
        from edu_plan_cli.values.typed_steps import read_schedule

        read = read_schedule(typed)
        return (
            read if isinstance(read, Question) else {quarter: Raw(share) for quarter, share in read.items()}
        )
    if last == "baseline":
        return baseline_typed(typed, plan.year)
    if last in ("contributors", "aliases"):
        from edu_plan_cli.values.typed_steps import names_typed

        return names_typed(typed)
    if last in ("lead", "cooperating"):
        return _departments(plan, last, typed)
    if last == "part_of":
        whole = find_target(plan, typed)
        return whole.target.id if whole else typed
    if last in _DAYS:
        return day_in_year(typed, plan.year)
    if last in CHOICES:
        return choice_typed(last, typed)
    return Raw(number_typed(typed)) if last in _NUMBERS else typed


def choice_typed(key: str, typed: str) -> Any:
    """Return the word of ours that a choice is meant by: 数量 is ``number``, 每月 ``month``, 是 ``true``."""
    meant = {words: choice for choice, words in CHOICES[key].items()}
    if key == "every":
        meant |= _EVERY
    if key == "accumulation":
        meant |= _ACCUMULATIONS
    if key == "comparison":
        meant |= {words.zh: choice for choice, words in COMPARISON_WORDS.items()}
    if key == "sustained":
        meant |= {"是": "true", "否": "false"}
    choice = meant.get(typed.strip(), typed.strip())
    if choice not in CHOICES[key]:
        known = "、".join(CHOICES[key].values())
        return ask(typed, f"不在可选的里面：{known}", f"is none of {', '.join(CHOICES[key])}")
    return Raw(choice) if choice in ("true", "false") else choice


def steps_typed(typed: str, year: int) -> list[dict[str, Any]] | Question:
    """Return steps or stages as a file holds them."""
    from edu_plan_cli.values.typed_steps import read_steps

    read = read_steps(typed, year)
    if isinstance(read, Question):
        return read
    return [{"name": step.name} | ({"due": Raw(step.due)} if step.due else {}) for step in read]


def baseline_typed(typed: str, year: int) -> dict[str, Any]:
    """Return a baseline: its value, and the day typed after it; without one the last day of the year before."""
    words = typed.replace("（", " ").replace("）", " ").replace("，", " ").split()
    number = words[0].removesuffix("%").removesuffix("％") if words else typed
    day = day_in_year("".join(words[1:]), year) if len(words) > 1 else Raw(date(year - 1, 12, 31))
    return {"value": Raw(number_typed(number)), "date": day}


def day_in_year(typed: str, year: int) -> Any:
    """Return the last day that satisfies what was typed (6月底前, 6-30, 年底), in the plan's year where it names none, or a Question."""
    from edu_plan_cli.values.chinese_dates import When, read_day

    read = read_day(typed, year)
    if isinstance(read, Question):
        return read
    day = (read.due or read.start) if isinstance(read, When) else None
    return ask(typed, "没有说是哪天", "names no day") if day is None else Raw(day)


def _departments(plan: Plan, key: str, typed: str) -> Any:
    from edu_plan_cli.values.typed_steps import names_typed

    names = [typed.strip()] if key == "lead" else names_typed(typed)
    found = [(name, find_department(plan, name)) for name in names]
    if unknown := next((name for name, department in found if department is None), None):
        known = "、".join(department.name for department in plan.departments)
        return ask(
            unknown, f"不是这份工作要点的科室（有：{known}）", f"is no department of the plan ({known})"
        )
    ids = [department.id for _, department in found if department]
    return ids[0] if key == "lead" else ids


def keys_of(element: str, kind: str = "") -> list[str]:
    """Return the keys an element may have: a ``target`` of a kind (of any kind where none is given), an ``item`` or a ``section``."""
    from edu_plan_cli.model.keys import key_order
    from edu_plan_cli.model.plan import Item, Section

    if element == "target":
        models = [KINDS[kind]] if kind in KINDS else list(KINDS.values())
        return list(dict.fromkeys(key for model in models for key in key_order(model)))
    return key_order(Item if element == "item" else Section)


def no_key(typed: str, known: Iterable[str]) -> Words:
    """Return what to say where a key is none of ``known``: the nearest, or all, in Chinese with the English beside."""
    from edu_plan_cli.diagnostics.suggest import nearest

    keys = [key for key in known if key not in ("id", "targets", "items", "candidates")]
    titles = {KEYS[key][0]: key for key in keys if key in KEYS}
    near = nearest(typed, [*titles, *keys], 0.5)
    if near is not None:
        key = titles.get(near, near)
        return Words(
            f"没有 {typed} 这个键；是不是 {KEYS[key][0]}（{key}）？", f"No key {typed}; did you mean {key}?"
        )
    listed = "、".join(f"{title}（{key}）" for title, key in titles.items())
    return Words(f"没有 {typed} 这个键；有：{listed}。", f"No key {typed}; there are {', '.join(keys)}.")
