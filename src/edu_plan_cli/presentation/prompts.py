"""What to ask a person for each kind of answer."""

from edu_plan_cli.kinds.target import Target
from edu_plan_cli.values.bilingual import Words

_ANSWERS = {
    "value": Words("数值", "value"),
    "numerator": Words("分子", "numerator"),
    "denominator": Words("分母", "denominator"),
    "lowest": Words("最低一期", "lowest period"),
    "stage": Words("已完成到的阶段", "stage reached"),
    "done_on": Words("完成日期（如 2023-06-30，未完成直接回车）", "day it was done (Enter if it is not)"),
    "document": Words(
        "印发的文件：标题、文号、日期（未印发直接回车）",
        "document issued: title, number, date (Enter if it is not)",
    ),
    "steps_done": Words("已完成的步骤，写名称或第几个", "steps done, by name or number"),
    "account": Words("情况说明", "account"),
    "evidence": Words("佐证材料（没有直接回车）", "evidence (Enter if there is none)"),
}


def prompt_for(target: Target, key: str) -> Words:
    """Return the question, with the unit or the choices a person needs to answer it."""
    words = _ANSWERS[key]
    detail = ""
    if key == "value":
        detail = target.get("unit") or ""
    elif key in ("numerator", "denominator"):
        detail = target.get(key) or target.get("population") or ""
    elif key in ("stage", "steps_done"):
        detail = "、".join(part.name for part in target.get("stages") or target.get("steps") or ())
    if not detail:
        return words
    return Words(f"{words.zh}（{detail}）", f"{words.en} ({detail})")
