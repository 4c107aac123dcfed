"""SARIF 2.1.0 (OASIS), with what GitHub code scanning asks for: relative paths, stable rule ids, own fingerprints.

GitHub shows 5,000 results of a run and drops the rest in silence; so the worst are listed, and the last result sums up the rest.
https://docs.github.com/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit
"""

import json
from collections.abc import Sequence
from typing import Any

from edu_plan_cli import __version__
from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.problems.problem_parts import LineOf, fingerprints, said, summary
from edu_plan_cli.presentation.problems.rule_text import rule_markdown, rule_text
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location

_SHOWN = 5000
_REST = "edu-plan-more"  # the rule of the result that sums up what is not listed
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "notice": "note"}


def render(diagnostics: Sequence[Diagnostic], lang: Lang, line_of: LineOf) -> str:
    """Return one SARIF run: the rules of the codes that occur, and a result for each problem, at most 5,000 with the sum of the rest."""
    known = rules()
    listed, rest = _listed(diagnostics)
    codes = sorted({d.code for d in listed})
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
        ]
        + ([{"id": _REST, "shortDescription": {"text": _rest_title(lang)}}] if rest else []),
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
        for d, fingerprint in zip(listed, fingerprints(listed, line_of), strict=True)
    ]
    if rest:
        results.append(_sum_of(rest, diagnostics, lang))
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


def _listed(diagnostics: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the problems to list, errors first where not all can be, and those left out."""
    if len(diagnostics) <= _SHOWN:
        return list(diagnostics), []
    by_severity = sorted(diagnostics, key=lambda d: list(_LEVELS).index(d.severity))
    return by_severity[: _SHOWN - 1], by_severity[_SHOWN - 1 :]


def _rest_title(lang: Lang) -> str:
    return Words("没有逐处列出的问题", "problems that are not listed").in_(lang)


def _sum_of(rest: Sequence[Diagnostic], every: Sequence[Diagnostic], lang: Lang) -> dict[str, Any]:
    """Return the result that says how many problems are not listed, at the first of them."""
    said = Words(
        f"这里列出 {_SHOWN - 1} 处，共{summary(every, 'zh')}；没有列出的：{summary(rest, 'zh')}。全部见 edu-plan validate --format json。",
        f"{_SHOWN - 1} are listed of {summary(every, 'en')}; not listed: {summary(rest, 'en')}. edu-plan validate --format json "
        "has all.",
    )
    return {
        "ruleId": _REST,
        "level": _LEVELS[rest[0].severity],
        "message": {"text": said.in_(lang)},
        "locations": [_location(rest[0].location)],
        "partialFingerprints": {"eduPlan/v1": _REST},
    }


def _location(location: Location) -> dict[str, Any]:
    from urllib.parse import quote

    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endColumn": location.column + location.width,
    }
    artifact = {"uri": quote(location.path), "uriBaseId": "PROJECT"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}
