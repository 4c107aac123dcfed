"""DHIS2: a dataValueSets payload, and the metadata it speaks of, both by code (idScheme=code).

Every number is cumulative at its quarter's end, so DHIS2 takes the last of a year and adds up over districts. Shares go
as numerator and denominator, from which DHIS2 derives them; a completion rate is added up by nobody (aggregation NONE).
What nobody reported has no value: it is missing, not zero.

DHIS2 takes an imported object for the whole of it: what is not written is removed. So nothing is imported that others
have a part in: the organisation unit, which has its place in a hierarchy we do not know, is in a file of its own for a
server that lacks it, and the data set is of this district and year.
"""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.features.exchange.export_fields import as_text, codes, org_code, rows
from edu_plan_cli.features.exchange.exported_year import CannotExport, Export, Files, marks
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import in_percent

_SHORT = 50  # characters of a shortName or a code


def files(export: Export) -> Files:
    """Return the values, the metadata they speak of, and the organisation unit. Raises CannotExport without ``org_code``."""
    code = org_code(export)
    observations = list(rows(export))
    names = codes(observations)
    values = [value for row in observations for value in _values(row, names[row.target_id], export)]
    elements = {
        element["code"]: element for row in observations for element in _elements(row, names[row.target_id])
    }
    used = {value["dataElement"] for value in values}
    plan = export.now.plan
    name = (plan.issuer or plan.title)[:230]
    data_set = f"EDU_PLAN_{code}_{plan.year}"
    unit = {"code": code, "name": name, "shortName": name[:_SHORT], "openingDate": f"{plan.year}-01-01"}
    metadata = {
        "dataElements": [element for key, element in elements.items() if key in used],
        "dataSets": [
            {
                "code": data_set,
                "name": f"{plan.year} 年工作要点（{code}）",
                "shortName": f"工作要点 {code} {plan.year}",
                "periodType": "Quarterly",
                "description": "；".join(f"示例：{mark}" for mark in marks(export)),
                "dataSetElements": [
                    {"dataSet": {"code": data_set}, "dataElement": {"code": key}}
                    for key in elements
                    if key in used
                ],
                "organisationUnits": [{"code": code}],
            }
        ],
    }
    return {
        "dataValueSets.json": _json({"dataSet": data_set, "dataValues": values}),
        "metadata.json": _json(metadata),
        "organisationUnit.json": _json({"organisationUnits": [unit]}),
    }


def _values(row: Observation, code: str, export: Export) -> list[dict[str, str]]:
    """Leave out what is dropped; what is illustrative says so beside each value."""
    if row.light == "dropped":
        return []
    comment = "；".join(filter(None, ("示例，不是公布的数" if row.illustrative else "", row.source)))
    context = {"period": f"{row.year}{row.quarter}", "orgUnit": org_code(export)}
    return [
        {"dataElement": name, **context, "value": as_text(value), "comment": comment}
        for name, value in _figures(row, code).items()
        if value is not None
    ]


def _figures(row: Observation, code: str) -> dict[str, Decimal | Fraction | None]:
    share = row.denominator is not None
    return {
        code: None if share else row.value,
        f"{code}_NUM": row.numerator,
        f"{code}_DEN": row.denominator,
        f"{code}_PCT": None if row.completion is None else in_percent(row.completion, 8),
    }


def _elements(row: Observation, code: str) -> list[dict[str, Any]]:
    said = {
        code: (row.target_name, row.unit or "", "LAST"),
        f"{code}_NUM": (f"{row.target_name} 分子", "", "LAST"),
        f"{code}_DEN": (f"{row.target_name} 分母", "", "LAST"),
        f"{code}_PCT": (f"{row.target_name} 完成率", "%", "NONE"),
    }
    if max(map(len, said)) > _SHORT:
        raise CannotExport(
            Words(f"{code} 太长，DHIS2 的编码不超过 {_SHORT} 个字符。", f"{code} is too long for DHIS2.")
        )
    return [
        {
            "code": key,
            "name": f"{name[:150]}（{key}）",  # unique in DHIS2, where two districts may promise the same
            "shortName": key,
            "formName": name[:230],
            "description": f"单位：{unit}" if unit else "",
            "domainType": "AGGREGATE",
            "valueType": "NUMBER",
            "aggregationType": aggregation,
            "zeroIsSignificant": True,
        }
        for key, (name, unit, aggregation) in said.items()
    ]


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
