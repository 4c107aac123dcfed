"""A Frictionless Data Package (version 2): three CSV tables, and a descriptor that says what everything in them is.

The tables are for machines: UTF-8 without a byte order mark, no value rounded or dressed up, and ``edu-plan report -o
x.csv`` is the one for Excel. But open data is opened by strangers, with a double click. What a machine misreads it can
put right; a formula that ran cannot be undone. So safety wins, reversibly: text that a spreadsheet would run gets an
apostrophe in front (text that begins with apostrophes and such a sign gets one more), and the descriptor says to take
one off. No id, number, date or code can begin so; in our plans hardly any text does.

No licence is stated: which it is, the bureau decides, not a program.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from edu_plan_cli.assessment.lights import LIGHTS
from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.features.exchange.export_fields import FIELDS, Field, Value, as_text, rows
from edu_plan_cli.features.exchange.exported_year import Export, Files, marks
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.plan import Plan, PlanTarget
from edu_plan_cli.presentation.safe import data_cell

_PROFILES = "https://datapackage.org/profiles/2.0"
_ALWAYS, _MAY = True, False

_PLAN = {
    "item_id": Field("任务编号", "string", _ALWAYS),
    "item_number": Field("任务序号", "integer", _ALWAYS, "印在文件上的"),
    "item_heading": Field("任务", "string", _ALWAYS),
    "text": Field("原文", "string", _ALWAYS),
    "section_id": Field("部分编号", "string", _ALWAYS),
    "section_number": Field("部分序号", "string", _ALWAYS),
    "section_heading": Field("部分", "string", _ALWAYS),
    "section_text": Field("部分的话", "string", _MAY, "部分标题和第一项任务之间的"),
    "lead": Field("牵头科室", "string", _MAY),
    "cooperating": Field("配合科室", "string", _MAY, "用顿号隔开"),
    "weight": Field("权重", "number", _ALWAYS, "在部分的平均里"),
}
_TARGETS = {
    "target_id": Field("目标编号", "string", _ALWAYS),
    "item_id": Field("任务编号", "string", _ALWAYS),
    "target_label": Field("目标序号", "string", _ALWAYS, "如 14-2：第14项的第2个目标"),
    "target_name": Field("目标", "string", _ALWAYS),
    "quote": Field("引文", "string", _ALWAYS, "目标出自任务原文的这句话"),
    "kind": Field(
        "种类", "string", _ALWAYS, "、".join(f"{key} {kind.words.zh}" for key, kind in KINDS.items())
    ),
    "goal": Field("目标值的写法", "string", _ALWAYS, "如 ≥270个"),
    "definition": Field("口径", "string", _MAY),
    "indicator": FIELDS["indicator"],
    "baseline": Field("基期值", "string", _MAY),
    "start": Field("开始", "date", _ALWAYS),
    "due": Field("时限", "date", _ALWAYS),
    "lead": Field("牵头科室", "string", _MAY),
    "led_by": Field("局外主办单位", "string", _MAY),
    "weight": Field("权重", "number", _ALWAYS, "在任务的平均里"),
}
_CONSTRAINTS: dict[str, dict[str, Any]] = {
    "section_id": {"pattern": "s[2-9a-z]{4}"},
    "item_id": {"pattern": "i[2-9a-z]{4}"},
    "target_id": {"pattern": "t[2-9a-z]{4}"},
    "org_code": {"pattern": "[1-9][0-9]{5,11}"},
    "item_number": {"minimum": 1, "maximum": 999},
    "quarter": {"enum": ["Q1", "Q2", "Q3", "Q4"]},
    "kind": {"enum": list(KINDS)},
    "light": {"enum": list(LIGHTS)},
    "accumulation": {"enum": list(ACCUMULATION_WORDS)},
    "expected": {"minimum": 0, "maximum": 1},
    "target_value": {"minimum": 0},
    "weight": {"minimum": 0},
}


def files(export: Export) -> Files:
    """Return a data package (Frictionless v2) of the plan, its targets and the observations, as bytes by file name."""
    plan = export.now.plan
    names = plan.department_names
    tables = {
        "plan": _table(_PLAN, _plan_rows(plan, names)),
        "targets": _table(_TARGETS, (_target_row(plan, plan_target, names) for plan_target in plan.targets)),
        "observations": _table(FIELDS, map(_observation, rows(export))),
    }
    resources = [
        _resource("plan", "任务", _PLAN, tables["plan"], ["item_id"], {}),
        _resource("targets", "目标", _TARGETS, tables["targets"], ["target_id"], {"item_id": "plan"}),
        _resource(
            "observations", "各季进展", FIELDS, tables["observations"], ["target_id", "year", "quarter"],
            {"item_id": "plan", "target_id": "targets"},
        ),
    ]  # fmt: skip
    descriptor = {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": f"edu-plan-{plan.org_code or 'district'}-{plan.year}",
        "title": plan.title,
        "description": "\n".join(
            [
                *(f"示例：{mark}" for mark in marks(export)),
                f"{plan.year} 年工作要点的任务、目标和到{export.now.view.quarter.name}为止各季的进展。",
                "以 = + - @ 开头、会被表格软件当作公式的文字前面加了一个 '；程序读入时去掉一个即是原文。",
            ]
        ),
        "version": f"{plan.revision}.0.0",
        "keywords": ["教育", "工作要点", str(plan.year)],
        "sources": [{"title": "，".join(filter(None, (plan.issuer, plan.title, plan.document_number)))}],
        "resources": resources,
    }
    text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return {"datapackage.json": text.encode()} | {f"{name}.csv": data for name, data in tables.items()}


def _plan_rows(plan: Plan, names: dict[str, str]) -> Iterable[Sequence[Value]]:
    for section in plan.sections:
        for item in section.items:
            helping = "、".join(names.get(identity, identity) for identity in item.cooperating)
            yield (
                item.id, item.number, item.heading, item.text, section.id, section.number, section.heading, section.text,
                item.lead and names.get(item.lead, item.lead), helping, item.weight,
            )  # fmt: skip


def _target_row(plan: Plan, plan_target: PlanTarget, names: dict[str, str]) -> Sequence[Value]:
    target = plan_target.target
    start, due = target.window(plan.year)
    base = target.start_value
    return (
        target.id, plan_target.item.id, plan_target.label, target.name, target.quote, target.get("kind"), target.goal.zh,
        target.definition, target.indicator, base and base.zh, start, due,
        plan_target.lead and names.get(plan_target.lead, plan_target.lead), target.led_by, target.weight,
    )  # fmt: skip


def _observation(row: Observation) -> Sequence[Value]:
    return row


def _table(fields: dict[str, Field], rows: Iterable[Sequence[Value]]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(fields)
    for row in rows:
        writer.writerow(data_cell(value) if isinstance(value, str) else as_text(value) for value in row)
    return stream.getvalue().encode()


def _resource(
    name: str, title: str, fields: dict[str, Field], data: bytes, key: list[str], foreign: dict[str, str]
) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column, field) for column, field in fields.items()],
        "missingValues": [""],
        "primaryKey": key,
    }
    if foreign:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [column]}}
            for column, other in foreign.items()
        ]
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "title": title,
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(name: str, field: Field) -> dict[str, Any]:
    constraints = ({"required": True} if field.always else {}) | _CONSTRAINTS.get(name, {})
    descriptor = {"name": name, "type": field.type, "title": field.title}
    descriptor |= {"description": field.description} if field.description else {}
    return descriptor | ({"constraints": constraints} if constraints else {})
