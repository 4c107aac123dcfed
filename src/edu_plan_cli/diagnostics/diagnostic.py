"""The one shape of a problem: where, how bad, which rule, what is wrong, what to type.

Diagnostics are values. A stage returns them beside its result; none is raised across a stage.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

Severity = Literal["error", "warning", "notice"]

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "notice": 2}


class Related(NamedTuple):
    """Another location needed to understand a problem, such as the first of two equal ids."""

    location: Location
    note: Words


class Diagnostic(NamedTuple):
    """One problem at one location, with what is wrong and what to type, in both languages."""

    code: str
    severity: Severity
    location: Location
    message: Words  # one sentence: what is wrong; without line numbers, for a problem is recognised by it when lines move
    hint: Words  # one sentence: what to type
    related: tuple[Related, ...] = ()  # other places that explain it


class Rule(NamedTuple):
    """Hold what a code means. ``edu-plan explain`` prints it; its examples are run as tests.

    ``right`` is text of the sample project's plan or report (``file``); putting ``wrong`` in its place makes
    exactly this problem. A rule about bytes or folders has no such text: its examples then describe.
    """

    code: str  # EP304; never reused for another problem
    name: str  # quote-not-in-text: the violation, lower-case ASCII words joined by hyphens
    severity: Severity
    title: Words
    why: Words
    remedy: Words  # what a person does about it
    wrong: str
    right: str
    file: Literal["plan", "report", "none"] = "none"

    def at(self, location: Location, message: Words, hint: Words, *related: Related) -> Diagnostic:
        """Make a problem of this rule, of the rule's own severity, at a location."""
        return Diagnostic(self.code, self.severity, location, message, hint, related)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return the problems by location, then severity, then code, each once."""
    return sorted(
        set(diagnostics),
        key=lambda d: (d.location.path, d.location.line, d.location.column, _ORDER[d.severity], d.code, d),
    )


def new_problems(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the problems of ``after`` that ``before`` lacks, told apart by file and message: an edit moves every line below it."""
    known = Counter((d.code, d.location.path, d.message) for d in before)
    new = []
    for diagnostic in after:
        key = (diagnostic.code, diagnostic.location.path, diagnostic.message)
        if known[key]:
            known[key] -= 1
        else:
            new.append(diagnostic)
    return new
