"""reviewdog's diagnostic format (``reviewdog -f=rdjson``)."""

import json
from collections.abc import Sequence
from typing import Any

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.problems.problem_parts import LineOf, code_and_name, said
from edu_plan_cli.values.bilingual import Lang
from edu_plan_cli.values.location import Location

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "notice": "INFO"}


def render(diagnostics: Sequence[Diagnostic], lang: Lang, line_of: LineOf) -> str:
    """Return the problems as one JSON object of reviewdog's DiagnosticResult."""
    data = {
        "source": {"name": "edu-plan"},
        "diagnostics": [
            {
                "message": said(d, lang),
                "location": _location(d.location, line_of),
                "severity": _SEVERITIES[d.severity],
                "code": {"value": code_and_name(d)},
            }
            for d in diagnostics
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _location(location: Location, line_of: LineOf) -> dict[str, Any]:
    """Columns are bytes of UTF-8 there, from 1."""
    before = (line_of(location) or "")[: location.column - 1]
    column = len(before.encode()) + 1 if before else location.column
    return {"path": location.path, "range": {"start": {"line": location.line, "column": column}}}
