"""The dataset's columns, defined once: the fields of ``Observation`` in their order, with types and meanings.

The exports take them from here; docs/dataset.md and schema/observation.json say the same, and tests compare.

Types are those that DuckDB, Spark and Parquet share. DECIMAL(28,4) holds any number a file may hold (15 digits) in any
unit's base (亿元 → 元), and the sum over every district there is.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.lights import LIGHTS
from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.values.bilingual import Words

_NUMBER, _SHARE = "DECIMAL(28,4)", "DECIMAL(18,8)"


class DatasetColumn(NamedTuple):
    """A column of the dataset: its SQL type, what people call it, and what its values mean."""

    sql_type: str
    title: str
    meaning: Words  # empty where the title says it
    always: bool  # never empty


_ACCUMULATION = "、".join(f"{key} {words.zh}" for key, words in ACCUMULATION_WORDS.items())
_LIGHTS = "、".join(f"{key} {words.zh}" for key, words in LIGHTS.items())

COLUMNS: dict[str, DatasetColumn] = {
    "schema_version": DatasetColumn("INTEGER", "格式版本", Words("本表格式的版本", "version of this format"), always=True),
    "org_code": DatasetColumn("VARCHAR", "区划代码", Words("GB/T 2260", "code of the place (GB/T 2260)"), always=False),
    "org_name": DatasetColumn("VARCHAR", "发文机关", Words("没有写的，是工作要点的标题", "issuer; the plan's title where none is named"), always=True),
    "year": DatasetColumn("INTEGER", "年份", Words("", ""), always=True),
    "quarter": DatasetColumn("VARCHAR", "季度", Words("季末的情况", "as at its end"), always=True),
    "section_id": DatasetColumn("VARCHAR", "部分编号", Words("", ""), always=True),
    "section_number": DatasetColumn("VARCHAR", "部分序号", Words("印在文件上的", "as printed"), always=True),
    "section_heading": DatasetColumn("VARCHAR", "部分", Words("", ""), always=True),
    "item_id": DatasetColumn("VARCHAR", "任务编号", Words("", ""), always=True),
    "item_number": DatasetColumn("INTEGER", "任务序号", Words("印在文件上的", "as printed"), always=True),
    "item_heading": DatasetColumn("VARCHAR", "任务", Words("", ""), always=True),
    "target_id": DatasetColumn("VARCHAR", "目标编号", Words("", ""), always=True),
    "target_label": DatasetColumn("VARCHAR", "目标序号", Words("如 14-2：第14项的第2个目标", "14-2: the second target of item 14"), always=True),
    "target_name": DatasetColumn("VARCHAR", "目标", Words("", ""), always=True),
    "kind": DatasetColumn("VARCHAR", "种类", Words("见 edu-plan 的 docs/format.md", "docs/format.md lists them"), always=True),
    "indicator": DatasetColumn("VARCHAR", "指标编码", Words("各区县共用的指标目录里的", "code of the shared catalogue"), always=False),
    "unit": DatasetColumn("VARCHAR", "单位", Words("已折算成同类里最小的（人，不是万人）；占比为 %", "base unit of its family; % for shares"), always=False),
    "target_value": DatasetColumn(_NUMBER, "目标值", Words("不低于上年的是上年值，全覆盖是 100，最低频次是最低要求", "in the base unit"), always=False),
    "value": DatasetColumn(_NUMBER, "累计值", Words("占比是百分数，两位小数；要准确的请用分子和分母", "cumulative; of a share in percent, to two places"), always=False),
    "numerator": DatasetColumn(_NUMBER, "分子", Words("只有占比类有", "of shares only"), always=False),
    "denominator": DatasetColumn(_NUMBER, "分母", Words("只有占比类有", "of shares only"), always=False),
    "accumulation": DatasetColumn("VARCHAR", "填报的是", Words(_ACCUMULATION, "what the reports hold: period, cumulative, point"), always=False),
    "completion": DatasetColumn(_SHARE, "完成率", Words("1 是 100%；没有填报的是空，不是 0", "1 is 100 %; empty where nothing counts"), always=False),
    "expected": DatasetColumn(_SHARE, "序时进度", Words("1 是 100%", "time progress, 1 is 100 %"), always=True),
    "light": DatasetColumn("VARCHAR", "灯", Words(_LIGHTS, "dropped ones count nowhere"), always=True),
    "answered": DatasetColumn("BOOLEAN", "已填报", Words("本季有填报，或已完成、已销号不再要求", "nothing of the quarter is wanting"), always=True),
    "lead": DatasetColumn("VARCHAR", "牵头科室", Words("", "name of the department that leads"), always=False),
    "submitted": DatasetColumn("DATE", "报送日期", Words("本季填报的；空的是本季没有填报", "day this quarter's answer was sent"), always=False),
    "illustrative": DatasetColumn("BOOLEAN", "示例", Words("工作要点或有关填报声明了是示例，不是公布的数", "declared to be made up"), always=True),
    "source": DatasetColumn("VARCHAR", "数的出处", Words("最近一个数在哪个文件哪一行", "file:line of the latest figure"), always=False),
    "plan_source": DatasetColumn("VARCHAR", "目标的出处", Words("工作要点的哪一行", "file:line of the target"), always=True),
    "commit": DatasetColumn("VARCHAR", "git 版本", Words("", "git revision of the files, where known"), always=False),
    "item_weight": DatasetColumn(_NUMBER, "任务权重", Words("", "in the mean of its section"), always=True),
    "target_weight": DatasetColumn(_NUMBER, "目标权重", Words("", "in the mean of its item"), always=True),
    "completion_exact": DatasetColumn("VARCHAR", "完成率（分数）", Words("准确的完成率，如 1/3", "as a fraction: 1/3"), always=False),
    "expected_exact": DatasetColumn("VARCHAR", "序时进度（分数）", Words("准确的序时进度", "as a fraction"), always=True),
}  # fmt: skip
SQL_TYPES = {name: column.sql_type for name, column in COLUMNS.items()}

_ONE_LINE = {ord("\r"): " ", ord("\n"): " "}  # names and headings are; a line of CSV is one

_Value = str | int | bool | date | Decimal | Fraction | None


def _shown(column: str) -> Callable[[_Value], str]:
    """Return how a column's values are written in the CSV that DuckDB reads: text in quotes, nothing for what is not known."""
    kind = SQL_TYPES[column]
    if kind == "VARCHAR":
        return _quoted
    if kind.startswith("DECIMAL"):
        return _Decimals(kind)
    return lambda value: "" if value is None else str(value)


