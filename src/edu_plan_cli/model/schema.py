"""JSON Schemas of the two file formats, made from the models themselves, for editors: titles and hover text in Chinese."""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from edu_plan_cli.binding.located import NODE, Located
from edu_plan_cli.kinds.registry import KINDS
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.model.report import PROGRESS_SCHEMA, Report

# What each key means, for whoever rests the pointer on it. A key of several meanings is told apart by its owner.
KEYS: dict[str, tuple[str, str]] = {
    "schema": ("文件格式", "第一行，照抄"),
    "revision": ("修订次数", "正式修订时加一"),
    "year": ("年份", "如 2023"),
    "title": ("标题", ""),
    "issuer": ("发文机关", ""),
    "document_number": ("发文字号", "如 区教〔2023〕1号"),
    "illustrative": ("示例说明", "有示例内容必须写明，各屏各页都会显示"),
    "notice": ("印发通知", ""),
    "addressees": ("主送", ""),
    "text": ("原文", "一句一行，换行读入时去掉；空行分段"),
    "overall_requirements": ("总体要求", ""),
    "settings": ("规则", "各地不同，印在每张表下面"),
    "reporting": ("报送", ""),
    "due_days": ("报送时限", "季后几日内"),
    "grace_days": ("宽限", "再宽限几日"),
    "closed": ("封账", "此后这一季只能在后面的文件里更正"),
    "lights": ("灯", ""),
    "lagging_points": ("滞后的界限", "完成率低于序时进度超过几个百分点"),
    "departments": ("科室", ""),
    "aliases": ("别名", "别的叫法"),
    "sections": ("部分", ""),
    "items": ("任务", ""),
    "targets": ("目标", ""),
    "amendments": ("调整", "自那天起算数，不改以前"),
    "close_outs": ("销号", "完成的目标凭佐证办结，不再要求填报"),
    "id": ("编号", "编定之后不改、不重用"),
    "number": ("序号", "印在文件上的序号，可以变；编号不变"),
    "heading": ("标题", ""),
    "lead": ("牵头科室", "写科室的 id；目标省略时随任务"),
    "cooperating": ("配合科室", "写科室的 id"),
    "led_by": ("局外主办单位", "由局外单位主办、本局协助时写"),
    "weight": ("权重", "在平均里占的份量，缺省 1"),
    "context": ("不构成目标的句子", "看似承诺、其实不是的原话"),
    "kind": ("种类", "、".join(f"{key} {kind.words.zh}" for key, kind in KINDS.items())),
    "name": ("名称", "简短，表格里用"),
    "quote": ("引文", "出自任务原文的原话，一字不差"),
    "definition": ("口径", "统计时算什么、不算什么"),
    "start": ("开始", "缺省为当年 1 月 1 日"),
    "due": ("时限", "缺省为当年 12 月 31 日"),
    "schedule": ("阶段目标", "各季末应完成的百分比"),
    "unit": ("单位", "如 个、万人、万元"),
    "target_value": ("目标值", ""),
    "accumulation": ("填报的是", "period 当期值（各季相加）、cumulative 累计值、point 时点值"),
    "comparison": ("比较", "at_least 不低于、at_most 不超过、equal 等于、about 左右"),
    "tolerance_percent": ("允许偏差", "“左右”的百分数，缺省 5"),
    "baseline": ("基期", "基期值和基期日"),
    "contributors": ("填报单位", "分别填报、相加得数的单位"),
    "part_of": ("其中", "本目标是哪一个目标的“其中”"),
    "parts": ("各“其中”之和", "within 不超过总数、add_up 等于总数"),
    "numerator": ("分子", "目标里写是什么，填报里写数"),
    "denominator": ("分母", "目标里写是什么，填报里写数"),
    "population": ("应覆盖的", "是哪些人或单位"),
    "minimum": ("最低要求", ""),
    "every": ("每", "week 周、two_weeks 两周、month 月、quarter 季"),
    "stages": ("阶段", "工程依次的阶段"),
    "steps": ("步骤", "不分先后"),
    "target": ("目标", "目标的编号"),
    "date": ("日期", "如 2023-07-15"),
    "document": ("文件", "依据或成果文件"),
    "reason": ("理由", ""),
    "set": ("新的值", "目标的键和新的值"),
    "drop": ("取消", "自那天起不计"),
    "evidence": ("佐证材料", "文号，或项目里文件的路径"),
    "quarter": ("季度", "Q1 到 Q4"),
    "department": ("科室", "科室的 id"),
    "submitted": ("报送日期", ""),
    "nil": ("零报告", "整季没有进展，true"),
    "entries": ("填报项", ""),
    "corrections": ("更正", "更正以前的季度，要写理由"),
    "contributor": ("填报单位", "目标列有 contributors 的才写"),
    "value": ("数值", "普通十进制，不带单位"),
    "lowest": ("最低一期", "本季各期中最低的"),
    "stage": ("阶段", "已完成到的阶段"),
    "done_on": ("完成日期", ""),
    "steps_done": ("已完成的步骤", ""),
    "account": ("情况说明", ""),
    "issued_on": ("印发日期", ""),
    "Q1": ("一季度末", "百分数"),
    "Q2": ("二季度末", "百分数"),
    "Q3": ("三季度末", "百分数"),
}


class _Generator(GenerateJsonSchema):
    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number as written: pydantic would take text as well, which strict models refuse."""
        found: JsonSchemaValue = {"type": "number"}
        for ours, theirs in (("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum")):
            if ours in schema:
                found[theirs] = float(schema[ours])  # type: ignore[literal-required]
        return found


def json_schema(name: str) -> dict[str, Any]:
    """The schema of ``plan`` or ``progress`` files (draft 2020-12)."""
    formats: dict[str, tuple[type[Located], str]] = {
        "plan": (Plan, PLAN_SCHEMA),
        "progress": (Report, PROGRESS_SCHEMA),
    }
    model, fixed = formats[name]
    made = model.model_json_schema(by_alias=True, schema_generator=_Generator)
    for owner in (made, *made.get("$defs", {}).values()):
        _clean(owner)
    made["properties"]["schema"]["const"] = fixed
    increase = made.get("$defs", {}).get("IncreaseTarget")
    if increase:  # the model checks this in code
        share = ["numerator", "denominator"]
        increase["oneOf"] = [
            {"required": ["unit"], "not": {"anyOf": [{"required": [key]} for key in share]}},
            {"required": share, "not": {"required": ["unit"]}},
        ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": fixed,
        "description": {"plan": "工作要点", "progress": "进展填报"}[name],
    }


def _clean(owner: dict[str, Any]) -> None:
    owner.pop("description", None)  # the class's docstring is for engineers
    properties = owner.get("properties", {})
    properties.pop(NODE, None)
    if "required" in owner:
        owner["required"] = [key for key in owner["required"] if key != NODE]
    for key, found in properties.items():
        title, meaning = KEYS[key]
        found["title"] = title
        if meaning:
            found["description"] = meaning
