"""What every export is made of."""

from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.bilingual import Words


class Export(NamedTuple):
    """A year as far as the quarter asked for. ``checked.plan`` is the plan as written, an assessment's as amended."""

    checked: Checked
    quarters: list[
        Assessment
    ]  # from the first to the one asked for: at a quarter's end, the last as it was asked for
    commit: str | None = None

    @property
    def now(self) -> Assessment:
        """Return the last quarter's assessment."""
        return self.quarters[-1]


class CannotExport(Exception):
    """A plan that lacks what a format cannot do without; carries why and what to do."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why


Files = dict[str, bytes]  # by name, with "/" between folders


def marks(export: Export) -> list[str]:
    """Return every statement that something exported is illustrative."""
    return list(dict.fromkeys(mark for quarter in export.quarters for mark in figures.marks(quarter)))
