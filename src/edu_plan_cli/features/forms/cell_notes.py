"""What a cell of the form wants, in a sentence, with last quarter's figure as the example; and by when a step is due."""

from datetime import date

from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS, Accumulation
from edu_plan_cli.kinds.deliverable import DeliverableTarget
from edu_plan_cli.kinds.frequency import FrequencyTarget
from edu_plan_cli.kinds.milestone import MilestoneTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.values.quarter import Quarter, month_and_day

_NO_FIGURE: dict[Accumulation, str] = {
    "period": "没有新增填 0；留空只写情况说明的，这一季不加数。",
    "cumulative": "没有变化照填上季的数；留空只写情况说明的，沿用上季的数。",
    "point": "没有变化照填上季的数；留空只写情况说明的，沿用上季的数。",
}


def hint(target: Target, year: int) -> str:
    """Say in a few words what a row wants: what a share is made of, the stages with their due days."""
    if isinstance(target, QualitativeTarget):
        return "选“已完成”"
    if isinstance(target, ProjectTarget):
        named = (stage.name + (f"（{_by(stage.due, year)}）" if stage.due else "") for stage in target.stages)
        return f"选已完成到的阶段：{'→'.join(named)}"
    if isinstance(target, MilestoneTarget):
        return "完成日期；未完成写说明"
    if isinstance(target, DeliverableTarget):
        due = f"（{_by(target.due, year)}）" if target.due else ""
        return f"印发的标题、文号、日期{due}；未印发写说明"
    if "numerator" in target.answers:
        numerator, denominator = share_names(target)
        return f"分子：{numerator}；分母：{denominator}"
    if isinstance(target, FrequencyTarget):
        return "本季最低的一期"
    return ACCUMULATION_WORDS[_accumulation(target)].zh


def share_names(target: Target) -> tuple[str, str]:
    """Return what the numerator and the denominator of a share are."""
    if population := target.get("population"):
        return f"已覆盖的{population}", f"应覆盖的{population}"
    return target.get("numerator") or "", target.get("denominator") or ""


def step_hint(hint: str, due: date | None, year: int) -> str:
    """Say what a row of a step wants, with the step's own due day where it has one."""
    return f"{hint}（{_by(due, year)}）" if due else hint


def cell_notes(target: Target, quarter: Quarter, before: str) -> dict[str, str]:
    """Return the notes of a row's cells by column. ``before`` is what the row said a quarter ago, with its unit."""
    if isinstance(target, QualitativeTarget | ProjectTarget | MilestoneTarget | DeliverableTarget):
        return {"state": "还没有完成的，这里留空，在“情况说明”里写一句做到哪一步。"}
    unit, end = target.get("unit") or "", month_and_day(quarter.end)
    if "numerator" in target.answers:
        numerator, denominator = share_names(target)
        example = f"例：上季填的是 {before}（分子/分母）。" if before else ""
        return {
            "number": f"分子：{end}的{numerator}，填数，不填百分数。{example}没有变化照填上季的数；两格都留空、只写情况说明的，沿用上季的数。",
            "denominator": f"分母：{end}的{denominator}。{example}",
        }
    if isinstance(target, FrequencyTarget):
        example = ""
        if before and quarter.previous:
            example = (
                f"例：上季填的是 {_with_unit(before, unit)}，是{_months(quarter.previous)}各期里最低的一期。"
            )
        return {"number": f"{_months(quarter)}里最低的一期是多少{unit}，不是平均数，也不是合计。{example}"}
    return {"number": _number_note(_accumulation(target), quarter, _with_unit(before, unit))}


def _number_note(accumulation: Accumulation, quarter: Quarter, before: str) -> str:
    said, last = ACCUMULATION_WORDS[accumulation].zh, quarter.previous
    sentences: dict[Accumulation, str] = {
        "period": f"{said}：只填{_months(quarter)}这三个月新增的数，不把以前报过的加进来。",
        "cumulative": f"{said}：填1月1日到{month_and_day(quarter.end)}一共的数，以前报过的也在里面。",
        "point": f"{said}：填{month_and_day(quarter.end)}这一天的数，不是这三个月增加的数。",
    }
    examples: dict[Accumulation, str] = {}
    if before and last is not None:
        examples = {
            "period": f"例：上季填的 {before} 只是{_months(last)}的数。",
            "cumulative": f"例：上季填的 {before} 是1月1日到{month_and_day(last.end)}的累计，这一季在它上面加。",
            "point": f"例：上季填的 {before} 是{month_and_day(last.end)}的数。",
        }
    return sentences[accumulation] + examples.get(accumulation, "") + _NO_FIGURE[accumulation]


def _accumulation(target: Target) -> Accumulation:
    found: Accumulation = target.get("accumulation") or "point"
    return found


def _with_unit(text: str, unit: str) -> str:
    return text if not text or not text[-1].isdigit() else text + unit


def _by(day: date, year: int) -> str:
    return f"{'' if day.year == year else f'{day.year}年'}{month_and_day(day)}前"


def _months(quarter: Quarter) -> str:
    return f"{quarter.start.month}月到{quarter.end.month}月"
