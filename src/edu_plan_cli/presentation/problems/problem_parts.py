"""What all formats of problems share: words for severities, counts, source lines, and fingerprints."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from edu_plan_cli.checks.check_registry import rules
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location

SEVERITIES: dict[Severity, Words] = {
    "error": Words("错误", "error"),
    "warning": Words("警告", "warning"),
    "notice": Words("提示", "notice"),
}
LineOf = Callable[[Location], str | None]


def counts(diagnostics: Sequence[Diagnostic]) -> dict[Severity, int]:
    """Return how many problems there are of each severity, zeros included."""
    return {severity: sum(d.severity == severity for d in diagnostics) for severity in SEVERITIES}


def summary(diagnostics: Sequence[Diagnostic], lang: Lang) -> str:
    """Return the counts as words, such as 2 处错误，1 处警告; of nothing, that no problems were found."""
    counted = counts(diagnostics)
    if lang == "zh":
        return (
            "，".join(f"{count} 处{SEVERITIES[s].zh}" for s, count in counted.items() if count)
            or "没有发现问题"
        )
    return (
        ", ".join(f"{count} {SEVERITIES[s].en}(s)" for s, count in counted.items() if count)
        or "no problems found"
    )


def lines_from(root: Path) -> LineOf:
    """Source lines of the project's files, read once each; None where a file cannot be shown."""
    from edu_plan_cli.files.reading import SourceFile, read_source

    lines: dict[str, list[str]] = {}

    def line_of(location: Location) -> str | None:
        if location.path not in lines:
            source = read_source(root, root / location.path)
            lines[location.path] = source.text.splitlines() if isinstance(source, SourceFile) else []
        known = lines[location.path]
        return known[location.line - 1] if location.line <= len(known) else None

    return line_of


def code_and_name(diagnostic: Diagnostic) -> str:
    """Return the rule as formats for engineers show it: ``EP304 quote-not-in-text``. Text for people has the code alone."""
    return f"{diagnostic.code} {rules()[diagnostic.code].name}"


def said(diagnostic: Diagnostic, lang: Lang) -> str:
    """Return what is wrong and what to type, on one line."""
    return f"{diagnostic.message.in_(lang)}{'' if lang == 'zh' else ' '}{diagnostic.hint.in_(lang)}"


def fingerprints(diagnostics: Sequence[Diagnostic], line_of: LineOf) -> list[str]:
    """One for each problem, the same as long as its line says the same, wherever in the file that line moves.

    Of several alike in one file each has its own, by their order.
    """
    import hashlib

    seen: Counter[str] = Counter()
    prints = []
    for diagnostic in diagnostics:
        line = (line_of(diagnostic.location) or "").strip()
        content = f"{diagnostic.code}\0{diagnostic.location.path}\0{line}\0{diagnostic.message.en}"
        seen[content] += 1
        prints.append(hashlib.sha256(f"{content}\0{seen[content]}".encode()).hexdigest()[:32])
    return prints
