"""The columns of an observation as people call them, and its values as other programs read them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.observations import Observation, observed
from edu_plan_cli.features.exchange.exported_year import CannotExport, Export
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain, rounded_share

_RATIO_PLACES = 8  # as the published dataset has them


class Field(NamedTuple):
    title: str
    type: str  # string, integer, number, boolean, date
    always: bool  # never empty
    description: str = ""


FIELDS: dict[str, Field] = {
    "schema_version": Field("格式版本", "integer", True, "本表格式的版本"),
    "org_code": Field("区划代码", "string", False, "GB/T 2260"),
    "org_name": Field("发文机关", "string", True, "没有写的，是工作要点的标题"),
    "year": Field("年份", "integer", True),
    "quarter": Field("季度", "string", True, "季末的情况"),
    "section_id": Field("部分编号", "string", True),
    "section_number": Field("部分序号", "string", True, "印在文件上的"),
    "section_heading": Field("部分", "string", True),
    "item_id": Field("任务编号", "string", True),
    "item_number": Field("任务序号", "integer", True, "印在文件上的"),
    "item_heading": Field("任务", "string", True),
    "target_id": Field("目标编号", "string", True),
    "target_label": Field("目标序号", "string", True, "如 14-2：第14项的第2个目标"),
    "target_name": Field("目标", "string", True),
    "kind": Field("种类", "string", True, "见 edu-plan 的 docs/format.md"),
    "indicator": Field("指标编码", "string", False, "各区县共用的指标目录里的"),
    "unit": Field("单位", "string", False, "已折算成同类里最小的（人，不是万人）；占比为 %"),
    "target_value": Field(
        "目标值", "number", False, "不低于上年的是上年值，全覆盖是 100，最低频次是最低要求"
    ),
    "value": Field("累计值", "number", False, "占比是百分数，两位小数；要准确的请用分子和分母"),
    "numerator": Field("分子", "number", False, "只有占比类有"),
    "denominator": Field("分母", "number", False, "只有占比类有"),
    "accumulation": Field("填报的是", "string", False, "period 当期值、cumulative 累计值、point 时点值"),
    "completion": Field("完成率", "number", False, "1 是 100%；没有填报的是空，不是 0"),
    "expected": Field("序时进度", "number", True, "1 是 100%"),
    "light": Field(
        "灯",
        "string",
        True,
        "overdue 逾期、lagging 滞后、not_reported 未填报、on_track 正常、done 已完成、dropped 已取消",
    ),
    "answered": Field("已填报", "boolean", True, "本季有填报，或已完成、已销号不再要求"),
    "lead": Field("牵头科室", "string", False),
    "submitted": Field("报送日期", "date", False, "本季填报的；空的是本季没有填报"),
    "illustrative": Field("示例", "boolean", True, "工作要点或有关填报声明了是示例，不是公布的数"),
    "source": Field("数的出处", "string", False, "最近一个数在哪个文件哪一行"),
    "plan_source": Field("目标的出处", "string", True, "工作要点的哪一行"),
    "commit": Field("git 版本", "string", False),
    "item_weight": Field("任务权重", "number", True),
    "target_weight": Field("目标权重", "number", True),
    "completion_exact": Field("完成率（分数）", "string", False, "准确的完成率，如 1/3"),
    "expected_exact": Field("序时进度（分数）", "string", True, "准确的序时进度"),
}

Value = str | int | bool | date | Decimal | Fraction | None


def rows(export: Export) -> Iterator[Observation]:
    """Every target after every quarter."""
    for quarter in export.quarters:
        yield from observed(quarter, export.checked.reports, export.commit)


def as_text(value: Value) -> str:
    """Exact where it can be: only a ratio is rounded, and never to all or nothing. Nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        value = rounded_share(value, _RATIO_PLACES)
    return plain(value) if isinstance(value, Decimal) else str(value)


def org_code(export: Export) -> str:
    """The code a format joins on. Raises CannotExport where the plan has none."""
    if (code := export.now.plan.org_code) is None:
        raise CannotExport(
            Words(
                '这种格式要靠区划代码认出是哪里的；请在工作要点里写一行 org_code: "340705"（换成本地的）。',
                'This format tells places by their code; write a line org_code: "340705" (yours) in the plan.',
            )
        )
    return code


def codes(found: list[Observation]) -> dict[str, str]:
    """What each target is called among all districts: its indicator, else district and id.

    An indicator that two targets share names neither by itself: their figures must not overwrite each other.
    """
    by_indicator: dict[str, set[str]] = {}
    for row in found:
        if row.indicator:
            by_indicator.setdefault(row.indicator, set()).add(row.target_id)
    return {
        row.target_id: row.indicator
        if row.indicator and len(by_indicator[row.indicator]) == 1
        else f"{row.indicator or row.org_code}_{row.target_id}"
        for row in found
    }
