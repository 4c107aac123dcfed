"""最近进展: what one department says of its targets between two quarterly reports, each on its day."""

from datetime import date
from typing import Annotated

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import Date, Prose, Text, Year, no_items
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.values.quarter import quarter_of

UPDATES_SCHEMA = "edu-plan/updates@1"


class Update(Entry):
    """进展: what is known of a target on a day. A stage, step or day it names counts from then on; a number is only shown."""

    date: Date

    @classmethod
    def laid_out_keys(cls) -> list[str]:
        """Return the keys as they stand in a file: the day after the target."""
        target, *others = (key for key in super().laid_out_keys() if key != "date")
        return [target, "date", *others]


class DepartmentUpdates(Located):
    """The updates of one department in one year: ``reports/2023/updates/preschool.yaml``."""

    schema_: Annotated[Text, Field(alias="schema")]
    year: Year
    department: Text
    illustrative: Prose | None = None
    updates: list[Update] = Field(default_factory=no_items)

    def as_reports(self) -> list[Report]:
        """Return each update as a report of its day with one entry: it is checked as one, and counts as none."""
        return [self._as_report(update, update.date) for update in self.updates]

    def _as_report(self, update: Update, day: date) -> Report:
        quarter = quarter_of(day)
        return Report.of(
            self.node,
            schema=self.schema_,
            year=quarter.year,
            quarter=quarter.key,
            department=self.department,
            submitted=str(day),
            **({"illustrative": self.illustrative} if self.illustrative else {}),
            entries=[update],
        )
