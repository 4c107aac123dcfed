"""What the top of a form says, out and back: its year, quarter and department, by when it is due, and the heads of its columns.

People save a form as text, or without its hidden sheet. What it is of is read from what they see.
"""

import difflib
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from edu_plan_cli.model.plan import Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter, month_and_day, parse_quarter
from edu_plan_cli.values.typed_text import normalize_typed

# key: head, width in characters, whether people fill it in
COLUMNS: dict[str, tuple[str, float, bool]] = {
    "target": ("编号", 6, False),
    "label": ("目标", 5.5, False),
    "name": ("目标名称", 13, False),
    "detail": ("细目", 12, False),
    "goal": ("目标值", 10, False),
    "unit": ("单位", 5, False),
    "before": ("上季填报", 8.5, False),
    "hint": ("填什么", 14, False),
    "number": ("填报数", 8, True),
    "denominator": ("分母", 8, True),
    "state": ("阶段、步骤、日期或文号", 13, True),
    "account": ("情况说明", 19, True),
    "evidence": ("佐证材料", 11, True),
    # Beyond what is printed: A4 holds the others at a size one can read.
    "last": ("累计", 13, False),
    "item": ("任务", 24, False),
    "expected": ("序时进度", 9, False),
}
REASONS = "请改"  # the head of what a form that is sent back says beside its rows
SIGNATURES = ("填报人：", "科室负责人：", "日期：")
_READ = ("target", "detail", "number", "denominator", "state", "account", "evidence")
_ENOUGH = 4  # heads by which a row is known for the row of heads, whatever was done to the others
_ALIKE = 0.5


def head_line(year: int, quarter: Quarter, department: str, due: date) -> str:
    """Return the line below the title, which ``read_head`` understands."""
    return (
        f"年度：{year}　季度：{quarter.name}　科室：{department}　报送时限：{due.year}年{month_and_day(due)}"
    )


class FormHead(NamedTuple):
    """What the texts above the column heads say, each as often as it is said otherwise."""

    years: tuple[str, ...]
    quarters: tuple[str, ...]  # keys: Q2
    departments: tuple[str, ...]