def _quoted(value: _Value) -> str:
    if value is None:
        return ""
    text = str(value)
    if "\n" in text or "\r" in text:
        text = text.translate(_ONE_LINE)
    if '"' in text:
        text = text.replace('"', '""')
    return f'"{text}"'


class _Decimals:
    """To the column's places, and within its digits: a ratio of an absurd report must not stop everybody's table."""

    def __init__(self, kind: str) -> None:
        digits, self.places = map(int, kind.removeprefix("DECIMAL(").removesuffix(")").split(","))
        self.most = int(10**digits - 1)
        self.shares = kind == _SHARE

    def __call__(self, value: _Value) -> str:
        """Half away from zero, as everywhere; in whole numbers, for there are millions of these.

        A share is never rounded to 1 that is short of it, nor to 0 that is above it.
        """
        if not isinstance(value, Decimal | Fraction):
            return ""
        numerator, denominator = value.as_integer_ratio()
        whole = min((2 * abs(numerator) * 10**self.places + denominator) // (2 * denominator), self.most)
        if self.shares and 0 < numerator < denominator:
            whole = min(max(whole, 1), 10**self.places - 1)
        text = str(whole).rjust(self.places + 1, "0")
        sign = "-" if numerator < 0 and whole else ""
        return f"{sign}{text[: -self.places]}.{text[-self.places :]}"


_WRITERS = tuple(_shown(column) for column in Observation._fields)


def csv_line(observation: Observation) -> str:
    """Return an observation as one line of CSV, with the line's end."""
    return ",".join([write(value) for write, value in zip(_WRITERS, observation, strict=True)]) + "\n"
