"""GitLab's code quality report (docs.gitlab.com/ci/testing/code_quality, 'Code Quality report format').

It is a part of Code Climate's format, whose other readers want the last line too.
"""

import json
from collections.abc import Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.problems.problem_parts import LineOf, code_and_name, fingerprints, said
from edu_plan_cli.values.bilingual import Lang

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "notice": "info"}


def render(diagnostics: Sequence[Diagnostic], lang: Lang, line_of: LineOf) -> str:
    """Return the report as a JSON array, an object a problem; severities error, warning, notice are major, minor, info."""
    issues = [
        {
            "description": said(d, lang),
            "check_name": code_and_name(d),
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[d.severity],
            "location": {
                "path": d.location.path,
                "lines": {"begin": d.location.line, "end": d.location.line},
            },
        }
        for d, fingerprint in zip(diagnostics, fingerprints(diagnostics, line_of), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
