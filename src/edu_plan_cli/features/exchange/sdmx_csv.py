"""SDMX-CSV 2.0, and the structure it speaks of as SDMX-JSON 2.0, so that it stands alone.

One observation for each measure of each target and quarter: value, target, numerator and denominator, completion. Numbers
are in base units, so UNIT_MULT is 0. A figure nobody reported is there without a value (OBS_STATUS O); what is made up
has OBS_STATUS X, which the common code list has not: a warehouse that knows no X refuses it, and takes it for no data.
"""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.features.exchange.export_fields import Value, as_text, codes, org_code, rows
from edu_plan_cli.features.exchange.exported_year import Export, Files, marks
from edu_plan_cli.values.exact import in_percent

AGENCY, STRUCTURE, VERSION = "EDU_PLAN", "WORK_PLAN", "1.0.0"
_URN = "urn:sdmx:org.sdmx.infomodel"
_HEAD = (
    "STRUCTURE STRUCTURE_ID ACTION FREQ REF_AREA INDICATOR MEASURE TIME_PERIOD OBS_VALUE UNIT_MEASURE UNIT_MULT "
    "OBS_STATUS COMMENT_OBS"
).split()
_DIMENSIONS = {"FREQ": "频率", "REF_AREA": "地区", "INDICATOR": "指标", "MEASURE": "量"}
_ATTRIBUTES = {
    "UNIT_MEASURE": "单位",
    "UNIT_MULT": "单位的十的幂",
    "OBS_STATUS": "状态",
    "COMMENT_OBS": "说明",
}
_MEASURES = {
    "VALUE": "累计值",
    "TARGET": "目标值",
    "NUMERATOR": "分子",
    "DENOMINATOR": "分母",
    "COMPLETION": "完成率",
}
_STATUS = {"A": "正常", "O": "未填报", "X": "示例，不是公布的数"}
_PARTIAL = ("REF_AREA", "INDICATOR", "UNIT_MEASURE")  # of these lists only what this district uses is here
_UNITS = {"%": "PC", "人": "PS", "元": "CNY"}  # codes of the cross-domain list; the others are spelt out


def files(export: Export) -> Files:
    """Return the observations as SDMX-CSV 2.0 and their structure as SDMX-JSON, as bytes by file name."""
    area = org_code(export)
    observations = [row for row in rows(export) if row.light != "dropped"]
    names = codes(observations)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in observations:
        writer.writerows(_lines(row, area, names[row.target_id]))
    structure = json.dumps(_structure(export, area, observations, names), ensure_ascii=False, indent=1) + "\n"
    return {"data.csv": stream.getvalue().encode(), "structure.json": structure.encode()}


def unit_code(unit: str) -> str:
    """Return a code as SDMX has them: 个 → U4E2A."""
    return _UNITS.get(unit) or "U" + "_".join(f"{ord(character):04X}" for character in unit)


def _lines(row: Observation, area: str, code: str) -> Iterator[list[str]]:
    number = row.unit is not None
    measures: dict[str, tuple[Value, str]] = {}
    if number:
        measures["VALUE"] = (row.value, row.unit or "")
        measures |= {"TARGET": (row.target_value, row.unit or "")} if row.target_value is not None else {}
    if row.denominator is not None:
        measures |= {"NUMERATOR": (row.numerator, ""), "DENOMINATOR": (row.denominator, "")}
    measures["COMPLETION"] = (None if row.completion is None else in_percent(row.completion, 8), "%")
    for measure, (value, unit) in measures.items():
        status = "O" if value is None else "X" if row.illustrative else "A"
        yield [
            "dataflow", f"{AGENCY}:{STRUCTURE}({VERSION})", "I", "Q", area, code, measure, f"{row.year}-{row.quarter}",
            as_text(value), unit_code(unit) if unit else "NO", "0", status, "示例" if row.illustrative else "",
        ]  # fmt: skip


def _structure(
    export: Export, area: str, observations: list[Observation], names: dict[str, str]
) -> dict[str, Any]:
    plan = export.now.plan
    units = {unit_code(row.unit): row.unit for row in observations if row.unit} | {
        "PC": "%",
        "NO": "个数（分子、分母）",
    }
    lists = {
        "FREQ": {"Q": "季度"},
        "REF_AREA": {area: plan.issuer or plan.title},
        "INDICATOR": {names[row.target_id]: row.target_name for row in observations},
        "MEASURE": _MEASURES,
        "UNIT_MEASURE": units,
        "UNIT_MULT": {"0": "个"},
        "OBS_STATUS": _STATUS,
    }
    concepts = {**_DIMENSIONS, "TIME_PERIOD": "时间", "OBS_VALUE": "值", **_ATTRIBUTES}
    artefact = {"version": VERSION, "agencyID": AGENCY, "isExternalReference": False}

    def component(name: str, **more: Any) -> dict[str, Any]:
        element = {
            "id": name,
            "conceptIdentity": f"{_URN}.conceptscheme.Concept={AGENCY}:CS_{STRUCTURE}({VERSION}).{name}",
        }
        kind = (
            {"enumeration": f"{_URN}.codelist.Codelist={AGENCY}:CL_{name}({VERSION})"}
            if name in lists
            else None
        )
        return element | more | ({"localRepresentation": kind} if kind else {})

    definition = {
        "id": STRUCTURE, "name": "教育局年度工作要点", **artefact,
        "dataStructureComponents": {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": [component(name, position=at) for at, name in enumerate(_DIMENSIONS)],
                "timeDimension": component(
                    "TIME_PERIOD", localRepresentation={"format": {"dataType": "ObservationalTimePeriod"}}
                ),
            },
            "measureList": {
                "id": "MeasureDescriptor",
                "measures": [component("OBS_VALUE", usage="optional", localRepresentation={"format": {"dataType": "Decimal"}})],
            },
            "attributeList": {
                "id": "AttributeDescriptor",
                "attributes": [
                    component(
                        name, usage="optional" if name == "COMMENT_OBS" else "mandatory",
                        attributeRelationship={"observation": {}},
                        **({"localRepresentation": {"format": {"dataType": "String"}}} if name == "COMMENT_OBS" else {}),
                    )
                    for name in _ATTRIBUTES
                ],
            },
        },
    }  # fmt: skip
    flow = {
        "id": STRUCTURE, "name": plan.title, **artefact, "description": "；".join(f"示例：{mark}" for mark in marks(export)),
        "structure": f"{_URN}.datastructure.DataStructure={AGENCY}:{STRUCTURE}({VERSION})",
    }  # fmt: skip
    return {
        "meta": {
            "schema": "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
            "sdmx-json-structure-schema.json",
            "id": f"{STRUCTURE}_{area}_{export.now.view.quarter}",
            "test": bool(marks(export)),
            "prepared": f"{export.now.view.quarter.end}T00:00:00Z",  # of the figures: the same export is the same bytes
            "contentLanguages": ["zh"],
            "sender": {"id": AGENCY},
        },
        "data": {
            "dataStructures": [definition],
            "dataflows": [flow],
            "conceptSchemes": [
                {
                    "id": f"CS_{STRUCTURE}", "name": "概念", **artefact, "isPartial": False,
                    "concepts": [{"id": name, "name": title} for name, title in concepts.items()],
                }
            ],
            "codelists": [
                {
                    "id": f"CL_{name}", "name": concepts[name], **artefact,
                    "isPartial": name in _PARTIAL,
                    "codes": [{"id": key, "name": title} for key, title in members.items()],
                }
                for name, members in lists.items()
            ],
        },
    }  # fmt: skip
