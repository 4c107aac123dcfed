"""What the two kinds of stepwise work share: stages of a project, steps of a task, each with a name and perhaps a date."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from edu_plan_cli.binding.fields import Date, Text
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.target import linear
from edu_plan_cli.values.exact import Ratio


class Stage(Located):
    """One stage of a project, or one step of qualitative work, in the order of the plan."""

    name: Text
    due: Date | None = None


def expected_stages(stages: Sequence[Stage], start: date, due: date, on: date) -> Ratio:
    """Return where every stage has a date, the stages due by the day; else evenly over the time."""
    dated = [stage.due for stage in stages if stage.due is not None]
    if len(dated) < len(stages):
        return linear(start, due, on)
    return Fraction(sum(day <= on for day in dated), len(stages))


def open_stages(stages: Sequence[Stage]) -> tuple[tuple[str, date | None], ...]:
    """Return the stages given, as a standing names what is still open."""
    return tuple((stage.name, stage.due) for stage in stages)
