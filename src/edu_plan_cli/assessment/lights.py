"""灯: derived, never typed. By word and colour, the most urgent first."""

from typing import Literal

from edu_plan_cli.kinds.target import TargetProgress
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio

Light = Literal["overdue", "lagging", "not_reported", "on_track", "done", "dropped"]

LIGHTS: dict[Light, Words] = {
    "overdue": Words("逾期", "overdue"),
    "lagging": Words("滞后", "lagging"),
    "not_reported": Words("未填报", "not reported"),
    "on_track": Words("正常", "on track"),
    "done": Words("已完成", "done"),
    "dropped": Words("已取消", "dropped"),
}

# What is dropped is shown where it stood, and counted nowhere.
COUNTED: tuple[Light, ...] = ("overdue", "lagging", "not_reported", "on_track", "done")

URGENCY: dict[Light, int] = {light: rank for rank, light in enumerate(LIGHTS)}


def light_of(
    progress: TargetProgress,
    *,
    expected: Ratio,
    tolerated: Ratio,
    missed: bool,
    silent: bool,
    late_part: bool,
) -> Light:
    """Return the light of one target on a day.

    ``missed``: its due day is over, and an answer since does not say that it was reached. ``silent``: an answer is wanting
    that is due by now. ``late_part``: a stage or step is past its day, and an answer since does not name it.
    ``tolerated``: how far completion may be below time progress before it lags.

    What is done stays done without further reports, and what an answer made overdue stays so until an answer changes it.
    What should have been reported and was not is neither green nor zero. Before any report is due nothing is owed.
    """
    if progress.done:
        return "done"
    if missed and progress.completion is not None and progress.completion < 1:
        return "overdue"
    if silent:
        return "not_reported"
    if progress.completion is None:
        return "on_track"
    if late_part or progress.broken is not None or expected - progress.completion > tolerated:
        return "lagging"
    return "on_track"


def worst(lights: list[Light]) -> Light:
    """Return the most urgent; dropped where all are; of nothing, not reported."""
    return min(lights, key=URGENCY.__getitem__, default="not_reported")
