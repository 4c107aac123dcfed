"""GitHub workflow commands: annotations on the lines of a pull request.

GitHub shows ten errors and ten warnings of a step, and drops the rest in silence; so the rest is told in one notice.
"""

from collections.abc import Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES, LineOf, code_and_name, said, summary
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Lang, Words

_SHOWN = (
    10  # of each severity; https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
)


def render(diagnostics: Sequence[Diagnostic], lang: Lang, _line_of: LineOf) -> str:
    """Return a line of workflow command for each problem, at most ten of each severity."""
    lines = []
    for severity in SEVERITIES:
        mine = [d for d in diagnostics if d.severity == severity]
        room = _SHOWN if severity != "notice" else _SHOWN - 1
        lines += [_command(d, lang) for d in mine[:room]]
    if len(lines) < len(diagnostics):
        more = Words(
            f"这里只标出 {len(lines)} 处，共{summary(diagnostics, 'zh')}；全部见日志或 SARIF。",
            f"{len(lines)} are annotated of {summary(diagnostics, 'en')}; see the log or SARIF for all.",
        )
        lines.append(f"::notice title=edu-plan::{_data(more.in_(lang))}")
    return "".join(f"{line}\n" for line in lines)


def _command(diagnostic: Diagnostic, lang: Lang) -> str:
    location = diagnostic.location
    where = f"file={_property(location.path)},line={location.line},col={location.column}"
    title = _property(f"edu-plan {code_and_name(diagnostic)}")
    return f"::{diagnostic.severity} {where},title={title}::{_data(said(diagnostic, lang))}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
