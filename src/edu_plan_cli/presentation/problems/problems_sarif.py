"""SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for: relative paths, stable rule ids, own fingerprints."""

import json
from collections.abc import Sequence
from typing import Any

from edu_plan_cli import __version__
from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.problems.problem_parts import LineOf, fingerprints, said
from edu_plan_cli.presentation.problems.rule_text import rule_markdown, rule_text
from edu_plan_cli.values.bilingual import Lang
from edu_plan_cli.values.location import Location

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "notice": "note"}


def render(diagnostics: Sequence[Diagnostic], lang: Lang, line_of: LineOf) -> str:
    """Return one SARIF run: the rules of the codes that occur, and a result for each problem."""
    known = rules()
    codes = sorted({d.code for d in diagnostics})
    driver = {
        "name": "edu-plan",
        "version": __version__,
        "rules": [
            {
                "id": code,
                "name": known[code].name,
                "shortDescription": {"text": known[code].title.in_(lang)},
                "fullDescription": {"text": known[code].why.in_(lang)},
                "help": {
                    "text": rule_text(known[code], lang),
                    "markdown": rule_markdown(known[code], lang),
                },
                "defaultConfiguration": {"level": _LEVELS[known[code].severity]},
            }
            for code in codes
        ],
    }
    results = [
        {
            "ruleId": d.code,
            "ruleIndex": codes.index(d.code),
            "level": _LEVELS[d.severity],
            "message": {"text": said(d, lang)},
            "locations": [_location(d.location)],
            "relatedLocations": [
                {**_location(r.location), "id": number, "message": {"text": r.note.in_(lang)}}
                for number, r in enumerate(d.related)
            ],
            "partialFingerprints": {"eduPlan/v1": fingerprint},
        }
        for d, fingerprint in zip(diagnostics, fingerprints(diagnostics, line_of), strict=True)
    ]
    data = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"PROJECT": {"description": {"text": "the project's folder"}}},
                "results": results,
            }
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _location(location: Location) -> dict[str, Any]:
    from urllib.parse import quote

    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endColumn": location.column + location.width,
    }
    artifact = {"uri": quote(location.path), "uriBaseId": "PROJECT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