def read_head(texts: Iterable[str]) -> FormHead:
    """Read year, quarter and department from the texts above the heads of the columns."""
    labelled: dict[str, list[str]] = {"年度": [], "季度": [], "科室": []}
    titled: dict[str, list[str]] = {"年度": [], "季度": [], "科室": []}
    for text in texts:
        for label in labelled:
            labelled[label] += re.findall(
                rf"{label}\s*[:：][ \t]*([^\u3000\n]+?)(?=\u3000|\s{{2}}|\n|报送时限|$)", text
            )
        if title := re.search(r"[·・]\s*(\S季度)进展填报\s*[·・]\s*(\S.*?)\s*$", text):
            titled["季度"].append(title[1])
            titled["科室"].append(title[2])
            titled["年度"] += re.findall(r"(\d{4})\s*年", text[: title.start()])[:1]
    # A title may name another year (2023—2024学年): it is asked only where no line says which.
    years = labelled["年度"] or titled["年度"]
    quarters = [parse_quarter(text) for text in (*labelled["季度"], *titled["季度"])]
    return FormHead(
        _once(re.sub(r"\D", "", normalize_typed(text)) or text for text in years),
        _once(f"Q{read[1]}" for read in quarters if read is not None),
        _once(text.strip() for text in (*labelled["科室"], *titled["科室"])),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


class Mismatch(NamedTuple):
    """Something about what a form is of: ``why`` for people; a ``doubt`` may be right as it is taken."""

    why: Words
    doubt: bool = False


def mismatches(head: FormHead, meta: Mapping[str, str], plan: Plan, quarter: Quarter) -> list[Mismatch]:
    """Hold year, quarter and department against what is collected, and against each other."""
    problems = []
    said_years = _once((*head.years, *filter(None, [meta.get("year")])))
    said_quarters = _once((*head.quarters, *filter(None, [meta.get("quarter")])))
    if other := [f"{year} 年" for year in said_years if year != str(plan.year)]:
        problems.append(
            Mismatch(
                Words(
                    f"这张表是 {'、'.join(other)}的，收的是 {plan.year} 年",
                    f"the form is of {', '.join(other).replace(' 年', '')}, {plan.year} is collected",
                )
            )
        )
    if other := [key for key in said_quarters if key != quarter.key]:
        problems.append(
            Mismatch(
                Words(
                    f"这张表的季度是 {'、'.join(other)}，收的是 {quarter.key}",
                    f"the form is of {', '.join(other)}, {quarter.key} is collected",
                )
            )
        )
    of = ((Words("年度", "year"), said_years), (Words("季度", "quarter"), said_quarters))
    missing = [word for word, said in of if not said]
    if missing:
        problems.append(
            Mismatch(
                Words(
                    f"表头没有写{'和'.join(word.zh for word in missing)}，按 {plan.year} 年{quarter.name}收，对吗",
                    f"no {' and '.join(word.en for word in missing)} is written: of {quarter}?",
                ),
                doubt=True,
            )
        )
    said_departments = _once((*head.departments, *filter(None, [meta.get("department")])))
    known = {name: plan.department(name) for name in said_departments}
    for name in [name for name, department in known.items() if department is None]:
        problems.append(Mismatch(Words(f"工作要点里没有科室 {name}", f"the plan has no department {name}")))
    if len({department.id for department in known.values() if department is not None}) > 1:
        problems.append(
            Mismatch(
                Words(
                    f"这张表写着几个科室：{'、'.join(said_departments)}",
                    f"several departments are named: {', '.join(said_departments)}",
                )
            )
        )
    return problems


def department_of(head: FormHead, meta: Mapping[str, str], plan: Plan) -> str | None:
    """Return the id of the department a form says it is of; None where it says none the plan knows, or several."""
    said = [*head.departments, *filter(None, [meta.get("department")])]
    ids = {department.id for name in said if (department := plan.department(name)) is not None}
    return ids.pop() if len(ids) == 1 else None


def is_signature(texts: Collection[str]) -> bool:
    """Tell whether a row is that of who filled the form in, and when."""
    return any(text.replace(":", "：").startswith(SIGNATURES[:2]) for text in texts)


class ColumnHeads(NamedTuple):
    """The row of the heads: which column each stands in, and what is ``wrong`` with them in words."""

    columns: dict[int, str]
    wrong: tuple[Words, ...]
    unknown: Mapping[int, str] = MappingProxyType({})  # heads that are none of the form's


def columns_in(texts: Mapping[int, str]) -> ColumnHeads | None:
    """Read the heads in a row of texts by their column; None where it is another row.

    Where they are not whole a form is not read, since figures would be lost.
    """
    heads = {head: key for key, (head, _, _) in COLUMNS.items()}
    known = [text for text in texts.values() if text in heads]
    wanted = [COLUMNS[key][0] for key in _READ]
    if len(set(wanted).intersection(known)) < _ENOUGH:
        return None
    twice = [head for head in wanted if known.count(head) > 1]
    wrong = [Words(f"“{head}”有两列", f"“{head}” is there twice") for head in twice]
    others = [text for text in texts.values() if text not in heads]
    for head in wanted:
        if head not in known:
            written = next((text for text in others if _is_like(text, head)), None)
            changed = Words(f"“{head}”写成了“{written}”", f"“{head}” was changed to “{written}”")
            wrong.append(changed if written else Words(f"没有“{head}”一列", f"“{head}” is missing"))
    columns = {number: heads[text] for number, text in texts.items() if text in heads}
    unknown = {number: text for number, text in texts.items() if text and text not in (*heads, REASONS)}
    return ColumnHeads(columns, tuple(wrong), unknown)


def unread_columns(heads: ColumnHeads, rows: Iterable[Mapping[int, str]]) -> list[Words]:
    """Say which columns hold something below a head that is none of the form's."""
    filled = {column for row in rows for column, text in row.items() if text and column in heads.unknown}
    names = [heads.unknown[column] for column in sorted(filled)]
    return [
        Words(f"“{name}”一列不是表里的，没有读", f"“{name}” is no column of the form; not read")
        for name in names
    ]


def _is_like(text: str, head: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return head in plain or difflib.SequenceMatcher(None, plain, head).ratio() > _ALIKE
