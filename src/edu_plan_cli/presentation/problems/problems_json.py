"""``edu-plan/diagnostics@1``: both languages, lines and columns from 1."""

import json
from collections.abc import Sequence

from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import LineOf, counts
from edu_plan_cli.values.bilingual import Lang
from edu_plan_cli.values.location import Location


def render(diagnostics: Sequence[Diagnostic], _lang: Lang, _line_of: LineOf) -> str:
    """Return the diagnostics as JSON (``schema/diagnostics.json``), in the order given."""
    data = {
        "schema": "edu-plan/diagnostics@1",
        "summary": counts(diagnostics),
        "diagnostics": [
            {
                "code": d.code,
                "name": rules()[d.code].name,
                "severity": d.severity,
                **_location(d.location),
                "message": d.message._asdict(),
                "hint": d.hint._asdict(),
                "related": [{**_location(r.location), "note": r.note._asdict()} for r in d.related],
            }
            for d in diagnostics
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _location(location: Location) -> dict[str, object]:
    return {"file": location.path, "line": location.line, "column": location.column}
