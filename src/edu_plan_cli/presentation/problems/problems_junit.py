"""JUnit XML, which every CI shows: a suite a file, a case a problem. Errors fail; warnings and notices are skipped cases.

A case is named by code and message, and numbered where several are alike: CIs compare runs by these names, so that they
must be unique within a suite and stay when lines move. Where the problem stands is said in the text of its outcome.

A file without problems is not there; with no problem at all one case passes, for CIs that take an empty file for a fault.
"""

from collections import Counter
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import LineOf, said
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Lang


def render(diagnostics: Sequence[Diagnostic], lang: Lang, _line_of: LineOf) -> str:
    """Return the problems as JUnit XML in one language."""
    root = ET.Element("testsuites", name="edu-plan")
    by_file: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_file.setdefault(diagnostic.location.path, []).append(diagnostic)
    for path, mine in by_file.items():
        failures = sum(d.severity == "error" for d in mine)
        suite = ET.SubElement(
            root,
            "testsuite",
            name=visible(path),
            tests=str(len(mine)),
            failures=str(failures),
            errors="0",
            skipped=str(len(mine) - failures),
        )
        for d, name in zip(mine, _names(mine, lang), strict=True):
            case = ET.SubElement(suite, "testcase", name=name, classname=visible(path))
            kind = "failure" if d.severity == "error" else "skipped"
            outcome = ET.SubElement(
                case, kind, message=visible(d.message.in_(lang)), type=rules()[d.code].name
            )
            outcome.text = f"{d.location}\n{visible(said(d, lang))}"
    if not diagnostics:
        suite = ET.SubElement(
            root, "testsuite", name="edu-plan", tests="1", failures="0", errors="0", skipped="0"
        )
        ET.SubElement(suite, "testcase", name="validate", classname="edu-plan")
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _names(diagnostics: Sequence[Diagnostic], lang: Lang) -> list[str]:
    """Return a name for each problem of one file: code and message, from the second alike on with its number."""
    numbers: Counter[str] = Counter()
    taken: set[str] = set()
    names = []
    for diagnostic in diagnostics:
        alike = visible(f"{diagnostic.code} {diagnostic.message.in_(lang)}")
        name = alike
        while name in taken:
            numbers[alike] += 1
            name = f"{alike} ({numbers[alike] + 1})"
        taken.add(name)
        names.append(name)
    return names
