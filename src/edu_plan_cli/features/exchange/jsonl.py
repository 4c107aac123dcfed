"""One observation a line, each with the name of its schema, so that lines may be cut, joined and streamed."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.features.exchange.export_fields import Value, as_text, rows
from edu_plan_cli.features.exchange.exported_year import Export, Files

SCHEMA = "edu-plan/observation@1"


def files(export: Export) -> Files:
    """Return the observations as JSON lines, as bytes by file name."""
    return {"observations.jsonl": "".join(f"{line(row)}\n" for row in rows(export)).encode()}


def line(row: Observation) -> str:
    """Return an observation as one line of JSON."""
    data = {"schema": SCHEMA} | {name: _json(value) for name, value in row._asdict().items()}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _json(value: Value) -> Any:
    """Numbers are numbers. They have 15 digits at most, which a binary fraction carries and gives back unchanged."""
    if isinstance(value, Decimal | Fraction):
        text = as_text(value)
        return float(text) if "." in text else int(text)
    return value if value is None or isinstance(value, str | int) else as_text(value)
